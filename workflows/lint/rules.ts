import { decidedGateways, listedFlows, timersByVariable } from './rules/flows.ts';
import { readableIds, vietnameseLabels } from './rules/labels.ts';
import { messageNames, messageStart } from './rules/messages.ts';
import { agreeingSheet } from './rules/procedure-sheet.ts';
import { knownDecisions, knownProcesses, knownSteps } from './rules/steps.ts';
import { agencyGroups, knownForms, nativeUserTasks, taskHeaders, taskOutputs } from './rules/user-tasks.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  knownSteps,
  knownDecisions,
  knownProcesses,
  nativeUserTasks,
  knownForms,
  agencyGroups,
  taskHeaders,
  taskOutputs,
  messageNames,
  messageStart,
  vietnameseLabels,
  readableIds,
  decidedGateways,
  timersByVariable,
  listedFlows,
  agreeingSheet,
];
