import { useQueryClient } from '@tanstack/react-query';
import { calendarChanges, mergeChanges, type CalendarChange } from '../../../../domain/calendar/calendar-changes.ts';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type CalendarContent, type CalendarOverview } from '../../api/contract.ts';
import { isProblem } from '../../api/errors.ts';
import { withKey } from '../../api/idempotency.ts';
import { useMe } from '../../components/session.ts';
import { useDraft } from '../../components/use-draft.ts';
import type { ExceptionText } from './exception-text.ts';
import { calendarKey } from './calendar-questions.ts';

/** What was being looked at when the first change was made. */
interface Ground {
  readonly version: number;
  readonly revision: number;
  readonly content: CalendarContent;
}

interface Draft {
  readonly ground: Ground | null;
  /** Null: as it is saved. */
  readonly content: CalendarContent | null;
  readonly decision: string | null;
  readonly reason: string | null;
  /** An exception that is being entered and stands in no calendar yet. */
  readonly form: ExceptionText | null;
}

const NOTHING: Draft = { ground: null, content: null, decision: null, reason: null, form: null };

export interface CalendarWork {
  readonly overview: CalendarOverview;
  /** What the page shows: what is being typed, else the proposal, else what is in force. */
  readonly content: CalendarContent;
  /** From what is in force to what is shown. */
  readonly changes: readonly CalendarChange[];
  /** How many of them nobody has saved yet. */
  readonly unsaved: number;
  readonly keptAt: string | undefined;
  readonly full: boolean;
  /** Somebody else has saved since the first change was made. */
  readonly overtaken: boolean;
  readonly mayPropose: boolean;
  readonly decision: string;
  readonly reason: string;
  readonly edit: (change: (content: CalendarContent) => CalendarContent) => void;
  readonly form: ExceptionText | null;
  readonly writeForm: (form: ExceptionText | null) => void;
  readonly write: (texts: { readonly decision?: string; readonly reason?: string }) => void;
  /** Puts the changes onto what somebody else has saved. */
  readonly merge: () => void;
  readonly drop: () => void;
  readonly save: () => Promise<void>;
}

export function useCalendarWork(overview: CalendarOverview): CalendarWork {
  const me = useMe();
  const cache = useQueryClient();
  const { draft, change, drop, keptAt, full } = useDraft<Draft>(me.id, 'lich-lam-viec', () => NOTHING);
  const { current, proposal } = overview;
  const saved = proposal?.content ?? current.content;
  const ground = { version: current.version + 1, revision: proposal?.revision ?? 0, content: saved };
  const mayPropose = overview.may.includes('propose-calendar');
  const mine = mayPropose ? draft : NOTHING;
  const content = mine.content ?? saved;
  const decision = mine.decision ?? proposal?.decision ?? '';
  const reason = mine.reason ?? proposal?.reason ?? '';
  const texts = [mine.decision !== null && mine.decision !== (proposal?.decision ?? ''), mine.reason !== null && mine.reason !== (proposal?.reason ?? '')];

  const save = async (): Promise<void> => {
    const { version, revision } = mine.ground ?? ground;
    const body = { version, revision, decision: decision.trim(), reason: reason.trim(), content };
    try {
      const reply = await withKey('calendar-proposal', body, (idempotencyKey) => call(ENDPOINTS.proposeCalendar, { body, idempotencyKey }));
      cache.setQueryData(calendarKey, reply);
      change({ ...NOTHING, form: mine.form });
      if (mine.form === null) drop();
    } catch (error) {
      if (isProblem(error, 'calendar-changed')) await cache.invalidateQueries({ queryKey: calendarKey });
      throw error;
    }
  };

  return {
    overview,
    content,
    changes: calendarChanges(current.content, content),
    unsaved: calendarChanges(saved, content).length + texts.filter(Boolean).length,
    keptAt,
    full,
    overtaken: mine.ground !== null && (mine.ground.version !== ground.version || mine.ground.revision !== ground.revision),
    mayPropose,
    decision,
    reason,
    edit: (edited) => {
      change((old) => ({ ground: old.ground ?? ground, content: edited(old.content ?? saved) }));
    },
    form: mine.form,
    writeForm: (form) => {
      change({ form });
    },
    write: (written) => {
      change((old) => ({ ground: old.ground ?? ground, ...written }));
    },
    merge: () => {
      change((old) => ({
        ground,
        content: old.content === null || old.ground === null ? null : mergeChanges(old.ground.content, old.content, saved),
      }));
    },
    drop,
    save,
  };
}
