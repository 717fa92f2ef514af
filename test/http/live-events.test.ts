/** What open pages hear: every change of what concerns the officer, nothing of anybody else's, and "read again" when something may have been missed. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { startSystem, type System } from '../support/system.ts';
import { anExtract, Desk, SUPPLEMENTED, UNTIL_SUPPLEMENT } from './dossiers.ts';
import { Requests } from './requests.ts';
import { Stream } from './stream.ts';

const RECEIVER = 'ngoc.motcua';
const OFFICER = 'tuan.hotich';
const CONSULTED = 'quang.soxaydung';
/** Of another ward. */
const STRANGER = 'linh.phuhoa';
const LOOKED_UP = { outcome: 'FOUND', form: { source: 'DATABASE', extractText: 'Tìm thấy trong sổ năm 2009.', exemptionGranted: false } };

let system: System;
let http: Requests;
let desk: Desk;

beforeAll(async () => {
  system = await startSystem();
  http = new Requests(system);
  desk = new Desk(system);
}, 180_000);
afterEach(() => {
  Stream.closeAll();
});
afterAll(() => system.stop(), 60_000);

const streamOf = (who: string, lastSeen?: string): Promise<Stream> => Stream.of(system.url, http, who, lastSeen);

async function decide(task: string): Promise<number> {
  return (await desk.client.call(OFFICER, ENDPOINTS.completeTask, { params: { task }, body: LOOKED_UP, idempotencyKey: randomUUID() })).version;
}

test('a decision is heard by those whom its dossier concerns, at once and with a version that can be read', async () => {
  // given
  const dossier = await desk.after(0);
  const task = await desk.held(OFFICER, dossier, 'look-up');
  const streams = await Promise.all([RECEIVER, OFFICER].map((who) => streamOf(who)));
  await Promise.all(streams.map((stream) => stream.first('ready')));

  // when
  const version = await decide(task);

  // then
  for (const stream of streams) {
    const change = await stream.change(dossier, (one) => one.version >= version);
    expect(change.inbox).toBe(true);
    expect((await desk.client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } })).version).toBeGreaterThanOrEqual(version);
  }
});

test('who comes back with the last id hears what was missed, once and in order', async () => {
  // given a page that went away after a change
  const dossier = await desk.after(0);
  const task = await desk.held(OFFICER, dossier, 'look-up');
  const before = await streamOf(OFFICER);
  await before.first('ready');
  const other = await desk.after(0);
  await before.change(other);
  const last = before.heard.at(-1)!.id;
  before.close();

  // when
  const version = await decide(task);
  const witness = await streamOf(OFFICER, last);
  await witness.change(dossier, (one) => one.version >= version);
  const again = await streamOf(OFFICER, last);
  await again.change(dossier, (one) => one.version >= version);

  // then
  const numbers = again.heard.map(({ id }) => Number(id.split('-')[1]));
  expect(numbers[0]).toBeGreaterThan(Number(last.split('-')[1]));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(again.heard.map(({ id }) => id).slice(0, witness.heard.length)).toEqual(witness.heard.map(({ id }) => id).slice(0, again.heard.length));
  expect(again.heard.some(({ event }) => event === 'resync' || event === 'ready')).toBe(false);
});

test('an id that says nothing here means: read again', async () => {
  for (const lastSeen of ['', 'x', '0', '-1', 'abcdefabcdef-5', '__proto__']) await (await streamOf(OFFICER, lastSeen)).first('resync');
});

test('nothing is heard of the dossiers of another agency', async () => {
  // given
  const theirs = { receivingAgency: 'phu-hoa-ward', competentAgency: 'phu-hoa-ward', returnAgency: 'phu-hoa-ward' };
  const [stranger, officer, consulted, admin] = (await Promise.all([STRANGER, OFFICER, CONSULTED, 'long.hethong'].map((who) => streamOf(who)))) as [
    Stream,
    Stream,
    Stream,
    Stream,
  ];
  await Promise.all([stranger, officer, consulted, admin].map((stream) => stream.first('ready')));

  // when
  const ours = await desk.after(0);
  await officer.change(ours);
  const { dossierId: hers } = await desk.client.call(STRANGER, ENDPOINTS.submitDossier, { body: { ...anExtract(), ...theirs }, idempotencyKey: randomUUID() });
  await stranger.change(hers);
  const asked = await desk.after(UNTIL_SUPPLEMENT, SUPPLEMENTED);
  await consulted.change(asked);

  // then
  const heardOf = (stream: Stream): readonly string[] => [...new Set(stream.changes.map(({ dossierId }) => dossierId))];
  expect(heardOf(stranger)).toEqual([hers]);
  // What earlier tests left may still be moving
  expect(heardOf(officer).filter((dossier) => [ours, hers, asked].includes(dossier))).toEqual([ours, asked]);
  expect(heardOf(consulted)).toEqual([asked]);
  expect(heardOf(admin)).toEqual([]);
});

test('a restart of the server ends the streams, and whoever comes back is told to read again', async () => {
  // given
  const dossier = await desk.after(0);
  const task = await desk.held(OFFICER, dossier, 'look-up');
  const before = await streamOf(OFFICER);
  const { id } = await before.first('ready');

  // when
  await system.restartServer();

  // then
  await desk.until(() => Promise.resolve(before.ended ? true : undefined));
  const after = await streamOf(OFFICER, id);
  await after.first('resync');
  const version = await decide(task);
  await after.change(dossier, (one) => one.version >= version);
}, 90_000);
