import type { InboxItem, TaskDetail } from '../../contract/endpoints/tasks.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { Refused, type Client } from './client.ts';
import { eventually } from './wait.ts';

/** Where a dossier is looked for; its code, once there is one, saves reading whole inboxes. */
export interface Sought {
  readonly dossierId: string;
  readonly code: string | undefined;
}

const PAGE = 200;
const PAGES = 200;

/** The open task of one element of the diagram in one officer's inbox that no colleague holds. @throws NotSeen */
export function findTask(client: Client, username: string, sought: () => Promise<Sought>, elementId: string): Promise<TaskDetail> {
  return eventually(client, `${elementId} in the inbox of ${username}`, async () => {
    for (const { key, assignee = username } of await linesOf(client, username, await sought(), 'all')) {
      if (assignee !== username) continue;
      const detail = await openTask(client, username, key);
      if (detail?.task.elementId === elementId && !detail.task.deciding) return detail;
    }
    return undefined;
  });
}

/** A fee to be paid or a supplement to come. @throws NotSeen */
export function findWait(client: Client, username: string, sought: () => Promise<Sought>, queue: 'fees' | 'supplements'): Promise<InboxItem> {
  return eventually(client, `${queue} in the inbox of ${username}`, async () => (await linesOf(client, username, await sought(), queue))[0]);
}

async function linesOf(client: Client, username: string, { dossierId, code }: Sought, queue: 'all' | 'fees' | 'supplements'): Promise<readonly InboxItem[]> {
  const kind = { all: 'task', fees: 'fee', supplements: 'supplement' }[queue];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await client.call(username, ENDPOINTS.listTasks, {
      query: { queue, limit: PAGE, ...(code === undefined ? {} : { code }), ...(cursor === undefined ? {} : { cursor }) },
    });
    const lines = items.filter((item) => item.dossierId === dossierId && item.kind === kind && !item.deciding);
    if (lines.length > 0 || next === null) return lines;
    cursor = next;
  }
  return [];
}

/** Undefined when the task has gone between the list and this look. */
async function openTask(client: Client, username: string, key: string): Promise<TaskDetail | undefined> {
  try {
    return await client.call(username, ENDPOINTS.getTask, { params: { task: key } });
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 404) return undefined;
    throw error;
  }
}
