import { LIMITS } from './limits.ts';

export type PatternRisk = 'too-long' | 'unparsable' | 'nested-quantifier' | 'many-quantifiers' | 'back-reference';

/** The most ways a part of the pattern can match one text; Infinity where a repetition has no end. */
type Ways = number;

const BEARABLE: Ways = 32;
const MOST_UNBOUNDED = 3;

/**
 * Says why a regular expression might run for ever, or nothing. Refused are repetitions of something that itself repeats or offers
 * a choice (`(a+)+`, `(a|ab)*`), many repetitions in a row, back-references and look-arounds: what makes a backtracking engine slow.
 * A list with a separator (`\d+(,\d+)*`) can be read in one way only and is fine.
 */
export function patternRisk(pattern: string): PatternRisk | undefined {
  if (pattern.length > LIMITS.patternLength) return 'too-long';
  try {
    new RegExp(pattern);
  } catch {
    return 'unparsable';
  }
  return scan(pattern);
}

type Group = { ways: Ways; readonly from: number };

function scan(pattern: string): PatternRisk | undefined {
  const open: Group[] = [{ ways: 1, from: 0 }];
  const widen = (ways: Ways) => {
    const group = open.at(-1);
    if (group !== undefined) group.ways = Math.max(group.ways, ways);
  };
  let repeated: Ways = 1;
  let unbounded = 0;
  for (let at = 0; at < pattern.length;) {
    const step = token(pattern.slice(at));
    const before = repeated;
    repeated = 1;
    if (step.kind === 'reference') return 'back-reference';
    if (step.kind === 'open') open.push({ ways: 1, from: at + step.length });
    if (step.kind === 'choice') widen(2);
    if (step.kind === 'close') {
      const group = open.pop() ?? { ways: 1, from: 0 };
      repeated = isSeparated(pattern.slice(group.from, at)) ? 1 : group.ways;
      widen(repeated);
    }
    if (step.kind === 'repeat') {
      if (before > 1 && step.most > 1 && before * step.most > BEARABLE) return 'nested-quantifier';
      if (step.most === Infinity) unbounded += 1;
      if (unbounded > MOST_UNBOUNDED) return 'many-quantifiers';
      if (step.varies || before > 1) widen(step.most * before);
    }
    at += step.length;
  }
  return undefined;
}

/** Starts with a plain character that nothing after it matches, and has one repetition at most. */
function isSeparated(group: string): boolean {
  const [first, ...rest] = atoms(group);
  if (first === undefined || !/^(?:[^\\[(.^$|*+?{]|\\[^A-Za-z0-9])$/.test(first)) return false;
  const separator = first.slice(-1);
  const repeats = rest.filter((atom) => repetition(atom) !== undefined).length;
  if (repeats > 1 || repetition(rest[0] ?? '') !== undefined) return false;
  return rest.every((atom) => repetition(atom) !== undefined || (!/^[(|)]/.test(atom) && !new RegExp(`^${atom}$`).test(separator)));
}

function atoms(pattern: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < pattern.length;) {
    const { length } = token(pattern.slice(at));
    parts.push(pattern.slice(at, at + length));
    at += length;
  }
  return parts;
}

type Token = { kind: 'open' | 'close' | 'choice' | 'reference' | 'other'; length: number } | { kind: 'repeat'; length: number; most: number; varies: boolean };

function token(rest: string): Token {
  const first = rest.charAt(0);
  if (first === '\\') return /^\\(?:[1-9]|k<)/.test(rest) ? { kind: 'reference', length: 2 } : { kind: 'other', length: 2 };
  if (first === '[') return { kind: 'other', length: classLength(rest) };
  if (first === '(') {
    if (rest.startsWith('(?:')) return { kind: 'open', length: 3 };
    return rest.startsWith('(?') ? { kind: 'reference', length: 2 } : { kind: 'open', length: 1 };
  }
  if (first === ')') return { kind: 'close', length: 1 };
  if (first === '|') return { kind: 'choice', length: 1 };
  return repetition(rest) ?? { kind: 'other', length: 1 };
}

function repetition(rest: string): Token | undefined {
  const lazy = (length: number) => (rest.charAt(length) === '?' ? length + 1 : length);
  if (/^[*+]/.test(rest)) return { kind: 'repeat', length: lazy(1), most: Infinity, varies: true };
  if (rest.startsWith('?')) return { kind: 'repeat', length: lazy(1), most: 1, varies: false };
  const counts = /^\{(\d+)(,?)(\d*)\}/.exec(rest);
  if (counts === null) return undefined;
  const [all, least = '0', comma, most] = counts;
  return {
    kind: 'repeat',
    length: lazy(all.length),
    most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most),
    varies: comma !== '',
  };
}

function classLength(rest: string): number {
  for (let at = 1; at < rest.length; at += 1) {
    if (rest.charAt(at) === '\\') at += 1;
    else if (rest.charAt(at) === ']') return at + 1;
  }
  return rest.length;
}
