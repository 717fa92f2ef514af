import { EngineRefused, EngineUnavailable, type Engine } from '../../../server/ports/engine.ts';

export interface Told {
  readonly command: 'deploy' | 'publish' | 'complete' | 'assign' | 'unassign' | 'cancel';
  readonly key: string;
  readonly name?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * An engine that writes down what it is told. Messages with a known id within their time to live are swallowed, an assigned task is not
 * given to a second officer, a closed one is not found.
 */
export class FakeEngine implements Engine {
  readonly told: Told[] = [];
  /** Every message that had an effect. */
  readonly published: { readonly name: string; readonly correlationKey: string; readonly messageId: string }[] = [];
  readonly assignees = new Map<string, string>();
  readonly closed = new Set<string>();
  /** Thrown by the next commands, first come first served. */
  readonly failures: Error[] = [];
  available = true;
  /** Called after a command has had its effect, before its answer: the place where a timer or a lost answer strikes. */
  afterEffect: (told: Told) => void | Promise<void> = () => undefined;

  readonly #messages = new Map<string, number>();

  async deploy({ name }: { readonly name: string; readonly content: string }): Promise<readonly { key: string; id: string; version: number }[]> {
    await this.#hear({ command: 'deploy', key: name });
    return [{ key: String(this.told.length), id: name.replace(/\.\w+$/, ''), version: 1 }];
  }

  async publishMessage({ name, correlationKey, messageId, timeToLiveMs, variables }: Parameters<Engine['publishMessage']>[0]): Promise<void> {
    await this.#hear({ command: 'publish', key: correlationKey, name, ...(variables === undefined ? {} : { variables }) }, () => {
      const id = `${name}|${correlationKey}|${messageId}`;
      if ((this.#messages.get(id) ?? 0) > Date.now()) return;
      this.#messages.set(id, Date.now() + timeToLiveMs);
      this.published.push({ name, correlationKey, messageId });
    });
  }

  async completeUserTask(key: string, variables: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#hear({ command: 'complete', key, variables }, () => {
      this.#assertOpen(key);
      this.closed.add(key);
    });
  }

  async assignUserTask(key: string, assignee: string): Promise<void> {
    await this.#hear({ command: 'assign', key, name: assignee }, () => {
      this.#assertOpen(key);
      if (this.assignees.has(key)) throw new EngineRefused('conflict', 'The task is assigned already');
      this.assignees.set(key, assignee);
    });
  }

  async unassignUserTask(key: string): Promise<void> {
    await this.#hear({ command: 'unassign', key }, () => {
      this.#assertOpen(key);
      this.assignees.delete(key);
    });
  }

  async cancelProcessInstance(key: string): Promise<void> {
    await this.#hear({ command: 'cancel', key }, () => {
      this.#assertOpen(key);
      this.closed.add(key);
    });
  }

  resolveIncident(): Promise<void> {
    return Promise.resolve();
  }

  updateJobRetries(): Promise<void> {
    return Promise.resolve();
  }

  migrateProcessInstance(): Promise<void> {
    return Promise.resolve();
  }

  health(): { reachable: boolean; partitions: number; since: string } {
    return { reachable: this.available, partitions: 1, since: '2026-11-20T00:00:00.000Z' };
  }

  async #hear(told: Told, effect: () => void = () => undefined): Promise<void> {
    await Promise.resolve();
    if (!this.available) throw new EngineUnavailable('The engine does not answer');
    this.told.push(told);
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    effect();
    await this.afterEffect(told);
  }

  #assertOpen(key: string): void {
    if (this.closed.has(key)) throw new EngineRefused('not-found', `Nothing open has the key ${key}`);
  }
}
