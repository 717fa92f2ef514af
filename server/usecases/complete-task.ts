import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { NEW_DUE_DATE } from '../../domain/dossier/apology.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { OpenTask } from '../../domain/dossier/state.ts';
import { ActionNotAllowed, NotFound, Refusal } from '../../domain/errors.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { can, findCapacity, type Officer } from '../../domain/policy.ts';
import type { Release } from '../../domain/release.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import { commandResult, runCommand, SETTLE_WAIT_MS, type Command } from './command.ts';
import { newDueDateOf } from './new-due-date.ts';
import { checkedForm, pick } from './submit-dossier.ts';

/**
 * An officer's decision on a task: recorded with its form values and the order to the engine in one write. The engine has the last word:
 * if it closed the task first (a timer, a withdrawal), the decision is marked undone and its values are kept.
 */
export async function completeTask(
  ports: Pick<Ports, 'dossiers' | 'readModels' | 'releases' | 'calendars' | 'secrecy' | 'changes' | 'clock'> & { readonly failpoint: Failpoint },
  officer: Officer,
  taskKey: string,
  body: { readonly outcome: string; readonly reason?: string | undefined; readonly form: Readonly<Record<string, unknown>> },
  command: Command,
): Promise<CommandResult> {
  const { releases, secrecy, clock, changes, failpoint } = ports;
  const dossierId = await dossierOfTask(ports, officer, taskKey, command);
  failpoint('command.beforeWrite');
  const { record } = await runCommand(ports, officer, dossierId, command, async ({ state }) => {
    const task = state.tasks[taskKey];
    if (task === undefined || task.decision !== undefined) throw new Refusal('task-closed', 'Việc này đã được giải quyết. Tải lại để xem bước tiếp theo.');
    const actor = findCapacity(officer, 'work-on-task', state, task.groups);
    if (actor === undefined) throw new ActionNotAllowed('work-on-task');
    if (task.assignee !== officer.id) throw new Refusal('task-not-claimed', 'Hãy nhận việc trước khi quyết định.');
    const release = await releases.get(state.procedure, state.release);
    const reason = checkedReason(body, task, release);
    const values = checkedForm(task.formId === undefined ? EMPTY_FORM : release.forms[task.formId], body.form);
    // Said to the leader at once, not by an incident after the signature
    const promised = values[NEW_DUE_DATE];
    if (typeof promised === 'string' && body.outcome === task.outcomes[0]) await newDueDateOf(ports, state, promised);
    const sent = pick(values, release.sheet.variables[task.elementId] ?? []);
    const vault = new Vault(() => secrecy.newSalt());
    const data = {
      taskKey,
      elementId: task.elementId,
      outcome: body.outcome,
      values: vault.hideAll(values),
      sent,
      ...(reason === undefined ? {} : { reason: vault.hide(reason) }),
    } as unknown as Record<string, Json>;
    return {
      entries: [{ kind: 'decided', at: clock.now(), actor, data }],
      outbox: [{ kind: 'complete-task', taskKey, variables: { outcome: body.outcome, ...sent } }],
      secrets: vault.secrets,
    };
  });
  failpoint('command.afterWrite');
  const answered = (now: DossierRecord): boolean => !now.outbox.some((row) => row.kind === 'complete-task' && row.taskKey === taskKey);
  const latest = answered(record) ? record : await changes.waitFor(dossierId, answered, SETTLE_WAIT_MS);
  if (latest.state.decisions.some((decision) => decision.taskKey === taskKey && decision.undone)) {
    throw new Refusal(
      'decision-undone',
      'Việc này đã bị đóng trước khi quyết định của bạn đến nơi (hết hạn chờ hoặc hồ sơ được rút). Nội dung bạn nhập vẫn được giữ trong lịch sử hồ sơ.',
    );
  }
  return commandResult(latest, answered(latest));
}

const EMPTY_FORM = { type: 'default', id: 'empty', components: [] };

/** The open task's dossier; for a repeat of a command whose task is gone by now, the dossier that remembers the key. */
async function dossierOfTask(
  { dossiers, readModels }: Pick<Ports, 'dossiers' | 'readModels'>,
  officer: Officer,
  taskKey: string,
  command: Command,
): Promise<string> {
  const dossierId = dossiers.holderOf(taskKey) ?? (await readModels.findTask(taskKey))?.dossierId;
  const record = dossierId === undefined ? await dossiers.findByDecision(taskKey) : (dossiers.recent(dossierId) ?? (await dossiers.find(dossierId)));
  if (record === undefined) throw new NotFound('task');
  const { id, state, commands } = record;
  if (!can(officer, 'read-dossier', state)) throw new NotFound('task');
  if (state.tasks[taskKey] === undefined && !commands.some(({ key }) => key === command.key))
    throw new Refusal('task-closed', 'Việc này đã được giải quyết. Tải lại để xem bước tiếp theo.');
  return id;
}

function checkedReason(body: { readonly outcome: string; readonly reason?: string | undefined }, task: OpenTask, release: Release): string | undefined {
  if (!task.outcomes.includes(body.outcome)) throw new Refusal('outcome-unknown', 'Quyết định này không có ở bước này.');
  const required = release.sheet.reasonRequired[task.elementId]?.includes(body.outcome) ?? false;
  if (required && (body.reason ?? '').length < 10) throw new Refusal('reason-required', 'Quyết định này cần lý do, ít nhất 10 ký tự.');
  return body.reason === undefined || body.reason === '' ? undefined : body.reason.normalize('NFC');
}
