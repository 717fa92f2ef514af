import type { TaskDetail } from '../../api/contract.ts';
import { SHORTEST_REASON } from '../../components/confirm-reason.tsx';

/** What somebody has entered at a step and not yet sent. */
export interface TaskDraft {
  readonly values: Readonly<Record<string, unknown>>;
  readonly outcome: string;
  readonly reason: string;
}

export const emptyDraft = (values: Readonly<Record<string, unknown>>, outcomes: TaskDetail['outcomes']): TaskDraft => ({
  values,
  // With a single way on there is nothing to choose
  outcome: outcomes.length === 1 ? (outcomes[0]?.code ?? '') : '',
  reason: '',
});

export type DecisionMistake = 'no-outcome' | 'no-reason';

export function checkDecision({ outcome, reason }: TaskDraft, outcomes: TaskDetail['outcomes']): readonly DecisionMistake[] {
  const chosen = outcomes.find(({ code }) => code === outcome);
  if (chosen === undefined) return ['no-outcome'];
  return chosen.reasonRequired && reason.trim().length < SHORTEST_REASON ? ['no-reason'] : [];
}

/** The body of the command: an empty remark is left out. */
export function decisionBody(draft: TaskDraft, form: Readonly<Record<string, unknown>>): { outcome: string; reason?: string; form: Record<string, unknown> } {
  const reason = draft.reason.trim();
  return { outcome: draft.outcome, ...(reason === '' ? {} : { reason }), form: { ...form } };
}
