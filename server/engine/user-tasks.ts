import type { EngineKey } from '../../contract/vocabulary.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';

type Reason = EngineRefused['reason'];

export interface UserTasks {
  complete(key: EngineKey, variables: Readonly<Record<string, unknown>>): Promise<void>;
  assign(key: EngineKey, assignee: string, action: string): Promise<void>;
  unassign(key: EngineKey): Promise<void>;
}

/**
 * The REST interface of native user tasks; the gRPC interface of 8.5 does not know them.
 * 409 means that the task's state forbids the command: for an assignment without override, that somebody else holds it.
 */
export function userTasks(restAddress: string, timeoutMs: number): UserTasks {
  const base = `${restAddress.replace(/\/$/, '')}/v1/user-tasks`;

  async function send(command: string, conflict: Reason, method: string, path: string, body?: object): Promise<void> {
    const { status, detail } = await ask(command, `${base}/${path}`, method, body, timeoutMs);
    if (status < 300) return;
    const said = `${command}: ${String(status)} ${detail}`;
    if (status === 404) throw new EngineRefused('not-found', said);
    if (status === 409) throw new EngineRefused(conflict, said);
    if (status === 429 || status >= 500) throw new EngineUnavailable(said);
    throw new EngineRefused('invalid-argument', said);
  }

  return {
    complete: (key, variables) => send('complete user task', 'invalid-state', 'POST', `${key}/completion`, { variables }),
    assign: (key, assignee, action) => send('assign user task', 'conflict', 'POST', `${key}/assignment`, { assignee, action, allowOverride: false }),
    unassign: (key) => send('release user task', 'invalid-state', 'DELETE', `${key}/assignee`),
  };
}

async function ask(command: string, url: string, method: string, body: object | undefined, timeoutMs: number): Promise<{ status: number; detail: string }> {
  try {
    const reply = await fetch(url, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: reply.status, detail: detailOf(await reply.text()) };
  } catch (error) {
    throw new EngineUnavailable(`${command}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function detailOf(text: string): string {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail);
  } catch {
    // not a problem document: the text itself has to do
  }
  return text.slice(0, 300);
}
