import { ActionNotAllowed, InvalidInput, Refusal } from '../errors.ts';
import type { Actor } from '../history/entry.ts';
import { CalendarData, type CalendarException } from './calendar-data.ts';
import type { CalendarRecord } from './calendar-record.ts';

/** What a person may change of a calendar; version and time zone follow from it. */
export type CalendarContent = Pick<CalendarData, 'sessions' | 'agencies' | 'years' | 'exceptions'>;

export interface CalendarWish {
  /** The version the proposal would become. */
  readonly version: number;
  /** Of the proposal as its author last saw it; 0 when there was none. */
  readonly revision: number;
  readonly content: CalendarContent;
  readonly decision: string;
  readonly reason: string;
}

const CHANGED = 'Lịch hoặc đề xuất vừa được người khác thay đổi. Xem bản mới rồi làm tiếp; nội dung bạn nhập vẫn được giữ trên máy này.';

/**
 * The proposal after somebody has worked on it. A year that dates have been promised in cannot become a draft again.
 * @throws Refusal calendar-changed, InvalidInput
 */
export function proposeCalendar(
  current: CalendarRecord,
  before: CalendarRecord | undefined,
  wish: CalendarWish,
  { actor, at }: { readonly actor: Actor; readonly at: string },
): Omit<CalendarRecord, 'commands'> {
  const open = before?.state === 'proposed' ? before : undefined;
  if (wish.version !== current.version + 1 || wish.revision !== (open?.revision ?? 0)) throw new Refusal('calendar-changed', CHANGED);
  const data = checked({ version: wish.version, timeZone: current.data.timeZone, ...wish.content });
  assertConfirmedYearsStay(current.data, data);
  const authors = open?.authors ?? [];
  return {
    version: wish.version,
    revision: (before?.revision ?? 0) + 1,
    state: 'proposed',
    data: { ...data, exceptions: withAuthor(data.exceptions, [...(open?.data.exceptions ?? []), ...current.data.exceptions], actor) },
    decision: wish.decision,
    reason: wish.reason,
    authors: authors.some(({ officer }) => officer === actor.officer) ? authors : [...authors, actor],
    changedAt: at,
  };
}

/**
 * The version in force from now on. Whoever has worked on a proposal does not confirm it.
 * @throws Refusal calendar-proposal-not-found, calendar-changed; ActionNotAllowed
 */
export function confirmCalendar(
  before: CalendarRecord | undefined,
  revision: number,
  { actor, at }: { readonly actor: Actor; readonly at: string },
): CalendarRecord {
  const proposal = openProposal(before, revision);
  if (proposal.authors.some(({ officer }) => officer === actor.officer))
    throw new ActionNotAllowed('confirm-calendar', 'Người lập đề xuất không tự xác nhận. Lịch cần một lãnh đạo khác xác nhận.');
  return {
    ...proposal,
    revision: revision + 1,
    state: 'confirmed',
    confirmedBy: actor,
    confirmedAt: at,
    moves: { state: 'running', looked: 0, moved: 0, adopted: 0, failed: 0, nextAt: at },
  };
}

/** @throws Refusal calendar-proposal-not-found, calendar-changed */
export function discardCalendar(before: CalendarRecord | undefined, revision: number): CalendarRecord {
  return { ...openProposal(before, revision), revision: revision + 1, state: 'discarded' };
}

function openProposal(before: CalendarRecord | undefined, revision: number): CalendarRecord {
  if (before?.state !== 'proposed') throw new Refusal('calendar-proposal-not-found', 'Không còn đề xuất lịch nào đang chờ.');
  if (before.revision !== revision) throw new Refusal('calendar-changed', CHANGED);
  return before;
}

function checked(data: unknown): CalendarData {
  const parsed = CalendarData.safeParse(data);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: ['/content', ...path.map(String)].join('/'), detail: message }));
  throw new InvalidInput('invalid-input', 'Lịch chưa đúng. Xem từng chỗ được đánh dấu.', errors);
}

function assertConfirmedYearsStay(before: CalendarData, after: CalendarData): void {
  const confirmed = new Set(after.years.filter(({ state }) => state === 'confirmed').map(({ year }) => year));
  const lost = before.years.filter(({ year, state }) => state === 'confirmed' && !confirmed.has(year));
  if (lost.length === 0) return;
  const years = lost.map(({ year }) => String(year)).join(', ');
  throw new InvalidInput('invalid-input', `Năm đã xác nhận không trở lại bản nháp: ${years}. Hồ sơ đang có ngày hẹn trong năm đó.`, [
    { pointer: '/content/years', detail: `Phải giữ trạng thái đã xác nhận: ${years}` },
  ]);
}

/** Who entered a day stands beside it, and cannot be written by whoever sends it: unchanged days keep theirs, all others are the actor's. */
function withAuthor(exceptions: readonly CalendarException[], known: readonly CalendarException[], { officer }: Actor): CalendarException[] {
  const contentOf = ({ enteredBy: _enteredBy, ...content }: CalendarException): string =>
    JSON.stringify(Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1)));
  const before = new Map<string, CalendarException>();
  for (const exception of known) if (!before.has(contentOf(exception))) before.set(contentOf(exception), exception);
  return exceptions.map((exception) => before.get(contentOf(exception)) ?? { ...exception, enteredBy: officer });
}
