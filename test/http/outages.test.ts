/** Engine or database away, and officers who are faster than each other: what can wait is kept, the rest says so at once, and afterwards everything goes on by itself. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DossierView, HistoryEntryView } from '../../contract/dossier-views.ts';
import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import type { Health } from '../../contract/endpoints/system.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import { startSystem, type System } from '../support/system.ts';
import { anExtract, Desk, UNTIL_FEE } from './dossiers.ts';
import { expectProblem, expectReply, Requests, type Answer } from './requests.ts';

const RECEIVER = 'ngoc.motcua';
const OFFICER = 'tuan.hotich';
const CASE_OFFICERS = [OFFICER, 'huy.xaydung', 'nam.bietphai'];
const CASHIER = 'thuy.thungan';
const AUDITOR = 'kien.thanhtra';
/** Within which whoever asks must know that a part is away: two seconds, and what a busy machine needs to say so. */
const AT_ONCE_MS = 2_300;
const TYPED = 'Đã xem sổ năm 2009, tìm thấy trang 125.';
const LOOKED_UP = { outcome: 'FOUND', form: { source: 'DATABASE', extractText: TYPED, exemptionGranted: false } };

let system: System;
let http: Requests;
let desk: Desk;

beforeAll(async () => {
  system = await startSystem();
  http = new Requests(system);
  desk = new Desk(system);
  await Promise.all([RECEIVER, CASHIER, AUDITOR, ...CASE_OFFICERS].map((who) => http.token(who)));
}, 180_000);
afterAll(() => system.stop(), 60_000);

const seen = async (dossier: string): Promise<DossierView> =>
  ENDPOINTS.getDossier.reply.parse((await http.send(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } })).json);
const history = async (dossier: string): Promise<readonly HistoryEntryView[]> =>
  ENDPOINTS.getHistory.reply.parse((await http.send(AUDITOR, ENDPOINTS.getHistory, { params: { dossier } })).json).entries;
const kinds = async (dossier: string): Promise<readonly string[]> => (await history(dossier)).map(({ kind }) => kind);
const health = async (): Promise<Health> => (await http.send(undefined, ENDPOINTS.getHealth)).json as Health;
const healthy = (state: Health['state']): Promise<true> => desk.until(async () => ((await health()).state === state ? true : undefined), 60_000);
const claim = (who: string, task: string): Promise<Answer> => http.send(who, ENDPOINTS.claimTask, { params: { task } });
const decide = (task: string, key: string, body: object = LOOKED_UP): Promise<Answer> =>
  http.send(OFFICER, ENDPOINTS.completeTask, { params: { task }, body, key });
const withdraw = (dossier: string, key: string): Promise<Answer> =>
  http.send(RECEIVER, ENDPOINTS.withdrawDossier, { params: { dossier }, body: { reason: 'Không còn nhu cầu' }, key });

/** Somebody who waits at a counter hears it in time, and when to come again. */
function expectAway(answer: Answer, code: ProblemCode): void {
  expectProblem(answer, code);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.ms).toBeLessThan(AT_ONCE_MS);
}

/** Kept, and it says so. */
function expectAccepted(answer: Answer): CommandResult {
  expect([answer.status, answer.json]).toMatchObject([202, { settled: false, message: expect.stringMatching(/ghi nhận/) }]);
  return answer.json as CommandResult;
}

test('of three officers who claim a task at the same moment exactly one gets it', async () => {
  const dossiers = await Promise.all([desk.after(0), desk.after(0), desk.after(0)]);
  for (const dossier of dossiers) {
    // given
    const task = await desk.task(OFFICER, dossier, 'look-up');

    // when
    const answers = await Promise.all(CASE_OFFICERS.map((who) => claim(who, task)));

    // then
    const winners = CASE_OFFICERS.filter((_who, i) => answers[i]!.status < 300);
    expect(winners).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status >= 300)) expectProblem(answer, 'task-already-claimed');
    await desk.until(async () => ((await seen(dossier)).tasks[0]?.assignee === winners[0] ? true : undefined));
    expect((await kinds(dossier)).filter((kind) => kind === 'task-assigned')).toHaveLength(1);
  }
});

test('a decision and a withdrawal at the same moment leave one story that both agree with', async () => {
  for (const dossier of await Promise.all([desk.after(0), desk.after(0), desk.after(0)])) {
    // given
    const task = await desk.held(OFFICER, dossier, 'look-up');

    // when
    const [decision, withdrawal] = await Promise.all([decide(task, randomUUID()), withdraw(dossier, randomUUID())]);

    // then the withdrawal counts, and the decision has an answer that history bears out
    expectReply(withdrawal, ENDPOINTS.withdrawDossier);
    await desk.until(async () => (await seen(dossier)).closedAt);
    const { decisions } = await seen(dossier);
    if (decision.status < 300) expect(decisions).toMatchObject([{ elementId: 'look-up', values: { extractText: TYPED } }]);
    else if (expectProblem(decision, 'decision-undone', 'task-closed', 'task-not-found').code === 'decision-undone')
      expect(decisions).toMatchObject([{ undone: true, values: { extractText: TYPED } }]);
    else expect(decisions).toEqual([]);
  }
});

test('a decision that a withdrawal has overtaken is undone, and what was typed stays in the history', async () => {
  let answer: Answer | undefined;
  let dossier = '';
  // Our own watch sets a paused exporter going again every few seconds, perhaps at once: then there was no race
  for (let attempt = 1; attempt <= 5; attempt++) {
    // given an engine that has cancelled the task without our knowing yet
    dossier = await desk.after(0);
    const task = await desk.held(OFFICER, dossier, 'look-up');
    await fetch(`${system.infrastructure.zeebeManagement}/actuator/exporting/pause`, { method: 'POST' });
    const withdrawal = withdraw(dossier, randomUUID());
    await desk.until(async () => {
      const record = await system.server.core.ports.dossiers.get(dossier);
      return record.state.withdrawal !== undefined && record.outbox.length === 0 ? true : undefined;
    });

    // when
    const key = randomUUID();
    answer = await decide(task, key);
    await withdrawal;
    await desk.until(async () => (await seen(dossier)).closedAt);
    if (answer.status === 202) answer = await decide(task, key);
    if (answer.status === 409 && (answer.json as { code: string }).code === 'decision-undone') break;
  }

  // then
  expectProblem(answer!, 'decision-undone');
  expect((await seen(dossier)).decisions).toMatchObject([{ undone: true, values: { extractText: TYPED } }]);
  const entries = await history(dossier);
  expect(entries.find(({ kind }) => kind === 'decided')?.data).toMatchObject({ values: { extractText: TYPED } });
  expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['withdrawal-requested', 'task-canceled', 'decision-undone']));
});

describe('while the engine is away', () => {
  let decided: string;
  let free: string;
  let heldTask: string;
  let withdrawn: string;
  let withFee: string;
  let submitted: string;
  const task: Record<'decided' | 'free', string> = { decided: '', free: '' };
  const key = { submit: randomUUID(), decide: randomUUID() };

  beforeAll(async () => {
    [decided, free, withdrawn, withFee] = await Promise.all([desk.after(0), desk.after(0), desk.after(0), desk.after(UNTIL_FEE)]);
    task.decided = await desk.held(OFFICER, decided, 'look-up');
    task.free = await desk.task(OFFICER, free, 'look-up');
    heldTask = await desk.held(OFFICER, await desk.after(0), 'look-up');
    await desk.until(async () => (await seen(withFee)).fees.find(({ status }) => status === 'requested'));
    await system.infrastructure.broker.kill();
  }, 90_000);

  test('a claim and a release say so at once', async () => {
    expectAway(await claim(OFFICER, task.free), 'engine-unavailable');
    expectAway(await http.send(OFFICER, ENDPOINTS.releaseTask, { params: { task: heldTask } }), 'engine-unavailable');
  });

  test('health says degraded, and which part', async () => {
    await healthy('degraded');
    expect((await health()).parts).toContainEqual(expect.objectContaining({ name: 'engine', state: 'degraded', detail: expect.any(String) }));
  });

  test('reading goes on', async () => {
    expect((await seen(decided)).tasks).toHaveLength(1);
    for (const answer of await Promise.all([
      http.send(OFFICER, ENDPOINTS.listTasks),
      http.send(OFFICER, ENDPOINTS.getTask, { params: { task: task.free } }),
      http.send(AUDITOR, ENDPOINTS.getHistory, { params: { dossier: decided } }),
      http.send(RECEIVER, ENDPOINTS.listDossiers),
      http.send(OFFICER, ENDPOINTS.getDiagram, { params: { procedure: 'house-permit', release: 1 } }),
    ])) {
      expect([answer.status, answer.ms < AT_ONCE_MS]).toEqual([200, true]);
    }
  });

  test('a submission, a payment, a decision and a withdrawal are kept', async () => {
    submitted = expectAccepted(await http.send(RECEIVER, ENDPOINTS.submitDossier, { body: anExtract(), key: key.submit })).dossierId;
    expect((await seen(submitted)).code).toBeUndefined();

    const { id: fee, total: amount } = (await seen(withFee)).fees[0]!;
    expectReply(await http.send(CASHIER, ENDPOINTS.confirmFee, { params: { dossier: withFee, fee }, body: { amount, method: 'cash' } }), ENDPOINTS.confirmFee);

    expectAccepted(await decide(task.decided, key.decide));
    expect(await seen(decided)).toMatchObject({ waitingForEngine: true, tasks: [{ deciding: true }], decisions: [{ values: { extractText: TYPED } }] });

    expectAccepted(await withdraw(withdrawn, randomUUID()));
  });

  test('the same commands again are the same commands', async () => {
    const again = await Promise.all([http.send(RECEIVER, ENDPOINTS.submitDossier, { body: anExtract(), key: key.submit }), decide(task.decided, key.decide)]);
    expect(again.map((answer) => expectAccepted(answer).dossierId)).toEqual([submitted, decided]);
    expectProblem(await decide(task.decided, key.decide, { ...LOOKED_UP, outcome: 'NOT_FOUND', reason: 'Không tìm thấy trong sổ' }), 'idempotency-key-reused');
  });

  test('afterwards everything goes on by itself', async () => {
    // when
    await system.infrastructure.broker.restart();

    // then
    await desk.until(async () => (await seen(submitted)).code);
    await desk.until(async () => ((await seen(decided)).fees[0]?.status === 'requested' ? true : undefined));
    await desk.until(async () => ((await seen(withFee)).tasks.some(({ elementId }) => elementId === 'sign') ? true : undefined));
    expect([(await decide(task.decided, key.decide)).json, (await kinds(decided)).filter((kind) => kind === 'decided')]).toMatchObject([
      { settled: true },
      ['decided'],
    ]);
    expect((await kinds(submitted)).filter((kind) => ['submitted', 'process-started', 'received'].includes(kind))).toHaveLength(3);
    await desk.until(async () => (await seen(withdrawn)).closedAt);
    await healthy('up');
    expect((await claim(OFFICER, task.free)).status).toBe(200);
  }, 120_000);
});

describe('while the database is away', () => {
  let dossier: string;
  let task: string;
  const key = randomUUID();

  beforeAll(async () => {
    dossier = await desk.after(0);
    task = await desk.held(OFFICER, dossier, 'look-up');
    await system.infrastructure.database.kill();
  }, 60_000);

  test('whatever is asked, reading or writing, says so at once', async () => {
    const asked: Readonly<Record<string, () => Promise<Answer>>> = {
      'a submission': () => http.send(RECEIVER, ENDPOINTS.submitDossier, { body: anExtract(), key }),
      'a decision': () => decide(task, key),
      'a claim': () => claim(OFFICER, task),
      'a dossier': () => http.send(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } }),
      'the inbox': () => http.send(OFFICER, ENDPOINTS.listTasks),
      'the list': () => http.send(AUDITOR, ENDPOINTS.listDossiers),
      'a sign-in': () => http.send(undefined, ENDPOINTS.signIn, { body: { username: OFFICER, password: system.password } }),
      'an upload': () => http.send(RECEIVER, ENDPOINTS.uploadFile, { raw: aFile() }),
      'who I am': () => http.send(CASHIER, ENDPOINTS.getMe),
    };
    const answers = await Promise.all(Object.entries(asked).map(async ([what, send]) => ({ what, answer: await send() })));
    expect(answers.filter(({ answer }) => answer.status !== 503).map(({ what }) => what)).toEqual([]);
    for (const { answer } of answers) expectAway(answer, 'store-unavailable');
  });

  test('health says down, and which part', async () => {
    await healthy('down');
    expect((await health()).parts).toContainEqual(expect.objectContaining({ name: 'database', state: 'down' }));
  });

  test('afterwards everything goes on by itself, and nothing was done by halves', async () => {
    // when
    await system.infrastructure.database.restart();
    await healthy('up');

    // then what was refused can be sent again as it was
    const answers = [await http.send(RECEIVER, ENDPOINTS.submitDossier, { body: anExtract(), key }), await decide(task, key)];
    expectReply(answers[0]!, ENDPOINTS.submitDossier);
    expectReply(answers[1]!, ENDPOINTS.completeTask);
    const { dossierId } = answers[0]!.json as CommandResult;
    await desk.until(async () => (await seen(dossierId)).code);
    await desk.until(async () => ((await seen(dossier)).fees[0]?.status === 'requested' ? true : undefined));
    expect((await kinds(dossier)).filter((kind) => kind === 'decided')).toHaveLength(1);
  }, 120_000);
});

function aFile(): FormData {
  const form = new FormData();
  form.set('file', new Blob(['%PDF-1.7\n%%EOF\n']), 'đơn.pdf');
  return form;
}
