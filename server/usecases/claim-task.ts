import { ActionNotAllowed, Refusal } from '../../domain/errors.ts';
import { findCapacity, type Officer } from '../../domain/policy.ts';
import { EngineRefused } from '../ports/engine.ts';
import type { Ports } from '../ports/index.ts';
import { commandResult, SETTLE_WAIT_MS } from './command.ts';
import { getOpenTask } from './find-task.ts';

type Needs = Pick<Ports, 'dossiers' | 'readModels' | 'engine' | 'changes'>;
type TaskResult = ReturnType<typeof commandResult> & { readonly assignee?: string };

/** Takes a task. The engine assigns without override, so of two officers who claim at once exactly one wins; its record is the history entry. */
export async function claimTask(ports: Needs, officer: Officer, taskKey: string): Promise<TaskResult> {
  const { record, task } = await getOpenTask(ports, officer, taskKey);
  if (findCapacity(officer, 'work-on-task', record.state, task.groups) === undefined) throw new ActionNotAllowed('work-on-task');
  if (task.assignee === officer.id) return { ...commandResult(record, true), assignee: officer.id };
  if (task.assignee !== undefined) throw alreadyClaimed();
  try {
    await ports.engine.assignUserTask(taskKey, officer.id, 'claim');
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    // Refused because somebody holds it: perhaps we do, by an earlier try whose answer was lost
    const latest = await ports.changes.waitFor(
      record.id,
      ({ state }) => state.tasks[taskKey]?.assignee !== undefined || state.tasks[taskKey] === undefined,
      SETTLE_WAIT_MS,
    );
    const holder = latest.state.tasks[taskKey]?.assignee;
    if (holder === officer.id) return { ...commandResult(latest, true), assignee: officer.id };
    throw latest.state.tasks[taskKey] === undefined || error.reason === 'not-found' ? justClosed() : alreadyClaimed();
  }
  const mine = await ports.changes.waitFor(record.id, ({ state }) => state.tasks[taskKey]?.assignee === officer.id, SETTLE_WAIT_MS);
  return { ...commandResult(mine, mine.state.tasks[taskKey]?.assignee === officer.id), assignee: officer.id };
}

/** Gives a task back to its group. */
export async function releaseTask(ports: Needs, officer: Officer, taskKey: string): Promise<TaskResult> {
  const { record, task } = await getOpenTask(ports, officer, taskKey);
  if (task.assignee !== officer.id) throw new Refusal('task-not-claimed', 'Bạn không giữ việc này.');
  if (task.decision !== undefined) throw new Refusal('task-closed', 'Quyết định của bạn đang được chuyển đi, không trả lại được nữa.');
  try {
    await ports.engine.unassignUserTask(taskKey);
  } catch (error) {
    if (error instanceof EngineRefused && error.reason === 'not-found') throw justClosed();
    throw error;
  }
  const free = await ports.changes.waitFor(record.id, ({ state }) => state.tasks[taskKey]?.assignee !== officer.id, SETTLE_WAIT_MS);
  return commandResult(free, free.state.tasks[taskKey]?.assignee !== officer.id);
}

const justClosed = (): Refusal => new Refusal('task-closed', 'Việc này vừa được đóng. Tải lại danh sách việc.');
const alreadyClaimed = (): Refusal => new Refusal('task-already-claimed', 'Đồng nghiệp vừa nhận việc này trước bạn.');
