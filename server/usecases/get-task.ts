import type { TaskDetail } from '../../contract/endpoints/tasks.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { can, findCapacity, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { getOpenTask } from './find-task.ts';
import { nameOfficers } from './names.ts';
import { presentClock, presentTaskDue } from './present-clock.ts';
import { taskView } from './present-dossier.ts';
import { reckoningOf } from './reckoning-of.ts';

/** One open task with the form of the dossier's own release, filled with what is known. */
export async function getTask(
  ports: Pick<Ports, 'dossiers' | 'readModels' | 'releases' | 'officers' | 'calendars' | 'clock'>,
  officer: Officer,
  taskKey: string,
): Promise<TaskDetail> {
  const { record, task } = await getOpenTask(ports, officer, taskKey);
  const { state, secrets } = record;
  const { sheet, forms } = await ports.releases.get(state.procedure, state.release);
  const mayWork = findCapacity(officer, 'work-on-task', state, task.groups) !== undefined;
  const mine = task.assignee === officer.id && task.decision === undefined;
  // Intake values and what earlier visits of this step left, for the fields of this form
  const known = { ...state.routing, ...(can(officer, 'read-personal-data', state) ? (reveal(state.form, secrets) as Record<string, unknown>) : {}) };
  const before = state.decisions.filter(({ elementId, undone }) => elementId === task.elementId && undone !== true).at(-1);
  const [names, reckoning] = await Promise.all([nameOfficers(ports, task.assignee === undefined ? [] : [task.assignee]), reckoningOf(ports, state)]);
  const now = ports.clock.now();
  const due = presentTaskDue(task, state, reckoning, now);
  return {
    task: taskView(state.id, task, names),
    procedure: state.procedure,
    release: state.release,
    ...(state.code === undefined ? {} : { code: state.code }),
    form: task.formId === undefined ? null : (forms[task.formId] ?? null),
    values: { ...known, ...(mayWork && before !== undefined ? (reveal(before.values, secrets) as Record<string, unknown>) : {}) },
    clock: presentClock(state.clock, reckoning, now, (value) => (can(officer, 'read-personal-data', state) ? reveal(value, secrets) : undefined)),
    ...(due === undefined ? {} : { taskDue: due }),
    outcomes: task.outcomes.map((code) => {
      const next = sheet.nextStep[task.elementId]?.[code];
      return {
        code,
        label: sheet.outcomeLabels[code] ?? { vi: code, en: code },
        reasonRequired: sheet.reasonRequired[task.elementId]?.includes(code) ?? false,
        ...(next === undefined ? {} : { next }),
      };
    }),
    mayClaim: mayWork && task.assignee === undefined,
    mayRelease: mine,
    mayComplete: mayWork && mine,
  };
}
