/** Personal values stay where they belong: two dossiers full of unmistakable ones are played, then every place where none may be is searched. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../../contract/endpoints/dossiers.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { createLogger } from '../../server/log.ts';
import { startServer, type Server } from '../../server/start-server.ts';
import { startSteps, type Steps } from '../../workers/start-steps.ts';
import { scenarioNamed } from '../faults/play-through.ts';
import { Client } from '../journey/client.ts';
import { submissionOf } from '../journey/plan.ts';
import { Play, type Played } from '../journey/play.ts';
import type { Scenario } from '../journey/scenario.ts';
import { startSystem, type System } from '../support/system.ts';
import { expectProblem, Requests } from './requests.ts';

const RECEIVER = 'ngoc.motcua';
/** No other text of the system holds any of these. */
const WORD = 'Xuyến-Chi-Zyzzyva';
const OWNER = {
  name: `Trần Thị ${WORD}`,
  idNumber: '079187654321',
  phone: '0987650123',
  email: 'zyzzyva@canary.example',
  address: `77/7 hẻm ${WORD}, phường An Phú`,
};
const PROXY = {
  name: `Lê Văn ${WORD} Con`,
  idNumber: '079098123457',
  phone: '0987650456',
  address: `88/8 ngõ ${WORD}`,
  authorisation: `Giấy ủy quyền của ${WORD}`,
};
const ID_NUMBERS = [OWNER.idNumber, PROXY.idNumber];
const CANARIES = [...ID_NUMBERS, OWNER.phone, PROXY.phone, OWNER.email, 'Zyzzyva'];

let system: System;
let server: Server;
let steps: Steps;
let played: Played[];
let logged = '';
const urls: string[] = [];

beforeAll(async () => {
  system = await startSystem();
  // The same system again, with every line of its logs in our hands
  await system.steps.close();
  await system.server.close();
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      logged += chunk.toString();
      done();
    },
  });
  const log = createLogger({ level: 'debug', service: 'test', destination });
  server = await startServer(system.config, log);
  steps = await startSteps(system.config, log);

  const watched: typeof fetch = (input, init) => {
    urls.push(input instanceof Request ? input.url : String(input));
    return fetch(input, init);
  };
  played = await Promise.all(
    [marked('two-copies-at-the-counter'), marked('supplement-answered')].map((scenario) =>
      new Play(new Client({ url: system.url, password: system.password, fetch: watched }), scenario, RECEIVER, () => undefined).run(scenario.procedure),
    ),
  );
  await mishaps();
  await server.core.settler.idle();
}, 240_000);
afterAll(async () => {
  await steps.close();
  await server.close();
  await system.infrastructure.stopAll();
  await rm(system.config.dataDir, { recursive: true, force: true });
}, 60_000);

/** An example whose people and whose free texts are the marked ones. */
function marked(name: string): Scenario {
  const example = scenarioNamed(name);
  const person = { kind: 'person', idKind: 'cccd', ...OWNER } as Person;
  const free = (form: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(form).map(([field, value]) => [field, FREE_TEXTS.includes(field) ? `${String(value)} (${WORD})` : value]));
  return {
    ...example,
    submission: { ...example.submission, applicant: person, submitter: { kind: 'person', idKind: 'cccd', ...PROXY }, form: free(example.submission.form) },
    script: example.script.map((step) => {
      if ('step' in step) return { ...step, form: free(step.form), reason: `${step.reason ?? 'Ý kiến của tôi'} (${WORD})` };
      if ('answerSupplement' in step) return { ...step, answerSupplement: { ...step.answerSupplement, note: `Do ${WORD} nộp` } };
      return step;
    }),
  };
}
/** Fields in which officers and applicants may write what they like. */
const FREE_TEXTS = [
  'registeredPerson',
  'purpose',
  'siteAddress',
  'designer',
  'extractText',
  'recipient',
  'attendees',
  'minutes',
  'opinionText',
  'permitText',
  'supplementFinding',
];

/** What goes wrong is logged more than what goes right. */
async function mishaps(): Promise<void> {
  const http = new Requests(system);
  const body = submissionOf(marked('two-copies-at-the-counter'));
  expectProblem(await http.send(RECEIVER, ENDPOINTS.submitDossier, { body: { ...body, form: { ...body.form, copies: 0 } } }), 'form-invalid');
  expectProblem(
    await http.send(RECEIVER, ENDPOINTS.submitDossier, { raw: JSON.stringify(body).slice(0, -2), headers: { 'content-type': 'application/json' } }),
    'malformed-request',
  );
  expectProblem(await http.send('tuan.hotich', ENDPOINTS.submitDossier, { body }), 'action-not-allowed');
  expectProblem(await http.send(undefined, ENDPOINTS.signIn, { body: { username: OWNER.email, password: OWNER.idNumber } }), 'wrong-credentials');
  expectProblem(await http.send(RECEIVER, ENDPOINTS.listDossiers, { query: { applicant: OWNER.name, code: OWNER.idNumber } }), 'invalid-input');
  await http.send(RECEIVER, ENDPOINTS.listDossiers, { query: { code: OWNER.idNumber } });
  const form = new FormData();
  form.set('file', new Blob(['MZ']), `${OWNER.name} ${OWNER.idNumber}.pdf`);
  expectProblem(await http.send(RECEIVER, ENDPOINTS.uploadFile, { raw: form }), 'file-type-refused');
  expectProblem(
    await http.send(RECEIVER, ENDPOINTS.withdrawDossier, { params: { dossier: played[0]!.code }, body: { reason: `${WORD} ${OWNER.idNumber} không cần nữa` } }),
    'dossier-closed',
  );
}

const found = (text: string, wanted: readonly string[] = CANARIES): readonly string[] => wanted.filter((canary) => text.includes(canary));

async function dump(only: (name: string) => boolean = () => true): Promise<Readonly<Record<string, string>>> {
  const { db } = server.core.store.connection;
  const names = (await db!.listCollections().toArray()).map(({ name }) => name).filter(only);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, JSON.stringify(await db!.collection(name).find({}).toArray())] as const)));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
  );
}

test('both dossiers ended as they should, and the marked values were really there', async () => {
  expect(played.map(({ problem, status }) => [problem, status])).toEqual([
    [undefined, 10],
    [undefined, 10],
  ]);
  const client = new Client(system);
  const { applicant, decisions } = await client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier: played[0]!.code! } });
  expect(applicant).toMatchObject({ name: OWNER.name, phone: OWNER.phone, address: OWNER.address });
  expect(JSON.stringify(decisions)).toContain(WORD);
});

describe('no personal value', () => {
  test('in the logs, not even in those of what went wrong', () => {
    expect(logged.split('\n').length).toBeGreaterThan(100);
    expect(logged).toContain('"path":"/api/dossiers"');
    expect(found(logged)).toEqual([]);
  });

  test('in any address', () => {
    expect(urls.length).toBeGreaterThan(50);
    expect(found(urls.map((url) => decodeURIComponent(url)).join('\n'))).toEqual([]);
  });

  test('in the history: only commitments to them', async () => {
    const { history } = await dump();
    expect(history).toContain('"commitment"');
    expect(found(history!)).toEqual([]);
  });

  test('in what was to be told the engine, or was heard from it', async () => {
    const outboxes = await server.core.store.connection
      .collection('dossiers')
      .find({})
      .project({ outbox: 1, commands: 1, idHashes: 1, enginePosition: 1 })
      .toArray();
    expect(outboxes.length).toBeGreaterThan(1);
    const others = await dump((name) => /engine|instance|link|aside|lease|session|attempt|sequence|release|agenc|officer|calendar|migration/.test(name));
    expect(found(JSON.stringify(outboxes) + Object.values(others).join('\n'))).toEqual([]);
  });

  test('in the engine: neither in its log and state nor in what it prints', () => {
    const files = [...filesUnder(join(system.config.dataDir, 'engine')), ...filesUnder(join(system.config.dataDir, 'logs'))].filter(
      (file) => !file.endsWith('.jar') && !file.endsWith('.jsa'),
    );
    const contents = files.map((file) => readFileSync(file));
    // What the engine does know is found in the same way
    expect(contents.some((content) => content.includes('receivingAgency'))).toBe(true);
    expect(files.some((file) => statSync(file).size > 100_000)).toBe(true);
    for (const canary of CANARIES) expect([canary, files.filter((_file, i) => contents[i]!.includes(canary))]).toEqual([canary, []]);
  });
});

describe('an ID number', () => {
  test('is in no collection in clear', async () => {
    const everything = await dump();
    expect(Object.keys(everything)).toEqual(expect.arrayContaining(['dossiers', 'history', 'inbox', 'dossier_list', 'files.files', 'files.chunks']));
    // The same search finds what may be there
    expect(found(everything['dossiers']!, [OWNER.phone, OWNER.name])).toHaveLength(2);
    for (const [name, content] of Object.entries(everything)) expect([name, found(content, ID_NUMBERS)]).toEqual([name, []]);
  });

  test('is in no file of the database in clear', () => {
    const files = filesUnder(join(system.config.dataDir, 'database'));
    // What may lie there is found in the same way
    expect(files.some((file) => readFileSync(file).includes(OWNER.phone))).toBe(true);
    for (const number of ID_NUMBERS) expect(files.filter((file) => readFileSync(file).includes(number))).toEqual([]);
  });

  test('is shown with its middle hidden, to whom it is shown at all', async () => {
    const client = new Client(system);
    const seen =
      JSON.stringify(
        await Promise.all(
          [RECEIVER, 'kien.thanhtra', 'huy.xaydung'].map((who) => client.call(who, ENDPOINTS.getHistory, { params: { dossier: played[1]!.code! } })),
        ),
      ) + JSON.stringify(await client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier: played[1]!.code! } }));
    expect(found(seen, ID_NUMBERS)).toEqual([]);
    expect(seen).toContain(OWNER.name);
  });

  test('can still be found by, through its keyed hash', async () => {
    const { secrecy, dossiers } = server.core.ports;
    const by = await dossiers.findByIdHash(secrecy.hashId(OWNER.idNumber), 10);
    expect(by.map(({ state }) => state.code).sort()).toEqual(played.map(({ code }) => code!).sort());
  });
});
