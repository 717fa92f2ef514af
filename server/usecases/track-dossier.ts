import type { ClockView } from '../../contract/clock.ts';
import { STAGES, type TrackedClock, type TrackedDossier } from '../../contract/endpoints/tracking.ts';
import type { Bilingual } from '../../contract/vocabulary.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { NotFound } from '../../domain/errors.ts';
import type { ClockSheet } from '../../domain/release.ts';
import { statusName } from '../../domain/status.ts';
import type { Ports } from '../ports/index.ts';
import { presentClock } from './present-clock.ts';
import { reckoningOf } from './reckoning-of.ts';

/**
 * What whoever holds the code may see. Nobody is signed in, so there is no capacity to check: what may be seen is what {@link TrackedDossier}
 * has a place for, and each part of it is named here one by one.
 * @throws NotFound when no dossier has this code
 */
export async function trackDossier(ports: Pick<Ports, 'dossiers' | 'releases' | 'calendars' | 'clock'>, code: string): Promise<TrackedDossier> {
  const record = await ports.dossiers.find(code);
  // Ids lead nowhere here: they are not on the slip
  if (record?.state.code !== code) throw new NotFound('dossier');
  const { state } = record;
  const reckoning = await reckoningOf(ports, state);
  const clock = presentClock(state.clock, reckoning, ports.clock.now(), () => undefined);
  return {
    code,
    status: state.status,
    statusName: statusName(state.status),
    stages: stagesOf(state, clock),
    clock: trackedClock(clock, reckoning.rules),
  };
}

const CUT_OFF: ReadonlySet<number> = new Set([3, 7, 8]);

function stagesOf({ status, receivedAt, result }: DossierState, { stoppedAt }: ClockView): TrackedDossier['stages'] {
  const cut = CUT_OFF.has(status);
  const reached = status === 10 ? 4 : status === 9 ? 3 : status === 1 || status === 3 ? 0 : 1;
  const times = {
    received: status === 3 ? stoppedAt : receivedAt,
    processing: cut ? stoppedAt : undefined,
    result: cut ? undefined : stoppedAt,
    returned: result?.at,
  };
  return STAGES.map((stage, index) => {
    const at = times[stage];
    const state = index < reached ? 'done' : index > reached ? 'ahead' : cut ? 'cut' : 'current';
    return { stage, state, ...(at === undefined ? {} : { at }) };
  });
}

const WAITING_FOR_PAPERS: Bilingual = { vi: 'Chờ người nộp bổ sung giấy tờ', en: 'Waiting for the applicant to supplement papers' };

/** Leaves out who acted and every text an officer has written; reasons come from the release alone. */
function trackedClock(clock: ClockView, { pauses }: ClockSheet): TrackedClock {
  const { state, limit, limitText, startedAt, firstDueAt, dueAt, stoppedAt, punctuality, remaining, unconfirmedYear, lines } = clock;
  const ruleOf = (cause: string): { readonly reason: Bilingual; readonly legalBasis?: string } =>
    pauses?.find(({ elements }) => elements.includes(cause)) ?? { reason: WAITING_FOR_PAPERS };
  return {
    state,
    limit,
    limitText,
    lines,
    ...present({ startedAt, firstDueAt, dueAt, stoppedAt, punctuality, remaining, unconfirmedYear }),
    pauses: clock.pauses.map(({ from, to, cause }) => {
      const { reason, legalBasis } = ruleOf(cause);
      return { from, reason, ...present({ to, legalBasis }) };
    }),
    moves: clock.moves.map(({ at, kind, from, to, document }) => ({ at, kind, from, to, ...present({ document }) })),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
