/** The portal's one door to the contract: operations as data, and the types that follow from them. */
export { ENDPOINTS } from '../../../contract/endpoints.ts';
export type { Endpoint, ReplyOf } from '../../../contract/endpoint.ts';
export type { ClockView } from '../../../contract/clock.ts';
export { Problem } from '../../../contract/problem.ts';
export { CHANNELS, PROBLEM_CODES, RETURN_CHANNELS } from '../../../contract/vocabulary.ts';
export { SLIPS } from '../../../contract/vocabulary.ts';
export type { Bilingual, Channel, PortalStatus, ProblemCode, ReturnChannel, Role, SlipNumber, TimeLimit } from '../../../contract/vocabulary.ts';
export { Person, Submission } from '../../../contract/endpoints/dossiers.ts';
export type { DossierRow, DossierView, HistoryEntryView, TaskView } from '../../../contract/dossier-views.ts';
export type { CommandResult } from '../../../contract/endpoints/dossiers.ts';
export type { AgencyView, ProcedureSummary, ReleaseView } from '../../../contract/endpoints/procedures.ts';
export type { Me, SignedIn } from '../../../contract/endpoints/session.ts';
export { ChangeEvent, Health } from '../../../contract/endpoints/system.ts';
export type { TrackedDossier } from '../../../contract/endpoints/tracking.ts';
export { QUEUES } from '../../../contract/endpoints/tasks.ts';
export type { InboxItem, TaskDetail } from '../../../contract/endpoints/tasks.ts';
export { EXCEPTION_KINDS, type ExceptionKind } from '../../../contract/endpoints/calendar.ts';
export type {
  CalendarContent,
  CalendarException,
  CalendarMove,
  CalendarOverview,
  CalendarPreview,
  CalendarProposal,
  CalendarVersion,
} from '../../../contract/endpoints/calendar.ts';
