/** Every operation of the HTTP interface, in the order of the documentation. The one door to the contract. */
import * as session from './endpoints/session.ts';
import * as procedures from './endpoints/procedures.ts';
import * as dossiers from './endpoints/dossiers.ts';
import * as tasks from './endpoints/tasks.ts';
import * as system from './endpoints/system.ts';

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
  uploadFile: dossiers.uploadFile,
  getDocument: dossiers.getDocument,
  listTasks: tasks.listTasks,
  getTask: tasks.getTask,
  claimTask: tasks.claimTask,
  releaseTask: tasks.releaseTask,
  completeTask: tasks.completeTask,
  getHealth: system.getHealth,
  getEvents: system.getEvents,
} as const;

export type EndpointId = keyof typeof ENDPOINTS;
