import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { dateText, decideCalendar, type CalendarStep } from './calendar-decision.ts';
import { checkEnd } from './check-end.ts';
import type { Client } from './client.ts';
import { findTask, findWait, type Sought } from './inbox.ts';
import { datesIn, submissionOf, vietnameseDay } from './plan.ts';
import type { Scenario, ScriptStep } from './scenario.ts';
import { eventually } from './wait.ts';

export interface Told {
  readonly who: string;
  readonly what: string;
  readonly code: string | undefined;
}

/** One dossier of the summary; `code` is null when none was ever issued, `status` 0 when nothing could be read. */
export interface Played {
  readonly scenario: string;
  readonly code: string | null;
  readonly procedure: string;
  readonly status: number;
  readonly entries: number;
  readonly seconds: number;
  /** Why it did not end as its scenario says. */
  readonly problem?: string;
}

const SETTLE_MS = 30_000;

type DecideStep = Extract<ScriptStep, { step: string }>;

/** Who can move time may play the scenarios that live on a legal limit running out. */
export interface TimeKeeper {
  /** Called before each step of the script. */
  readonly before: (step: ScriptStep) => void;
  /** Resolves when the limit that the step speaks of has passed. */
  readonly pass: (step: ScriptStep, dossierId: string) => Promise<void>;
}

/** Plays one scenario as its officers, through the public interface alone. */
export class Play {
  readonly #client: Client;
  readonly #scenario: Scenario;
  readonly #receiver: string;
  readonly #tell: (told: Told) => void;
  readonly #time: TimeKeeper | undefined;
  #dossierId = '';
  #code: string | undefined;

  constructor(client: Client, scenario: Scenario, receiver: string, tell: (told: Told) => void, time?: TimeKeeper) {
    this.#client = client;
    this.#scenario = scenario;
    this.#receiver = receiver;
    this.#tell = tell;
    this.#time = time;
  }

  async run(procedure: string): Promise<Played> {
    const began = this.#client.now;
    let end = { status: 0, entries: 0 };
    let problem: string | undefined;
    try {
      await this.#submit();
      for (const step of this.#scenario.script) await this.#take(step);
      end = await checkEnd(this.#client, this.#receiver, this.#dossierId, this.#scenario.ends);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      if (this.#dossierId !== '') end = await this.#whereItStands();
    }
    await this.#sought().catch(() => undefined);
    const seconds = Math.round((this.#client.now - began) / 100) / 10;
    return { scenario: this.#scenario.scenario, code: this.#code ?? null, procedure, ...end, seconds, ...(problem === undefined ? {} : { problem }) };
  }

  async #submit(): Promise<void> {
    const { channel } = this.#scenario.submission;
    const submission = submissionOf(this.#scenario);
    const { dossierId, code } = await this.#settled((idempotencyKey) =>
      this.#client.call(this.#receiver, ENDPOINTS.submitDossier, { body: submission, idempotencyKey }),
    );
    this.#dossierId = dossierId;
    this.#code = code;
    this.#tell({ who: this.#receiver, what: `nộp hồ sơ (${channel})`, code });
  }

  async #take(step: ScriptStep): Promise<void> {
    this.#time?.before(step);
    if ('step' in step) await this.#decide(step);
    else if ('payFee' in step) await this.#pay(step.by);
    else if ('answerSupplement' in step) await this.#answer(step);
    else if ('withdraw' in step) await this.#withdraw(step);
    else if ('stop' in step) await this.#stop(step);
    else if ('calendarDecision' in step) await this.#decideCalendar(step);
    else if (this.#time !== undefined) await this.#time.pass(step, this.#dossierId);
    else throw new TypeError('A legal limit cannot be made to pass on a running system');
  }

  async #decide({ step, by, outcome, reason, form }: DecideStep): Promise<void> {
    const { task, outcomes } = await findTask(this.#client, by, this.#sought, step);
    const params = { task: task.key };
    await this.#client.call(by, ENDPOINTS.claimTask, { params });
    await eventually(this.#client, `${step} held by ${by}`, async () =>
      (await this.#client.call(by, ENDPOINTS.getTask, { params })).mayComplete ? true : undefined,
    );
    const body = { outcome, form: datesIn(form, new Date()), ...(reason === undefined ? {} : { reason }) };
    await this.#settled((idempotencyKey) => this.#client.call(by, ENDPOINTS.completeTask, { params, body, idempotencyKey }));
    const label = outcomes.find(({ code }) => code === outcome)?.label.vi ?? outcome;
    this.#tell({ who: by, what: `${task.name.replace(/\s+/g, ' ')}: ${label}`, code: (await this.#sought()).code });
  }

  async #pay(by: string): Promise<void> {
    const { key } = await findWait(this.#client, by, this.#sought, 'fees');
    const { fees } = await this.#client.call(by, ENDPOINTS.getDossier, { params: { dossier: this.#dossierId } });
    const amount = fees.find(({ id }) => id === key)?.total;
    if (amount === undefined) throw new TypeError(`The fee ${key} stands in the inbox and not in the dossier`);
    await this.#settled((idempotencyKey) =>
      this.#client.call(by, ENDPOINTS.confirmFee, { params: { dossier: this.#dossierId, fee: key }, body: { amount, method: 'cash' }, idempotencyKey }),
    );
    this.#tell({ who: by, what: `thu ${new Intl.NumberFormat('vi-VN').format(amount)} đồng`, code: this.#code });
  }

  async #answer({ answerSupplement, by }: Extract<ScriptStep, { answerSupplement: unknown }>): Promise<void> {
    const { key } = await findWait(this.#client, by, this.#sought, 'supplements');
    const body = { ...answerSupplement, attachments: answerSupplement.attachments ?? [] };
    await this.#settled((idempotencyKey) =>
      this.#client.call(by, ENDPOINTS.answerSupplement, { params: { dossier: this.#dossierId, supplement: key }, body, idempotencyKey }),
    );
    this.#tell({ who: by, what: 'nhận phần bổ sung', code: this.#code });
  }

  async #withdraw({ withdraw, by }: Extract<ScriptStep, { withdraw: unknown }>): Promise<void> {
    await this.#settled((idempotencyKey) =>
      this.#client.call(by, ENDPOINTS.withdrawDossier, { params: { dossier: this.#dossierId }, body: withdraw, idempotencyKey }),
    );
    this.#tell({ who: by, what: 'ghi nhận rút hồ sơ', code: this.#code });
  }

  async #stop({ stop, by }: Extract<ScriptStep, { stop: unknown }>): Promise<void> {
    await this.#settled((idempotencyKey) => this.#client.call(by, ENDPOINTS.stopDossier, { params: { dossier: this.#dossierId }, body: stop, idempotencyKey }));
    this.#tell({ who: by, what: 'dừng giải quyết hồ sơ', code: this.#code });
  }

  async #decideCalendar(step: CalendarStep): Promise<void> {
    const { plan, from, to } = await decideCalendar(this.#client, step, this.#view);
    const [before, after] = [from, to].map((instant) => dateText(vietnameseDay(Date.parse(instant))));
    this.#tell({ who: step.proposedBy, what: `${plan.number}: ${plan.reason}`, code: this.#code });
    this.#tell({ who: step.confirmedBy, what: `xác nhận lịch; hẹn trả ${String(before)} → ${String(after)}`, code: this.#code });
  }

  /** Sends a command until it is settled. "Accepted" is a promise that the rest comes by itself: after a while the journey goes on and sees whether it does. */
  async #settled(send: (idempotencyKey: string) => Promise<CommandResult>): Promise<CommandResult> {
    const key = randomUUID();
    const began = this.#client.now;
    for (;;) {
      const result = await send(key);
      if (result.settled || this.#client.now - began > SETTLE_MS) return result;
      this.#client.noteTrouble();
      await this.#client.pause(1_000);
    }
  }

  /** The code comes with valid receipt, so it is asked for until it is there. */
  readonly #sought = async (): Promise<Sought> => {
    this.#code ??= (await this.#view()).code;
    return { dossierId: this.#dossierId, code: this.#code };
  };

  readonly #view = () => this.#client.call(this.#receiver, ENDPOINTS.getDossier, { params: { dossier: this.#dossierId } });

  async #whereItStands(): Promise<{ status: number; entries: number }> {
    try {
      const { status } = await this.#view();
      const { total } = await this.#client.call(this.#receiver, ENDPOINTS.getHistory, { params: { dossier: this.#dossierId }, query: { limit: 1 } });
      return { status, entries: total };
    } catch {
      return { status: 0, entries: 0 };
    }
  }
}
