import type { InboxItem } from '../../api/contract.ts';

/** The most urgent task somebody may work on: the list is already in that order, what is mine goes before what is free. */
export function nextTask(items: readonly InboxItem[], me: string, except?: string): InboxItem | undefined {
  const open = items.filter((item) => item.kind === 'task' && !item.deciding && !item.hasIncident && item.key !== except);
  return open.find(({ assignee }) => assignee === me) ?? open.find(({ assignee }) => assignee === undefined);
}
