import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { sentenceOf } from '../../domain/calendar/arithmetic.ts';
import { calendarFrom, CalendarData } from '../../domain/calendar/calendar.ts';
import { explainDueDate, TIME_ZONE, type ExplainedDueDate } from '../../domain/calendar/due-date.ts';
import { findLimit } from '../../domain/calendar/limit-text.ts';
import { PAUSE_POLICIES, type Pause } from '../../domain/calendar/pauses.ts';
import { localMinute, momentText } from '../../domain/calendar/vietnam-time.ts';
import { DomainError, NotFound } from '../../domain/errors.ts';
import agencies from '../demo/agencies.json' with { type: 'json' };
import shippedCalendar from '../demo/calendars.json' with { type: 'json' };

/** `npm run due-date`: computes one date without a running system and shows its arithmetic. Exit 1: the date is refused, 2: wrong use. */
const USAGE =
  'Use: npm run due-date -- --received 2026-11-20T10:00 --limit "3 working days" [--agency CODE] [--calendar FILE] [--pause FROM..TO]… [--policy PAUSE|RESTART] [--json]\n' +
  'Limits: <n> working days | <n> calendar days | <n> working hours | <n> months | same day. Times without offset are Asia/Ho_Chi_Minh.';

const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

const json = process.argv.includes('--json');
try {
  const due = computed(process.argv.slice(2));
  console.log(json ? asJson(due) : asText(due));
} catch (error) {
  if (error instanceof DomainError) refuse(error.code, error.message, 1);
  else if (error instanceof WrongUse) refuse('malformed-request', error.message, 2);
  else throw error;
}

function refuse(code: string, message: string, exitCode: 1 | 2): void {
  if (json) console.log(JSON.stringify({ code, message }));
  console.error(exitCode === 2 ? `${message}\n${USAGE}` : message);
  process.exitCode = exitCode;
}

function computed(args: readonly string[]): ExplainedDueDate {
  const given = options(args);
  const data = given.calendar === undefined ? CalendarData.parse(shippedCalendar) : calendarIn(given.calendar);
  const limit = findLimit(wanted('limit', given.limit));
  if (limit === undefined) throw new WrongUse(`--limit ${given.limit ?? ''} is no limit.`);
  const policy = PAUSE_POLICIES.find((one) => one === (given.policy ?? 'PAUSE'));
  if (policy === undefined) throw new WrongUse(`--policy takes ${PAUSE_POLICIES.join(' or ')}.`);
  const received = instantIn('--received', wanted('received', given.received));
  const pauses = (given.pause ?? []).map(pauseIn);
  return explainDueDate(received, { limit }, calendarFrom(data, given.agency === undefined ? undefined : agencyIn(given.agency, data)), { pauses, policy });
}

function options(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const known = {
      received: text,
      limit: text,
      agency: text,
      calendar: text,
      policy: text,
      pause: { ...text, multiple: true },
      json: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options: known, strict: true }).values;
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function wanted(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new WrongUse(`--${name} is missing.`);
  return value;
}

function instantIn(option: string, text: string): string {
  const [known, , , , offset] = TIME.exec(text) ?? [];
  try {
    if (known === undefined) throw new RangeError(text);
    const instant = offset === undefined ? Temporal.PlainDateTime.from(text).toZonedDateTime(TIME_ZONE).toInstant() : Temporal.Instant.from(text);
    return instant.toString();
  } catch {
    throw new WrongUse(`${option} ${text} is no time. Write 2026-11-20T10:00, with an offset such as +07:00 or without.`);
  }
}

function pauseIn(text: string): Pause {
  const [from, to, ...rest] = text.split('..');
  if (from === undefined || to === undefined || rest.length > 0) throw new WrongUse(`--pause ${text} is no pause. Write FROM..TO.`);
  const pause = { from: instantIn('--pause', from), to: instantIn('--pause', to) };
  if (Temporal.Instant.compare(pause.from, pause.to) > 0) throw new WrongUse(`--pause ${text} ends before it begins.`);
  return pause;
}

function calendarIn(file: string): CalendarData {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongUse(`--calendar ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = CalendarData.safeParse(content);
  if (!parsed.success)
    throw new WrongUse(`--calendar ${file} is no calendar: ${parsed.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ')}`);
  return parsed.data;
}

/** An agency is named by its code, by its id, or by an id only the given calendar knows. */
function agencyIn(name: string, data: CalendarData): string {
  const shipped = agencies.find(({ id, code }) => code === name || id === name);
  if (shipped !== undefined) return shipped.id;
  if (data.agencies?.[name] !== undefined || data.exceptions.some(({ agency }) => agency === name)) return name;
  throw new NotFound('agency');
}

function asJson({ dueAt, calendarVersion, lines }: ExplainedDueDate): string {
  return JSON.stringify({ dueAt, calendarVersion, lines: lines.map(({ date, counted, reason }) => ({ date, counted, reason: reason.vi })) });
}

function asText({ dueAt, calendarVersion, lines }: ExplainedDueDate): string {
  const arithmetic = lines.map((line) => `  ${line.counted ? '+' : ' '} ${sentenceOf(line, 'vi')}`);
  return [...arithmetic, `Hạn: ${momentText(localMinute(dueAt))} (lịch làm việc, phiên bản ${String(calendarVersion)})`].join('\n');
}
