import type { Entry } from '../../../domain/history/entry.ts';
import type { OpenTask } from '../../../domain/dossier/state.ts';
import type { ControlLeg, Punctual } from '../../ports/slips.ts';

export interface Surroundings {
  agencyName(id: string): string;
  officerName(id: string): string;
  /** How a step has kept the limit of its own; undefined: it has none. */
  punctualityOf(task: Pick<OpenTask, 'createdAt' | 'groups' | 'timeLimit'>, doneAt: string): Punctual | undefined;
  /** How the dossier as a whole has kept its date. */
  readonly whole: Punctual | undefined;
  /** Instances of the engine that should never have been. */
  readonly stray: readonly string[];
}

const CITIZEN = 'Người nộp hồ sơ';

interface Side {
  readonly name: string;
  readonly by?: string;
  readonly result?: Punctual;
}

interface Task extends Pick<OpenTask, 'createdAt' | 'groups' | 'timeLimit'> {
  readonly leg: number;
  readonly side: string;
}

/** Every hand-over since receipt, in the order of history: who gave, who took it up, when, and how the giver had kept its time. */
export function controlLegs(entries: readonly Entry[], around: Surroundings): readonly ControlLeg[] {
  const legs: (ControlLeg & { readonly toAgency?: string; readonly open?: boolean })[] = [];
  const tasks = new Map<string, Task>();
  const deciders = new Map<string, string>();
  let holder: Side | undefined;

  const give = (to: string, at: string, more: Partial<(typeof legs)[number]>): number =>
    legs.push({
      from: holder?.name ?? CITIZEN,
      to,
      givenAt: at,
      ...(holder?.by === undefined ? {} : { givenBy: holder.by }),
      ...(holder?.result === undefined ? {} : { result: holder.result }),
      ...more,
    }) - 1;
  const take = (leg: number, at: string, by: string): void => {
    const found = legs[leg];
    if (found !== undefined && found.takenAt === undefined) legs[leg] = { ...found, takenAt: at, takenBy: by };
  };

  const read: Partial<Record<Entry['kind'], (entry: Entry, data: never) => void>> = {
    received: ({ at }) => {
      const [first] = entries;
      const { receivingAgency } = first?.data as unknown as { receivingAgency: string };
      const name = around.agencyName(receivingAgency);
      const by = [...deciders.values()].at(-1) ?? first?.actor?.name;
      give(name, first?.at ?? at, { takenAt: at, ...(by === undefined ? {} : { takenBy: by }) });
      holder = { name, ...(by === undefined ? {} : { by }) };
    },
    'task-created': ({ at }, data: { taskKey: string; name: string; groups: readonly string[]; timeLimit?: string }) => {
      // What was done at the desk before receipt is the receipt
      if (holder === undefined) return;
      const [agency = '', role = ''] = data.groups[0]?.split(':') ?? [];
      const side = `${around.agencyName(agency)} (${data.name.replaceAll('\n', ' ')})`;
      const waiting = legs.findIndex(({ open, toAgency }) => open === true && toAgency === agency);
      const { open: _open, ...sent } = legs[waiting] ?? { open: false };
      if (waiting >= 0) legs[waiting] = { ...(sent as ControlLeg), to: side };
      const leg = waiting >= 0 ? waiting : give(side, at, role === 'CONSULTED_AGENCY' ? { note: 'Lấy ý kiến' } : {});
      tasks.set(data.taskKey, {
        leg,
        side,
        createdAt: at,
        groups: data.groups,
        ...(data.timeLimit === undefined ? {} : { timeLimit: data.timeLimit }),
      });
    },
    'task-assigned': ({ at }, { taskKey, assignee }: { taskKey: string; assignee: string }) => {
      const task = tasks.get(taskKey);
      if (task !== undefined) take(task.leg, at, around.officerName(assignee));
    },
    decided: ({ at, actor }, { taskKey }: { taskKey: string }) => {
      if (actor === undefined) return;
      deciders.set(taskKey, actor.name);
      const task = tasks.get(taskKey);
      if (task !== undefined) take(task.leg, at, actor.name);
    },
    'task-completed': ({ at }, { taskKey }: { taskKey: string }) => {
      const task = tasks.get(taskKey);
      if (task === undefined) return;
      const [by, result] = [deciders.get(taskKey), around.punctualityOf(task, at)];
      holder = { name: task.side, ...(by === undefined ? {} : { by }), ...(result === undefined ? {} : { result }) };
    },
    transferred: ({ at }, { from, to }: Record<'from' | 'to', { readonly id: string; readonly name: string }>) => {
      give(to.name, at, { from: from.name, toAgency: to.id, open: true, note: 'Chuyển hồ sơ' });
    },
    'result-returned': ({ at }) => {
      give(CITIZEN, at, { takenAt: at, note: 'Trả kết quả', ...(around.whole === undefined ? {} : { result: around.whole }) });
    },
  };
  for (const entry of entries) {
    if (entry.engine !== undefined && around.stray.includes(entry.engine.processInstanceKey)) continue;
    read[entry.kind]?.(entry, entry.data as never);
  }
  return legs.map(({ toAgency: _toAgency, open: _open, ...leg }) => leg);
}
