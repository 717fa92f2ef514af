/** Every operation of the HTTP interface, in the order of the documentation. The one door to the contract. */
import * as session from './endpoints/session.ts';
import * as procedures from './endpoints/procedures.ts';
import * as dossiers from './endpoints/dossiers.ts';
import * as tasks from './endpoints/tasks.ts';
import * as calendar from './endpoints/calendar.ts';
import * as slips from './endpoints/slips.ts';
import * as system from './endpoints/system.ts';
import * as tracking from './endpoints/tracking.ts';

export const ENDPOINTS = {
  signIn: session.signIn,
  refreshSession: session.refreshSession,
  getMe: session.getMe,
  signOut: session.signOut,
  listProcedures: procedures.listProcedures,
  getRelease: procedures.getRelease,
  getDiagram: procedures.getDiagram,
  listAgencies: procedures.listAgencies,
  submitDossier: dossiers.submitDossier,
  refuseReceipt: dossiers.refuseReceipt,
  listDossiers: dossiers.listDossiers,
  getDossier: dossiers.getDossier,
  getHistory: dossiers.getHistory,
  answerSupplement: dossiers.answerSupplement,
  confirmFee: dossiers.confirmFee,
  withdrawDossier: dossiers.withdrawDossier,
  stopDossier: dossiers.stopDossier,
  uploadFile: dossiers.uploadFile,
  getDocument: dossiers.getDocument,
  printSlip: slips.printSlip,
  getRegister: slips.getRegister,
  listTasks: tasks.listTasks,
  getTask: tasks.getTask,
  claimTask: tasks.claimTask,
  releaseTask: tasks.releaseTask,
  completeTask: tasks.completeTask,
  trackDossier: tracking.trackDossier,
  getCalendar: calendar.getCalendar,
  getCalendarVersion: calendar.getCalendarVersion,
  exportCalendar: calendar.exportCalendar,
  readCalendarFile: calendar.readCalendarFile,
  proposeCalendar: calendar.proposeCalendar,
  previewCalendar: calendar.previewCalendar,
  confirmCalendar: calendar.confirmCalendar,
  discardCalendar: calendar.discardCalendar,
  getHealth: system.getHealth,
  confirmClock: system.confirmClock,
  getEvents: system.getEvents,
} as const;

export type EndpointId = keyof typeof ENDPOINTS;
