import { z } from 'zod';
import { ClockView, DateMove } from '../clock.ts';
import { Bilingual, DossierCode, Instant, PortalStatus } from '../vocabulary.ts';
import { endpoint } from './define.ts';

/** The way of every dossier in four words; a dossier that ends early is cut off where it stood. */
export const STAGES = ['received', 'processing', 'result', 'returned'] as const;

/** The clock without people: no officer, no agency, and of what anybody has written only the number of a decision or letter. Reasons are those of the release and of the calendar. */
export const TrackedClock = ClockView.pick({
  state: true,
  limit: true,
  limitText: true,
  startedAt: true,
  firstDueAt: true,
  dueAt: true,
  stoppedAt: true,
  punctuality: true,
  remaining: true,
  unconfirmedYear: true,
  lines: true,
})
  .extend({
    pauses: z.array(z.strictObject({ from: Instant, to: Instant.optional(), reason: Bilingual, legalBasis: z.string().optional() })),
    moves: z.array(DateMove.pick({ at: true, kind: true, from: true, to: true, document: true })),
  })
  .meta({ id: 'TrackedClock' });
export type TrackedClock = z.infer<typeof TrackedClock>;

/** What whoever holds the code may know (TT 01/2018/TT-VPCP, Điều 16): how far it is, the promised date, and why that date moved. */
export const TrackedDossier = z
  .strictObject({
    code: DossierCode,
    status: PortalStatus,
    statusName: Bilingual,
    stages: z.array(z.strictObject({ stage: z.enum(STAGES), state: z.enum(['done', 'current', 'ahead', 'cut']), at: Instant.optional() })),
    clock: TrackedClock,
  })
  .meta({ id: 'TrackedDossier' });
export type TrackedDossier = z.infer<typeof TrackedDossier>;

export const trackDossier = endpoint({
  id: 'trackDossier',
  tag: 'tracking',
  method: 'GET',
  path: '/tracking/{code}',
  summary: 'How far a dossier is and when it is due, for whoever holds its code',
  signedIn: false,
  params: z.strictObject({ code: DossierCode }),
  reply: TrackedDossier,
  problems: ['dossier-not-found', 'look-up-throttled'],
});
