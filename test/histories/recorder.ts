import type { Json } from '../../domain/canonical-json.ts';
import { observe, type ElementInfo } from '../../domain/dossier/observe.ts';
import type { OutboxDraft } from '../../domain/dossier/outbox.ts';
import { applyChange, openDossier, type DossierRecord } from '../../domain/dossier/record.ts';
import type { EngineFact, EngineKind } from '../../domain/engine-fact.ts';
import { Vault } from '../../domain/history/commitment.ts';
import type { Actor, EntryKind } from '../../domain/history/entry.ts';
import type { AgencyId, Role } from '../../contract/vocabulary.ts';

type Data = Readonly<Record<string, Json>>;

const INSTANCE = '2251799813690000';

/** What the releases of these stories said about their elements. A copy: a diagram may change, a recorded history may not. */
const ELEMENTS: Readonly<Record<string, ElementInfo>> = Object.fromEntries(
  Object.entries({
    'receive': [1, 'receive'], 'issue-receipt': [2], 'look-up': [4, 'process'], 'collect-fee': [6], 'fee-paid': [6], 'sign': [4, 'approve'], 'number-and-seal': [4, 'approve'], 'notify-ready': [9], 'hand-over': [9, 'return'],
    'returned': [10], 'assign-officer': [4, 'process'], 'site-check': [4, 'process'], 'prepare-supplement': [4, 'process'], 'request-supplement': [5], 'review-supplement': [4, 'process'], 'draft-permit': [4, 'process'],
    'notify-withdrawn': [7], 'withdrawn': [7],
  } satisfies Record<string, [number, string?]>).map(([id, [portalStatus, phase]]): [string, ElementInfo] => [id, { name: id, portalStatus, ...(phase === undefined ? {} : { phase }) }]),
);

/** Writes a dossier's history with the rules of today: officers decide, steps have effects, the engine tells what it did. */
export class Recorder {
  record: DossierRecord;
  readonly vault: Vault;
  readonly #procedure: string;
  #position = 1_000;
  #second = 0;
  #instances = 0;
  readonly #open = new Map<string, string>();

  private constructor(procedure: string, record: DossierRecord, vault: Vault) {
    this.#procedure = procedure;
    this.record = record;
    this.vault = vault;
  }

  static submit(id: string, procedure: string, actor: Actor, submission: Data, applicant: Data, form: Data): Recorder {
    let salts = 0;
    const vault = new Vault(() => `${id}-${String(salts++)}`);
    const data = { procedure, release: 1, ...submission, applicant: vault.hideAll(applicant), form: vault.hideAll(form), documents: [] } as unknown as Record<string, Json>;
    const entry = { kind: 'submitted', at: '2026-11-09T01:00:00.000Z', actor, data } as const;
    const record = openDossier(id, { entries: [entry], outbox: [{ kind: 'start-process', message: `${procedure}--r1.submitted`, variables: {} }], secrets: vault.secrets }, []);
    const recorder = new Recorder(procedure, record, vault);
    recorder.fact('process-started', { elementId: 'dossier-submitted', data: { correlationKey: id, messageName: `${procedure}--r1.submitted` } });
    return recorder.fact('element-activated', { elementId: procedure, elementInstanceKey: INSTANCE, elementType: 'PROCESS' });
  }

  fact(kind: EngineKind, fields: Partial<EngineFact> = {}): this {
    const fact = { kind, partition: 1, position: this.#position++, key: String(this.#position), at: this.#now(), processInstanceKey: INSTANCE, processId: `${this.#procedure}--r1`, data: {}, ...fields };
    this.record = observe(this.record, [fact], (_process, element) => (element === undefined ? undefined : ELEMENTS[element]));
    return this;
  }

  enter(elementId: string, elementType = 'SERVICE_TASK'): this {
    const elementInstanceKey = String(2_251_799_813_691_000 + this.#instances++);
    this.#open.set(elementId, elementInstanceKey);
    return this.fact('element-activated', { elementId, elementInstanceKey, elementType, flowScopeKey: INSTANCE });
  }

  leave(elementId: string, how: 'element-completed' | 'element-terminated' = 'element-completed', elementType = 'SERVICE_TASK'): this {
    const elementInstanceKey = this.instanceOf(elementId);
    this.#open.delete(elementId);
    return this.fact(how, { elementId, elementInstanceKey, elementType, flowScopeKey: INSTANCE });
  }

  /** Through elements that wait for nobody. */
  pass(...elementIds: readonly string[]): this {
    for (const elementId of elementIds) this.enter(elementId).leave(elementId);
    return this;
  }

  task(elementId: string, group: `${AgencyId}:${Role}`, outcomes: string): this {
    this.enter(elementId, 'USER_TASK');
    return this.fact('task-created', { elementId, elementInstanceKey: this.instanceOf(elementId), data: { taskKey: this.keyOf(elementId), candidateGroups: [group], formReference: elementId, headers: { outcomes } } });
  }

  decide(elementId: string, actor: Actor, outcome: string, values: Data = {}): this {
    const taskKey = this.keyOf(elementId);
    this.fact('task-assigned', { elementId, data: { taskKey, assignee: actor.officer, action: 'claim' } });
    const data = { taskKey, elementId, outcome, values: this.vault.hideAll(values), sent: {} } as unknown as Data;
    return this.own('decided', data, { actor, outbox: [{ kind: 'complete-task', taskKey, variables: { outcome } }] });
  }

  /** The engine has the decision. */
  close(elementId: string, outcome: string): this {
    this.fact('task-completed', { elementId, data: { taskKey: this.keyOf(elementId), outcome, variables: { outcome } } });
    return this.leave(elementId, 'element-completed', 'USER_TASK');
  }

  work(elementId: string, group: `${AgencyId}:${Role}`, outcomes: string, actor: Actor, outcome: string, values: Data = {}): this {
    return this.task(elementId, group, outcomes).decide(elementId, actor, outcome, values).close(elementId, outcome);
  }

  /** What a step does while a token is at its element. */
  step(elementId: string, step: string, ...effects: readonly { readonly kind: EntryKind; readonly name: string; readonly data: Data; readonly returned?: Data; readonly outbox?: readonly OutboxDraft[] }[]): this {
    this.enter(elementId);
    const elementInstanceKey = this.instanceOf(elementId);
    for (const { kind, name, data, returned = {}, outbox = [] } of effects) {
      const source = { step, elementId, elementInstanceKey, jobKey: `${elementInstanceKey}0` };
      this.record = applyChange(this.record, { entries: [{ kind, at: this.#now(), step: source, data: { ...data, effect: name, returned } }], outbox, secrets: this.vault.secrets });
    }
    return this.leave(elementId);
  }

  own(kind: EntryKind, data: Data, { actor, outbox = [] }: { readonly actor?: Actor; readonly outbox?: readonly OutboxDraft[] } = {}): this {
    this.record = applyChange(this.record, { entries: [{ kind, at: this.#now(), ...(actor === undefined ? {} : { actor }), data }], outbox, secrets: this.vault.secrets });
    return this;
  }

  notify(elementId: string, template: string): this {
    const messageId = `message-${elementId}`;
    const message = { id: messageId, template, at: this.#now(), to: { ...this.vault.hide({ phone: '0900000111' }) }, text: { ...this.vault.hide(template) }, status: 'queued' };
    this.step(elementId, 'notify-applicant', { kind: 'message-queued', name: 'notify', data: { message }, outbox: [{ kind: 'send-message', messageId }] });
    return this.own('message-sent', { messageId, kept: true });
  }

  correlate(messageName: string, correlationKey: string): this {
    return this.fact('message-correlated', { data: { messageName, correlationKey } });
  }

  end(): this {
    return this.fact('element-completed', { elementId: this.#procedure, elementInstanceKey: INSTANCE, elementType: 'PROCESS' });
  }

  instanceOf(elementId: string): string {
    const instance = this.#open.get(elementId);
    if (instance === undefined) throw new TypeError(`No token is at ${elementId}`);
    return instance;
  }

  keyOf(elementId: string): string {
    return `${this.instanceOf(elementId)}7`;
  }

  #now(): string {
    this.#second += 61;
    return new Date(Date.parse('2026-11-09T01:00:00.000Z') + this.#second * 1_000).toISOString();
  }
}
