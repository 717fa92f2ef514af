import { exceptionKey, type CalendarData, type CalendarException } from './calendar-data.ts';
import type { CalendarContent } from './propose-calendar.ts';

/** One difference between two calendars, as a list shows it. */
export type CalendarChange =
  | { readonly kind: 'exception-added'; readonly exception: CalendarException }
  | { readonly kind: 'exception-removed'; readonly exception: CalendarException }
  | { readonly kind: 'exception-changed'; readonly from: CalendarException; readonly exception: CalendarException }
  | { readonly kind: 'year-added' | 'year-removed' | 'year-confirmed'; readonly year: number }
  | { readonly kind: 'sessions-changed'; readonly agency?: string };

/** What a proposal changes; who entered a line is no change. */
export function calendarChanges(before: CalendarContent, after: CalendarContent): readonly CalendarChange[] {
  return [...yearChanges(before.years, after.years), ...sessionChanges(before, after), ...exceptionChanges(before.exceptions, after.exceptions)];
}

function yearChanges(before: CalendarData['years'], after: CalendarData['years']): readonly CalendarChange[] {
  const [was, is] = [new Map(before.map(({ year, state }) => [year, state])), new Map(after.map(({ year, state }) => [year, state]))];
  return [
    ...after.flatMap(({ year, state }): CalendarChange[] => [
      ...(was.has(year) ? [] : [{ kind: 'year-added' as const, year }]),
      ...(state === 'confirmed' && was.get(year) !== 'confirmed' ? [{ kind: 'year-confirmed' as const, year }] : []),
    ]),
    ...before.filter(({ year }) => !is.has(year)).map(({ year }) => ({ kind: 'year-removed' as const, year })),
  ];
}

function sessionChanges(before: CalendarContent, after: CalendarContent): readonly CalendarChange[] {
  const agencies = [...new Set([...Object.keys(before.agencies ?? {}), ...Object.keys(after.agencies ?? {})])].sort();
  return [
    ...(same(before.sessions, after.sessions) ? [] : [{ kind: 'sessions-changed' as const }]),
    ...agencies
      .filter((agency) => !same(before.agencies?.[agency]?.sessions, after.agencies?.[agency]?.sessions))
      .map((agency) => ({ kind: 'sessions-changed' as const, agency })),
  ];
}

function exceptionChanges(before: readonly CalendarException[], after: readonly CalendarException[]): readonly CalendarChange[] {
  const [was, is] = [new Map(before.map((one) => [exceptionKey(one), one])), new Map(after.map((one) => [exceptionKey(one), one]))];
  const changed = after.flatMap((exception): CalendarChange[] => {
    const from = was.get(exceptionKey(exception));
    if (from === undefined) return [{ kind: 'exception-added', exception }];
    return same(withoutAuthor(from), withoutAuthor(exception)) ? [] : [{ kind: 'exception-changed', from, exception }];
  });
  const removed = before.filter((one) => !is.has(exceptionKey(one))).map((exception): CalendarChange => ({ kind: 'exception-removed', exception }));
  return [...changed, ...removed].sort((one, other) => (dateOf(one) < dateOf(other) ? -1 : dateOf(one) > dateOf(other) ? 1 : 0));
}

/**
 * What somebody has changed in one calendar, done to another one that has changed meanwhile. Where both have touched the same line, what `mine`
 * says holds.
 */
export function mergeChanges(base: CalendarContent, mine: CalendarContent, theirs: CalendarContent): CalendarContent {
  const changes = calendarChanges(base, mine);
  const touched = new Map(changes.flatMap((change) => ('exception' in change ? [[exceptionKey(change.exception), change] as const] : [])));
  const kept = theirs.exceptions.filter((exception) => !touched.has(exceptionKey(exception)));
  const changed = [...touched.values()].flatMap((change) => (change.kind === 'exception-removed' ? [] : [change.exception]));
  const years = new Map(theirs.years.map((one) => [one.year, one]));
  for (const change of changes) {
    if (change.kind === 'year-removed') years.delete(change.year);
    else if (change.kind === 'year-added') years.set(change.year, { year: change.year, state: 'draft' });
    else if (change.kind === 'year-confirmed') years.set(change.year, { year: change.year, state: 'confirmed' });
  }
  const agencies = { ...theirs.agencies };
  let { sessions } = theirs;
  for (const change of changes) {
    if (change.kind !== 'sessions-changed') continue;
    if (change.agency === undefined) sessions = mine.sessions;
    else {
      const own = mine.agencies?.[change.agency];
      if (own === undefined) Reflect.deleteProperty(agencies, change.agency);
      else agencies[change.agency] = own;
    }
  }
  return {
    sessions,
    ...(Object.keys(agencies).length === 0 ? {} : { agencies }),
    years: [...years.values()].sort((one, other) => one.year - other.year),
    exceptions: [...kept, ...changed].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
  };
}

const withoutAuthor = ({ enteredBy: _enteredBy, ...rest }: CalendarException): object => rest;
const dateOf = (change: CalendarChange): string => ('exception' in change ? change.exception.date : '');

/** The same members with the same values, in whatever order they were written. */
const same = (one: unknown, other: unknown): boolean => plain(one) === plain(other);
const plain = (value: unknown): string => JSON.stringify(value ?? null, sorted);
const sorted = (_key: string, member: unknown): unknown =>
  member !== null && typeof member === 'object' && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
    : member;
