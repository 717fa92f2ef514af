/** Two servers, one database: a page on one of them shows what was done on the other. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { findPorts } from '../../infra/launch/find-ports.ts';
import { createLogger } from '../../server/log.ts';
import { startServer, type Server } from '../../server/start-server.ts';
import { startSystem, type System } from '../support/system.ts';
import { Desk } from './dossiers.ts';
import { expectProblem, Requests, type Answer } from './requests.ts';
import { Stream } from './stream.ts';

const OFFICER = 'tuan.hotich';
const STRANGER = 'linh.phuhoa';
const LOOKED_UP = { outcome: 'FOUND', form: { source: 'DATABASE', extractText: 'Tìm thấy trong sổ năm 2009.', exemptionGranted: false } };

let system: System;
let desk: Desk;
let other: Server;
let otherUrl: string;
let there: Requests;

beforeAll(async () => {
  system = await startSystem();
  desk = new Desk(system);
  const ports = await findPorts();
  const { config } = system;
  other = await startServer(
    { ...config, http: { ...config.http, port: ports.http, rateLimit: 300 }, recordsPort: ports.records },
    createLogger({ level: 'error', service: 'other' }),
  );
  otherUrl = `http://127.0.0.1:${String(other.port)}`;
  there = new Requests({ url: otherUrl, password: system.password });
}, 180_000);
afterEach(() => {
  Stream.closeAll();
});
afterAll(async () => {
  await other.close();
  await system.stop();
}, 60_000);

test('what one server has committed is heard on the other, by those whom it concerns, and can be read there', async () => {
  // given
  const page = await Stream.of(otherUrl, there, OFFICER);
  const stranger = await Stream.of(otherUrl, there, STRANGER);
  await Promise.all([page, stranger].map((stream) => stream.first('ready')));

  // when
  const dossier = await desk.after(0);
  const task = await desk.held(OFFICER, dossier, 'look-up');
  const { version } = await desk.client.call(OFFICER, ENDPOINTS.completeTask, { params: { task }, body: LOOKED_UP, idempotencyKey: randomUUID() });

  // then
  await page.change(dossier, (change) => change.version >= version && change.inbox);
  const { json } = await there.send(OFFICER, ENDPOINTS.getDossier, { params: { dossier } });
  expect((json as { version: number }).version).toBeGreaterThanOrEqual(version);
  expect(stranger.changes).toEqual([]);
});

test('a decision made on the one is settled there although only the other is told by the engine', async () => {
  // given
  const dossier = await desk.after(0);
  const task = await desk.held(OFFICER, dossier, 'look-up');

  // when
  const { status, json } = await there.send(OFFICER, ENDPOINTS.completeTask, { params: { task }, body: LOOKED_UP });

  // then
  expect([status, (json as { settled: boolean }).settled]).toEqual([200, true]);
});

test('an officer who floods the one is held up there for a while, and works on at the other', async () => {
  // given
  const ask = (at: Requests): Promise<Answer> => at.send(STRANGER, ENDPOINTS.listTasks);
  await ask(there);

  // when
  const answers = await Promise.all(Array.from({ length: 310 }, () => ask(there)));

  // then
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThanOrEqual(10);
  for (const answer of refused) {
    expectProblem(answer, 'rate-limited');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await ask(new Requests(system))).status).toBe(200);
});
