/** Each operation is asked the same four questions: who is not signed in, who may not, what the rules refuse, and what is done, once, however often it is asked. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BodyOf } from '../../contract/endpoint.ts';
import type { DossierView } from '../../contract/dossier-views.ts';
import { ENDPOINTS, type EndpointId } from '../../contract/endpoints.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import { startSystem, type System } from '../support/system.ts';
import { anExtract, Desk, NO_DOSSIER, NO_TASK, SUPPLEMENTED, UNTIL_FEE, UNTIL_SUPPLEMENT } from './dossiers.ts';
import { comparable, expectProblem, expectReply, Requests, type Answer, type Asked } from './requests.ts';

const RECEIVER = 'ngoc.motcua';
const OFFICER = 'tuan.hotich';
const COLLEAGUE = 'huy.xaydung';
const CASHIER = 'thuy.thungan';
const CONSULTED = 'quang.soxaydung';
/** Of another ward. */
const STRANGER = 'linh.phuhoa';
const AUDITOR = 'kien.thanhtra';
/** Leader of the ward. */
const LEADER = 'khoa.chutich';
const SYSTEM_ADMIN = 'long.hethong';
const DIRECTOR = 'dung.giamdoc';

const LOOKED_UP = {
  outcome: 'FOUND',
  form: { source: 'DATABASE', extractText: 'Trích lục của Phạm Gia Bảo, đăng ký tại phường An Phú.', exemptionGranted: false },
};
const NO_FILE = `f${'0'.repeat(32)}`;

let system: System;
let http: Requests;
let desk: Desk;
/** Dossiers as the tests need them. */
let toRead: string;
let code: string;
let slip: string;
let task: { readonly toRead: string; readonly toClaim: string; readonly toRelease: string; readonly toDecide: string };
let claimed: { readonly claim: string; readonly release: string; readonly decide: string };
let withFee: string;
let fee: string;
let total: number;
let withSupplement: string;
let supplement: string;
let toWithdraw: string;
let toStop: string;

beforeAll(async () => {
  system = await startSystem();
  http = new Requests(system);
  desk = new Desk(system);
  const [read, claim, release, decide, withdraw, stop] = await Promise.all([0, 0, 0, 0, 0, 0].map((steps) => desk.after(steps)));
  [toRead, toWithdraw, toStop] = [read!, withdraw!, stop!];
  claimed = { claim: claim!, release: release!, decide: decide! };
  [withFee, withSupplement] = await Promise.all([desk.after(UNTIL_FEE), desk.after(UNTIL_SUPPLEMENT, SUPPLEMENTED)]);
  task = {
    toRead: await desk.task(OFFICER, toRead, 'look-up'),
    toClaim: await desk.task(OFFICER, claimed.claim, 'look-up'),
    toRelease: await desk.held(OFFICER, claimed.release, 'look-up'),
    toDecide: await desk.held(OFFICER, claimed.decide, 'look-up'),
  };
  code = await desk.until(async () => (await view(toRead)).code);
  slip = await desk.until(async () => (await view(toRead)).documents[0]?.fileId);
  const asked = await desk.until(async () => (await view(withFee)).fees.find(({ status }) => status === 'requested'));
  [fee, total] = [asked.id, asked.total];
  supplement = await desk.until(async () => (await view(withSupplement)).supplements[0]?.id);
}, 240_000);
afterAll(() => system.stop(), 60_000);

const view = (dossier: string): Promise<DossierView> => desk.client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } });
const count = async (dossier: string, kind: string): Promise<number> => (await desk.kinds(dossier)).filter((one) => one === kind).length;

/** Given when the test runs, for what it names is made by then. */
type Later = () => Asked;
type Check = () => Promise<void>;

interface FourAnswers {
  readonly notSignedIn: Check;
  readonly notEntitled: Check;
  readonly refused: Check;
  readonly done: Check;
}

const NOTHING: Later = () => ({});

const turnsAway =
  (id: EndpointId, asked: Later = NOTHING): Check =>
  async () => {
    expectProblem(await http.send(undefined, ENDPOINTS[id], asked()), 'not-signed-in');
    const forged = { ...asked(), headers: { ...asked().headers, authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' } };
    expectProblem(await http.send(undefined, ENDPOINTS[id], forged), 'session-expired');
  };

const refuses =
  (id: EndpointId, ...cases: readonly (readonly [who: string | undefined, code: ProblemCode, asked: Later])[]): Check =>
  async () => {
    for (const [who, code, asked] of cases) expectProblem(await http.send(who, ENDPOINTS[id], asked()), code);
  };

/** What belongs to another agency answers, to the byte, like what does not exist. */
const hides =
  (id: EndpointId, who: string, theirs: Later, missing: Later): Check =>
  async () => {
    const [hidden, nothing] = [await http.send(who, ENDPOINTS[id], theirs()), await http.send(who, ENDPOINTS[id], missing())];
    expectProblem(hidden, 'dossier-not-found', 'task-not-found', 'file-not-found');
    expect(comparable(hidden)).toEqual(comparable(nothing));
  };

/** Whoever is signed in may ask. */
const openTo =
  (id: EndpointId, who: string, asked: Later = NOTHING): Check =>
  async () =>
    void expectReply(await http.send(who, ENDPOINTS[id], asked()), ENDPOINTS[id]);

const reads =
  (id: EndpointId, who: string | undefined, asked: Later = NOTHING, look: (json: never) => void = () => undefined): Check =>
  async () => {
    const first = await http.send(who, ENDPOINTS[id], asked());
    const again = await http.send(who, ENDPOINTS[id], asked());
    look(expectReply(first, ENDPOINTS[id]) as never);
    expect(lasting(again.text)).toBe(lasting(first.text));
  };

/** The version counts writes, also those that only tidy up; what is left of a limit runs out while we look. */
const lasting = (text: string): string => text.replace(/"version":\d+/, '').replace(/"remaining":\{[^{}]*\{[^{}]*\}\}/g, '');

const all =
  (...checks: readonly Check[]): Check =>
  async () => {
    for (const check of checks) await check();
  };

/** The same key and body again: the same answer and one effect; another body, or no key: refused, and still one effect. */
const doneOnce =
  (id: EndpointId, who: string, asked: Later, other: Later, effects: (json: never) => Promise<number>): Check =>
  async () => {
    const endpoint = ENDPOINTS[id];
    const key = randomUUID();
    expectProblem(await http.send(who, endpoint, { ...asked(), key: null }), 'idempotency-key-missing');

    const first = await http.send(who, endpoint, { ...asked(), key });
    const again = await http.send(who, endpoint, { ...asked(), key });
    const reply = expectReply(first, endpoint) as never;
    expect(sameResult(expectReply(again, endpoint), reply)).toBe(true);
    expectProblem(await http.send(who, endpoint, { ...other(), key }), 'idempotency-key-reused');
    expect(await effects(reply)).toBe(1);
  };

/** The version may have moved on by the engine's own facts, and what was accepted may have settled meanwhile. */
function sameResult(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other] as { dossierId: string; code?: string }[];
  return a?.dossierId === b?.dossierId && (b?.code === undefined || a?.code === b.code);
}

const extractFor =
  (change: object): Later =>
  () => ({ body: { ...anExtract(), ...change } });
const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const ownPage = (): { origin: string } => ({ origin: system.url });
const signedInAt = (): Promise<Answer> => http.send(undefined, ENDPOINTS.signIn, { body: { username: AUDITOR, password: system.password } });

function pdf(name = 'Giấy tờ.pdf', content = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'): FormData {
  const form = new FormData();
  form.set('file', new Blob([content], { type: 'application/pdf' }), name);
  return form;
}
async function uploadedBy(who: string): Promise<string> {
  return (expectReply(await http.send(who, ENDPOINTS.uploadFile, { raw: pdf() }), ENDPOINTS.uploadFile) as { fileId: string }).fileId;
}

const CASES: Readonly<Record<EndpointId, FourAnswers>> = {
  signIn: {
    notSignedIn: () => signedInAt().then((answer) => void expectReply(answer, ENDPOINTS.signIn)),
    notEntitled: refuses(
      'signIn',
      [undefined, 'wrong-credentials', () => ({ body: { username: 'long.hethong', password: 'not the password' } })],
      [undefined, 'wrong-credentials', () => ({ body: { username: 'nobody', password: system.password } })],
    ),
    refused: refuses('signIn', [undefined, 'invalid-input', () => ({ body: { username: '', password: 'x' } })]),
    async done() {
      const [one, two] = [await signedInAt(), await signedInAt()];
      expect(one.json).toMatchObject({ officer: { id: AUDITOR } });
      expect(cookieOf(two)).not.toBe(cookieOf(one));
    },
  },
  refreshSession: {
    notSignedIn: refuses('refreshSession', [undefined, 'session-expired', NOTHING]),
    notEntitled: refuses('refreshSession', [undefined, 'session-expired', () => ({ headers: { cookie: 'motcua_refresh=stolen', ...ownPage() } })]),
    refused: refuses('refreshSession', [undefined, 'origin-refused', () => ({ headers: { cookie: 'motcua_refresh=x', origin: 'http://elsewhere.example' } })]),
    async done() {
      const headers = { cookie: cookieOf(await signedInAt()), ...ownPage() };
      const [one, two] = [await http.send(undefined, ENDPOINTS.refreshSession, { headers }), await http.send(undefined, ENDPOINTS.refreshSession, { headers })];
      expectReply(one, ENDPOINTS.refreshSession);
      expect([two.status, cookieOf(two)]).toEqual([200, cookieOf(one)]);
    },
  },
  getMe: {
    notSignedIn: turnsAway('getMe'),
    notEntitled: openTo('getMe', SYSTEM_ADMIN),
    refused: async () => void expectProblem(await http.plain('/api/session', { method: 'PUT' }), 'method-not-allowed'),
    done: reads('getMe', CASHIER, NOTHING, (me: { id: string }) => expect(me.id).toBe(CASHIER)),
  },
  signOut: {
    notSignedIn: async () => void expectReply(await http.send(undefined, ENDPOINTS.signOut), ENDPOINTS.signOut),
    notEntitled: refuses('signOut', [undefined, 'origin-refused', () => ({ headers: { cookie: 'motcua_access=x', origin: 'http://elsewhere.example' } })]),
    refused: refuses('signOut', [undefined, 'origin-refused', () => ({ headers: { origin: 'null' } })]),
    async done() {
      const { accessToken } = (await signedInAt()).json as { accessToken: string };
      const headers = { authorization: `Bearer ${accessToken}` };
      for (const _time of [1, 2]) expectReply(await http.send(undefined, ENDPOINTS.signOut, { headers }), ENDPOINTS.signOut);
      expectProblem(await http.send(undefined, ENDPOINTS.getMe, { headers }), 'session-expired');
    },
  },
  listProcedures: {
    notSignedIn: turnsAway('listProcedures'),
    notEntitled: openTo('listProcedures', SYSTEM_ADMIN),
    refused: refuses('listProcedures', [OFFICER, 'invalid-input', () => ({ query: { sector: 'x' } })]),
    done: reads('listProcedures', OFFICER, NOTHING, ({ procedures }: { procedures: { code: string }[] }) =>
      expect(procedures.map(({ code }) => code)).toEqual(['2.000635', '2.001827', '1.013225', '1.014199']),
    ),
  },
  getRelease: {
    notSignedIn: turnsAway('getRelease', () => ({ params: { procedure: 'house-permit', release: 1 } })),
    notEntitled: openTo('getRelease', SYSTEM_ADMIN, () => ({ params: { procedure: 'house-permit', release: 1 } })),
    refused: refuses(
      'getRelease',
      [OFFICER, 'release-not-found', () => ({ params: { procedure: 'house-permit', release: 99 } })],
      [OFFICER, 'release-not-found', () => ({ params: { procedure: 'nothing', release: 1 } })],
    ),
    done: reads('getRelease', OFFICER, () => ({ params: { procedure: 'house-permit', release: 1 } })),
  },
  getDiagram: {
    notSignedIn: turnsAway('getDiagram', () => ({ params: { procedure: 'house-permit', release: 1 } })),
    notEntitled: openTo('getDiagram', SYSTEM_ADMIN, () => ({ params: { procedure: 'house-permit', release: 1 } })),
    refused: refuses('getDiagram', [OFFICER, 'release-not-found', () => ({ params: { procedure: 'house-permit', release: 0 } })]),
    done: reads('getDiagram', OFFICER, () => ({ params: { procedure: 'house-permit', release: 1 } })),
  },
  listAgencies: {
    notSignedIn: turnsAway('listAgencies'),
    notEntitled: openTo('listAgencies', SYSTEM_ADMIN),
    refused: refuses('listAgencies', [OFFICER, 'invalid-input', () => ({ query: { kind: 'commune' } })]),
    done: reads('listAgencies', OFFICER),
  },
  submitDossier: {
    notSignedIn: turnsAway('submitDossier', extractFor({})),
    notEntitled: all(
      refuses(
        'submitDossier',
        [OFFICER, 'action-not-allowed', extractFor({})],
        [CASHIER, 'action-not-allowed', extractFor({})],
        [AUDITOR, 'action-not-allowed', extractFor({})],
      ),
      // An agency that has nothing to do with it
      async () => void expectProblem(await http.send(STRANGER, ENDPOINTS.submitDossier, extractFor({})()), 'dossier-not-found', 'action-not-allowed'),
      async () => {
        const theirs = await uploadedBy(STRANGER);
        await hides('submitDossier', RECEIVER, extractFor({ attachments: [{ fileId: theirs }] }), extractFor({ attachments: [{ fileId: NO_FILE }] }))();
      },
    ),
    refused: refuses(
      'submitDossier',
      [RECEIVER, 'procedure-not-found', extractFor({ procedure: 'nothing' })],
      [RECEIVER, 'agency-not-found', extractFor({ returnAgency: 'nowhere' })],
      [RECEIVER, 'channel-not-offered', extractFor({ procedure: 'house-permit', channel: 'kiosk' })],
      [RECEIVER, 'component-unknown', extractFor({ components: [{ id: 'diploma', originals: 1, certified: 0, copies: 0 }] })],
      [RECEIVER, 'form-invalid', extractFor({ form: {} })],
      [RECEIVER, 'field-unknown', () => ({ body: { ...anExtract(), form: { ...anExtract().form, approved: true } } })],
    ),
    done: doneOnce('submitDossier', RECEIVER, extractFor({}), extractFor({ returnChannel: 'post' }), async ({ dossierId }: { dossierId: string }) => {
      await desk.until(async () => ((await count(dossierId, 'received')) > 0 ? true : undefined));
      return (await count(dossierId, 'submitted')) * (await count(dossierId, 'process-started')) * (await count(dossierId, 'received'));
    }),
  },
  refuseReceipt: {
    notSignedIn: turnsAway('refuseReceipt', () => ({ body: refusal() })),
    notEntitled: refuses('refuseReceipt', [OFFICER, 'action-not-allowed', () => ({ body: refusal() })]),
    refused: refuses(
      'refuseReceipt',
      [RECEIVER, 'invalid-input', () => ({ body: { ...refusal(), reason: 'Thiếu' } })],
      [RECEIVER, 'procedure-not-found', () => ({ body: { ...refusal(), submission: { ...anExtract(), procedure: 'nothing' } } })],
    ),
    done: doneOnce(
      'refuseReceipt',
      RECEIVER,
      () => ({ body: refusal() }),
      () => ({ body: { ...refusal(), reason: 'Một lý do khác hẳn' } }),
      async ({ dossierId }: { dossierId: string }) => {
        expect(await view(dossierId)).toMatchObject({ status: 3, closedAt: expect.any(String) });
        return count(dossierId, 'receipt-refused');
      },
    ),
  },
  listDossiers: {
    notSignedIn: turnsAway('listDossiers'),
    async notEntitled() {
      const { dossiers } = await desk.client.call(STRANGER, ENDPOINTS.listDossiers, {});
      expect(dossiers).toEqual([]);
    },
    refused: refuses(
      'listDossiers',
      [RECEIVER, 'invalid-input', () => ({ query: { limit: 0 } })],
      [RECEIVER, 'invalid-input', () => ({ query: { status: 11 } })],
      [RECEIVER, 'invalid-input', () => ({ query: { applicant: 'x' } })],
    ),
    done: reads(
      'listDossiers',
      RECEIVER,
      () => ({ query: { code } }),
      ({ dossiers }: { dossiers: { id: string }[] }) => expect(dossiers.map(({ id }) => id)).toEqual([toRead]),
    ),
  },
  getDossier: {
    notSignedIn: turnsAway('getDossier', () => ({ params: { dossier: toRead } })),
    notEntitled: all(
      hides(
        'getDossier',
        STRANGER,
        () => ({ params: { dossier: toRead } }),
        () => ({ params: { dossier: NO_DOSSIER } }),
      ),
      async () => {
        await hides(
          'getDossier',
          STRANGER,
          () => ({ params: { dossier: code } }),
          () => ({ params: { dossier: 'H99.21-260101-9999' } }),
        )();
        // Of what a consulted agency sees, the applicant is no part
        const seen = await desk.client.call(CONSULTED, ENDPOINTS.getDossier, { params: { dossier: withSupplement } });
        expect([seen.applicant.phone, seen.applicant.address, seen.messages, seen.may]).toEqual([undefined, undefined, [], []]);
      },
    ),
    refused: refuses(
      'getDossier',
      [RECEIVER, 'dossier-not-found', () => ({ params: { dossier: NO_DOSSIER } })],
      [RECEIVER, 'dossier-not-found', () => ({ params: { dossier: 'x' } })],
    ),
    done: reads(
      'getDossier',
      RECEIVER,
      () => ({ params: { dossier: toRead } }),
      (dossier: DossierView) => expect(dossier.applicant.idNumber).not.toBe(anExtract().applicant.idNumber),
    ),
  },
  getHistory: {
    notSignedIn: turnsAway('getHistory', () => ({ params: { dossier: toRead } })),
    notEntitled: all(
      hides(
        'getHistory',
        STRANGER,
        () => ({ params: { dossier: toRead } }),
        () => ({ params: { dossier: NO_DOSSIER } }),
      ),
      refuses('getHistory', [CONSULTED, 'action-not-allowed', () => ({ params: { dossier: withSupplement } })]),
    ),
    refused: refuses('getHistory', [RECEIVER, 'invalid-input', () => ({ params: { dossier: toRead }, query: { after: -1 } })]),
    done: reads('getHistory', AUDITOR, () => ({ params: { dossier: toRead } })),
  },
  answerSupplement: {
    notSignedIn: turnsAway('answerSupplement', () => ({ params: { dossier: withSupplement, supplement }, body: brought() })),
    notEntitled: all(
      refuses('answerSupplement', [COLLEAGUE, 'action-not-allowed', () => ({ params: { dossier: withSupplement, supplement }, body: brought() })]),
      hides(
        'answerSupplement',
        STRANGER,
        () => ({ params: { dossier: withSupplement, supplement }, body: brought() }),
        () => ({ params: { dossier: NO_DOSSIER, supplement }, body: brought() }),
      ),
    ),
    refused: refuses(
      'answerSupplement',
      [RECEIVER, 'supplement-not-found', () => ({ params: { dossier: withSupplement, supplement: 'nothing' }, body: brought() })],
      [
        RECEIVER,
        'component-unknown',
        () => ({
          params: { dossier: withSupplement, supplement },
          body: { ...brought(), components: [{ id: 'diploma', originals: 1, certified: 0, copies: 0 }] },
        }),
      ],
      [RECEIVER, 'file-not-found', () => ({ params: { dossier: withSupplement, supplement }, body: { ...brought(), attachments: [{ fileId: NO_FILE }] } })],
    ),
    done: all(
      doneOnce(
        'answerSupplement',
        RECEIVER,
        () => ({ params: { dossier: withSupplement, supplement }, body: brought() }),
        () => ({ params: { dossier: withSupplement, supplement }, body: { ...brought(), note: 'Khác' } }),
        () => count(withSupplement, 'supplement-answered'),
      ),
      refuses('answerSupplement', [RECEIVER, 'dossier-closed', () => ({ params: { dossier: withSupplement, supplement }, body: brought() })]),
    ),
  },
  confirmFee: {
    notSignedIn: turnsAway('confirmFee', () => ({ params: { dossier: withFee, fee }, body: paid() })),
    notEntitled: all(
      refuses('confirmFee', [RECEIVER, 'action-not-allowed', () => ({ params: { dossier: withFee, fee }, body: paid() })]),
      hides(
        'confirmFee',
        'ha.phuhoa',
        () => ({ params: { dossier: withFee, fee }, body: paid() }),
        () => ({ params: { dossier: NO_DOSSIER, fee }, body: paid() }),
      ),
    ),
    refused: refuses(
      'confirmFee',
      [CASHIER, 'amount-differs', () => ({ params: { dossier: withFee, fee }, body: { ...paid(), amount: total - 1 } })],
      [CASHIER, 'fee-not-found', () => ({ params: { dossier: withFee, fee: 'nothing' }, body: paid() })],
    ),
    done: all(
      doneOnce(
        'confirmFee',
        CASHIER,
        () => ({ params: { dossier: withFee, fee }, body: paid() }),
        () => ({ params: { dossier: withFee, fee }, body: { ...paid(), method: 'card' } }),
        () => count(withFee, 'fee-paid'),
      ),
      refuses('confirmFee', [CASHIER, 'fee-already-settled', () => ({ params: { dossier: withFee, fee }, body: paid() })]),
    ),
  },
  withdrawDossier: {
    notSignedIn: turnsAway('withdrawDossier', () => ({ params: { dossier: toWithdraw }, body: withdrawn() })),
    notEntitled: all(
      refuses('withdrawDossier', [OFFICER, 'action-not-allowed', () => ({ params: { dossier: toWithdraw }, body: withdrawn() })]),
      hides(
        'withdrawDossier',
        STRANGER,
        () => ({ params: { dossier: toWithdraw }, body: withdrawn() }),
        () => ({ params: { dossier: NO_DOSSIER }, body: withdrawn() }),
      ),
    ),
    refused: refuses('withdrawDossier', [RECEIVER, 'invalid-input', () => ({ params: { dossier: toWithdraw }, body: { reason: 'x' } })]),
    done: all(
      doneOnce(
        'withdrawDossier',
        RECEIVER,
        () => ({ params: { dossier: toWithdraw }, body: withdrawn() }),
        () => ({ params: { dossier: toWithdraw }, body: { reason: 'Vì một lẽ khác' } }),
        () => count(toWithdraw, 'withdrawal-requested'),
      ),
      refuses('withdrawDossier', [RECEIVER, 'dossier-closed', () => ({ params: { dossier: toWithdraw }, body: withdrawn() })]),
    ),
  },
  stopDossier: {
    notSignedIn: turnsAway('stopDossier', () => ({ params: { dossier: toStop }, body: stopped() })),
    notEntitled: all(
      refuses('stopDossier', [OFFICER, 'action-not-allowed', () => ({ params: { dossier: toStop }, body: stopped() })]),
      hides(
        'stopDossier',
        STRANGER,
        () => ({ params: { dossier: toStop }, body: stopped() }),
        () => ({ params: { dossier: NO_DOSSIER }, body: stopped() }),
      ),
    ),
    refused: refuses('stopDossier', [LEADER, 'invalid-input', () => ({ params: { dossier: toStop }, body: { ...stopped(), legalBasis: '' } })]),
    done: all(
      doneOnce(
        'stopDossier',
        LEADER,
        () => ({ params: { dossier: toStop }, body: stopped() }),
        () => ({ params: { dossier: toStop }, body: { ...stopped(), reason: 'Vì một lẽ khác hẳn' } }),
        () => count(toStop, 'dossier-stopped'),
      ),
      refuses('stopDossier', [LEADER, 'dossier-closed', () => ({ params: { dossier: toStop }, body: stopped() })]),
    ),
  },
  confirmClock: {
    notSignedIn: turnsAway('confirmClock', () => ({ body: { now: new Date().toISOString() } })),
    notEntitled: refuses('confirmClock', [AUDITOR, 'action-not-allowed', () => ({ body: { now: new Date().toISOString() } })]),
    refused: refuses(
      'confirmClock',
      [SYSTEM_ADMIN, 'invalid-input', () => ({ body: { now: '2020-01-01T00:00:00.000Z' } })],
      [SYSTEM_ADMIN, 'clock-not-held', () => ({ body: { now: new Date().toISOString() } })],
    ),
    async done() {
      const { clockMarks, clock } = system.server.core.ports;
      await clockMarks.hold({ since: clock.now(), expected: clock.now(), seen: clock.now() });
      expectReply(await http.send(SYSTEM_ADMIN, ENDPOINTS.confirmClock, { body: { now: new Date().toISOString() } }), ENDPOINTS.confirmClock);
      expect(await clockMarks.read()).not.toHaveProperty('held');
    },
  },
  uploadFile: {
    notSignedIn: turnsAway('uploadFile', () => ({ raw: pdf() })),
    notEntitled: openTo('uploadFile', 'phuc.buuta', () => ({ raw: pdf() })),
    refused: refuses('uploadFile', [RECEIVER, 'file-type-refused', () => ({ raw: pdf('chay.exe') })]),
    async done() {
      // Without a key each upload is one of its own; only what a dossier takes counts
      const [one, two] = [await uploadedBy(RECEIVER), await uploadedBy(RECEIVER)];
      expect(one).not.toBe(two);
    },
  },
  getDocument: {
    notSignedIn: turnsAway('getDocument', () => ({ params: { dossier: toRead, file: slip } })),
    notEntitled: all(
      hides(
        'getDocument',
        STRANGER,
        () => ({ params: { dossier: toRead, file: slip } }),
        () => ({ params: { dossier: NO_DOSSIER, file: slip } }),
      ),
      refuses('getDocument', [CONSULTED, 'action-not-allowed', () => ({ params: { dossier: withSupplement, file: slip } })]),
      // A file is reached by its own dossier only
      refuses('getDocument', [RECEIVER, 'file-not-found', () => ({ params: { dossier: withFee, file: slip } })]),
    ),
    refused: refuses('getDocument', [RECEIVER, 'file-not-found', () => ({ params: { dossier: toRead, file: NO_FILE } })]),
    done: reads('getDocument', RECEIVER, () => ({ params: { dossier: toRead, file: slip } })),
  },
  printSlip: {
    notSignedIn: turnsAway('printSlip', () => ({ params: { dossier: toRead, slip: '01' }, body: {} })),
    notEntitled: all(
      hides(
        'printSlip',
        STRANGER,
        () => ({ params: { dossier: toRead, slip: '01' }, body: {} }),
        () => ({ params: { dossier: NO_DOSSIER, slip: '01' }, body: {} }),
      ),
      refuses(
        'printSlip',
        [AUDITOR, 'action-not-allowed', () => ({ params: { dossier: toRead, slip: '06' }, body: {} })],
        [SYSTEM_ADMIN, 'dossier-not-found', () => ({ params: { dossier: toRead, slip: '06' }, body: {} })],
      ),
    ),
    refused: refuses(
      'printSlip',
      [RECEIVER, 'slip-not-printed', () => ({ params: { dossier: toRead, slip: '04' }, body: {} })],
      [RECEIVER, 'file-not-found', () => ({ params: { dossier: toRead, slip: '01' }, body: { fileId: NO_FILE } })],
      [RECEIVER, 'dossier-not-found', () => ({ params: { dossier: toRead, slip: '08' }, body: {} })],
    ),
    done: all(
      doneOnce(
        'printSlip',
        RECEIVER,
        () => ({ params: { dossier: toRead, slip: '01' }, body: {} }),
        () => ({ params: { dossier: toRead, slip: '01' }, body: { fileId: slip } }),
        async ({ fileId, reprinted }: { fileId: string; reprinted: boolean }) => {
          expect([fileId, reprinted]).toEqual([slip, true]);
          return count(toRead, 'slip-reprinted');
        },
      ),
      async () => {
        const printed = expectReply(await http.send(RECEIVER, ENDPOINTS.printSlip, { params: { dossier: code, slip: '06' }, body: {} }), ENDPOINTS.printSlip);
        const { fileId } = printed as { fileId: string };
        const { documents } = await view(toRead);
        expect(documents.find((document) => document.fileId === fileId)).toMatchObject({ slip: '06', mediaType: 'application/pdf' });
      },
    ),
  },
  getRegister: {
    notSignedIn: turnsAway('getRegister', () => ({ query: { agency: 'an-phu-ward', year: 2026 } })),
    notEntitled: refuses(
      'getRegister',
      [STRANGER, 'action-not-allowed', () => ({ query: { agency: 'an-phu-ward', year: 2026 } })],
      [OFFICER, 'action-not-allowed', () => ({ query: { agency: 'an-phu-ward', year: 2026 } })],
      [AUDITOR, 'action-not-allowed', () => ({ query: { agency: 'an-phu-ward', year: 2026 } })],
      [SYSTEM_ADMIN, 'action-not-allowed', () => ({ query: { agency: 'an-phu-ward', year: 2026 } })],
    ),
    refused: refuses(
      'getRegister',
      [RECEIVER, 'invalid-input', () => ({ query: { agency: 'an-phu-ward' } })],
      [RECEIVER, 'invalid-input', () => ({ query: { agency: 'an-phu-ward', year: 2026, month: 13 } })],
    ),
    async done() {
      const year = Number(code.slice(code.indexOf('-') + 1).slice(0, 2)) + 2000;
      const csv = await http.send(RECEIVER, ENDPOINTS.getRegister, { query: { agency: 'an-phu-ward', year, format: 'csv' } });
      expect([csv.status, csv.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('.csv')]);
      expect(csv.text).toContain(code);
      const pdf = await http.send(RECEIVER, ENDPOINTS.getRegister, { query: { agency: 'an-phu-ward', year } });
      expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    },
  },
  listTasks: {
    notSignedIn: turnsAway('listTasks'),
    async notEntitled() {
      for (const who of [STRANGER, CONSULTED, SYSTEM_ADMIN]) {
        const { items } = await desk.client.call(who, ENDPOINTS.listTasks, { query: { limit: 200 } });
        expect(items.map(({ dossierId }) => dossierId)).not.toContain(toRead);
      }
    },
    refused: refuses(
      'listTasks',
      [OFFICER, 'invalid-input', () => ({ query: { queue: 'theirs' } })],
      [OFFICER, 'invalid-input', () => ({ query: { limit: 201 } })],
    ),
    done: reads(
      'listTasks',
      OFFICER,
      () => ({ query: { code } }),
      ({ items }: { items: { key: string }[] }) => expect(items.map(({ key }) => key)).toEqual([task.toRead]),
    ),
  },
  getTask: {
    notSignedIn: turnsAway('getTask', () => ({ params: { task: task.toRead } })),
    notEntitled: hides(
      'getTask',
      STRANGER,
      () => ({ params: { task: task.toRead } }),
      () => ({ params: { task: NO_TASK } }),
    ),
    refused: refuses(
      'getTask',
      [OFFICER, 'task-not-found', () => ({ params: { task: NO_TASK } })],
      [OFFICER, 'task-not-found', () => ({ params: { task: 'x' } })],
    ),
    done: reads(
      'getTask',
      OFFICER,
      () => ({ params: { task: task.toRead } }),
      (detail: object) => expect(detail).toMatchObject({ mayClaim: true, mayComplete: false }),
    ),
  },
  claimTask: {
    notSignedIn: turnsAway('claimTask', () => ({ params: { task: task.toClaim } })),
    notEntitled: all(
      refuses('claimTask', [CASHIER, 'action-not-allowed', () => ({ params: { task: task.toClaim } })]),
      hides(
        'claimTask',
        STRANGER,
        () => ({ params: { task: task.toClaim } }),
        () => ({ params: { task: NO_TASK } }),
      ),
    ),
    refused: refuses(
      'claimTask',
      [COLLEAGUE, 'task-already-claimed', () => ({ params: { task: task.toRelease } })],
      [OFFICER, 'task-not-found', () => ({ params: { task: NO_TASK } })],
    ),
    async done() {
      const claims = [
        await http.send(OFFICER, ENDPOINTS.claimTask, { params: { task: task.toClaim } }),
        await http.send(OFFICER, ENDPOINTS.claimTask, { params: { task: task.toClaim } }),
      ];
      expect(claims.map(({ json }) => json)).toMatchObject([{ assignee: OFFICER }, { assignee: OFFICER }]);
      for (const one of claims) ENDPOINTS.claimTask.reply.parse(one.json);
      expect(await desk.until(async () => (await count(claimed.claim, 'task-assigned')) || undefined)).toBe(1);
    },
  },
  releaseTask: {
    notSignedIn: turnsAway('releaseTask', () => ({ params: { task: task.toRelease } })),
    notEntitled: hides(
      'releaseTask',
      STRANGER,
      () => ({ params: { task: task.toRelease } }),
      () => ({ params: { task: NO_TASK } }),
    ),
    refused: refuses(
      'releaseTask',
      [COLLEAGUE, 'task-not-claimed', () => ({ params: { task: task.toRelease } })],
      [OFFICER, 'task-not-claimed', () => ({ params: { task: task.toRead } })],
    ),
    async done() {
      ENDPOINTS.releaseTask.reply.parse((await http.send(OFFICER, ENDPOINTS.releaseTask, { params: { task: task.toRelease } })).json);
      await desk.until(async () => (await count(claimed.release, 'task-released')) || undefined);
      // Given back twice: it is nobody's any more
      expectProblem(await http.send(OFFICER, ENDPOINTS.releaseTask, { params: { task: task.toRelease } }), 'task-not-claimed');
      expect(await count(claimed.release, 'task-released')).toBe(1);
    },
  },
  completeTask: {
    notSignedIn: turnsAway('completeTask', () => ({ params: { task: task.toDecide }, body: LOOKED_UP })),
    notEntitled: all(
      refuses('completeTask', [CASHIER, 'action-not-allowed', () => ({ params: { task: task.toDecide }, body: LOOKED_UP })]),
      hides(
        'completeTask',
        STRANGER,
        () => ({ params: { task: task.toDecide }, body: LOOKED_UP }),
        () => ({ params: { task: NO_TASK }, body: LOOKED_UP }),
      ),
    ),
    refused: refuses(
      'completeTask',
      [COLLEAGUE, 'task-not-claimed', () => ({ params: { task: task.toDecide }, body: LOOKED_UP })],
      [OFFICER, 'task-not-claimed', () => ({ params: { task: task.toRead }, body: LOOKED_UP })],
      [OFFICER, 'outcome-unknown', () => ({ params: { task: task.toDecide }, body: { ...LOOKED_UP, outcome: 'APPROVE' } })],
      [OFFICER, 'reason-required', () => ({ params: { task: task.toDecide }, body: { ...LOOKED_UP, outcome: 'NOT_FOUND' } })],
      [OFFICER, 'form-invalid', () => ({ params: { task: task.toDecide }, body: { ...LOOKED_UP, form: {} } })],
      [OFFICER, 'field-unknown', () => ({ params: { task: task.toDecide }, body: { ...LOOKED_UP, form: { ...LOOKED_UP.form, total: 0 } } })],
    ),
    done: all(
      doneOnce(
        'completeTask',
        OFFICER,
        () => ({ params: { task: task.toDecide }, body: LOOKED_UP }),
        () => ({ params: { task: task.toDecide }, body: { ...LOOKED_UP, reason: 'Một lý do khác' } }),
        () => count(claimed.decide, 'decided'),
      ),
      refuses('completeTask', [OFFICER, 'task-closed', () => ({ params: { task: task.toDecide }, body: LOOKED_UP })]),
    ),
  },
  trackDossier: {
    notSignedIn: reads(
      'trackDossier',
      undefined,
      () => ({ params: { code } }),
      (tracked: object) => expect(tracked).toMatchObject({ code, status: 4 }),
    ),
    notEntitled: refuses('trackDossier', [undefined, 'dossier-not-found', () => ({ params: { code: toRead } })]),
    refused: refuses(
      'trackDossier',
      [undefined, 'dossier-not-found', () => ({ params: { code: 'H99.21-260101-9999' } })],
      [undefined, 'dossier-not-found', () => ({ params: { code: 'x' } })],
      [undefined, 'invalid-input', () => ({ params: { code }, query: { applicant: 'x' } })],
    ),
    done: reads('trackDossier', STRANGER, () => ({ params: { code } })),
  },
  getCalendar: {
    notSignedIn: turnsAway('getCalendar'),
    notEntitled: refuses('getCalendar', [RECEIVER, 'action-not-allowed', NOTHING], [OFFICER, 'action-not-allowed', NOTHING]),
    refused: refuses('getCalendar', [SYSTEM_ADMIN, 'invalid-input', () => ({ query: { year: 2026 } })]),
    done: all(
      reads('getCalendar', SYSTEM_ADMIN, NOTHING, ({ may }: { may: string[] }) => expect(may).toEqual(['propose-calendar'])),
      reads('getCalendar', DIRECTOR, NOTHING, ({ may }: { may: string[] }) => expect(may).toEqual(['confirm-calendar'])),
      reads('getCalendar', AUDITOR, NOTHING, ({ may }: { may: string[] }) => expect(may).toEqual([])),
    ),
  },
  getCalendarVersion: {
    notSignedIn: turnsAway('getCalendarVersion', () => ({ params: { version: 1 } })),
    notEntitled: refuses('getCalendarVersion', [RECEIVER, 'action-not-allowed', () => ({ params: { version: 1 } })]),
    refused: refuses(
      'getCalendarVersion',
      [SYSTEM_ADMIN, 'calendar-version-not-found', () => ({ params: { version: 999 } })],
      [SYSTEM_ADMIN, 'calendar-version-not-found', () => ({ params: { version: 0 } })],
    ),
    done: reads('getCalendarVersion', DIRECTOR, () => ({ params: { version: 1 } })),
  },
  exportCalendar: {
    notSignedIn: turnsAway('exportCalendar', () => ({ params: { version: 1 } })),
    notEntitled: refuses('exportCalendar', [RECEIVER, 'action-not-allowed', () => ({ params: { version: 1 } })]),
    refused: refuses('exportCalendar', [SYSTEM_ADMIN, 'calendar-version-not-found', () => ({ params: { version: 999 } })]),
    done: reads('exportCalendar', SYSTEM_ADMIN, () => ({ params: { version: 1 } })),
  },
  readCalendarFile: {
    notSignedIn: turnsAway('readCalendarFile', () => ({ body: { csv: '' } })),
    notEntitled: refuses('readCalendarFile', [DIRECTOR, 'action-not-allowed', () => ({ body: { csv: '' } })]),
    refused: refuses('readCalendarFile', [SYSTEM_ADMIN, 'invalid-input', () => ({ body: { csv: 1 } })]),
    done: reads(
      'readCalendarFile',
      SYSTEM_ADMIN,
      () => ({ body: { csv: 'date,kind,name\n24/11/2026,HOLIDAY,Ngày Văn hóa Việt Nam\n31/02/2026,HOLIDAY,Không có\n' } }),
      ({ exceptions, faults }: { exceptions: object[]; faults: { line: number }[] }) => {
        expect(exceptions).toEqual([{ date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' }]);
        expect(faults.map(({ line }) => line)).toEqual([3]);
      },
    ),
  },
  proposeCalendar: {
    notSignedIn: turnsAway('proposeCalendar'),
    notEntitled: async () => {
      const body = await proposalBody();
      await refuses('proposeCalendar', [DIRECTOR, 'action-not-allowed', () => ({ body })], [RECEIVER, 'action-not-allowed', () => ({ body })])();
    },
    refused: async () => {
      const body = await proposalBody();
      await refuses(
        'proposeCalendar',
        [SYSTEM_ADMIN, 'calendar-changed', () => ({ body: { ...body, version: body.version + 1 } })],
        [SYSTEM_ADMIN, 'invalid-input', () => ({ body: { ...body, decision: '' } })],
        [SYSTEM_ADMIN, 'invalid-input', () => ({ body: { ...body, content: { ...body.content, years: [] } } })],
      )();
    },
    done: async () => {
      const body = await proposalBody();
      await doneOnce(
        'proposeCalendar',
        SYSTEM_ADMIN,
        () => ({ body }),
        () => ({ body: { ...body, reason: 'Một lý do khác hẳn' } }),
        async ({ proposal }: { proposal: { revision: number } }) => Promise.resolve(proposal.revision - body.revision),
      )();
    },
  },
  previewCalendar: {
    notSignedIn: turnsAway('previewCalendar'),
    notEntitled: refuses('previewCalendar', [OFFICER, 'action-not-allowed', NOTHING]),
    refused: refuses('previewCalendar', [DIRECTOR, 'invalid-input', () => ({ query: { limit: 0 } })]),
    done: async () => {
      await proposed();
      await reads('previewCalendar', DIRECTOR, NOTHING, ({ looked, failures }: { looked: number; failures: object[] }) => {
        expect(looked).toBeGreaterThan(0);
        expect(failures).toEqual([]);
      })();
    },
  },
  confirmCalendar: {
    notSignedIn: turnsAway('confirmCalendar'),
    notEntitled: refuses('confirmCalendar', [SYSTEM_ADMIN, 'action-not-allowed', () => ({ body: { version: 9, revision: 1 } })]),
    refused: async () => {
      const seen = await proposed();
      await refuses(
        'confirmCalendar',
        [DIRECTOR, 'calendar-changed', () => ({ body: { ...seen, revision: seen.revision + 1 } })],
        [DIRECTOR, 'calendar-proposal-not-found', () => ({ body: { ...seen, version: seen.version + 1 } })],
      )();
    },
    done: async () => {
      const body = await proposed();
      await doneOnce(
        'confirmCalendar',
        DIRECTOR,
        () => ({ body }),
        () => ({ body: { ...body, revision: body.revision + 1 } }),
        async ({ versions }: { versions: { version: number }[] }) => {
          // Open dossiers take it on, each by one entry
          await desk.until(async () => ((await count(toRead, 'calendar-adopted')) > 0 ? true : undefined));
          return versions.filter(({ version }) => version === body.version).length * (await count(toRead, 'calendar-adopted'));
        },
      )();
    },
  },
  discardCalendar: {
    notSignedIn: turnsAway('discardCalendar'),
    notEntitled: refuses('discardCalendar', [DIRECTOR, 'action-not-allowed', () => ({ body: { version: 9, revision: 1 } })]),
    refused: refuses('discardCalendar', [SYSTEM_ADMIN, 'calendar-proposal-not-found', () => ({ body: { version: 99, revision: 1 } })]),
    done: async () => {
      const body = await proposed();
      await doneOnce(
        'discardCalendar',
        SYSTEM_ADMIN,
        () => ({ body }),
        () => ({ body: { ...body, revision: body.revision + 1 } }),
        async ({ proposal }: { proposal?: object }) => Promise.resolve(proposal === undefined ? 1 : 0),
      )();
    },
  },
  getHealth: {
    notSignedIn: async () => void expectReply(await http.send(undefined, ENDPOINTS.getHealth), ENDPOINTS.getHealth),
    notEntitled: openTo('getHealth', SYSTEM_ADMIN),
    refused: async () => void expectProblem(await http.plain('/api/health', { method: 'DELETE' }), 'method-not-allowed'),
    done: async () => expect((await http.send(undefined, ENDPOINTS.getHealth)).json).toMatchObject({ state: 'up' }),
  },
  getEvents: {
    notSignedIn: turnsAway('getEvents'),
    notEntitled: async () => {
      const { status, headers } = await openedBy(SYSTEM_ADMIN);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    },
    refused: async () => void expectProblem(await http.plain('/api/events', { method: 'POST' }), 'method-not-allowed'),
    async done() {
      for (const _time of [1, 2]) expect((await openedBy(OFFICER)).status).toBe(200);
    },
  },
};

const refusal = (): object => ({ submission: anExtract(), reason: 'Thiếu tờ khai theo mẫu' });
const brought = (): object => ({ note: 'Đã nộp bản vẽ', components: [{ id: 'foundation-drawings', originals: 2, certified: 0, copies: 0 }], attachments: [] });
const paid = (): object => ({ amount: total, method: 'cash' });
const stopped = (): object => ({ reason: 'Hồ sơ trùng với hồ sơ đã giải quyết', legalBasis: 'Luật Hộ tịch, Điều 63' });
const withdrawn = (): object => ({ reason: 'Không còn nhu cầu' });

/** One more closed day at the end of the last year: no date moves. */
async function proposalBody(): Promise<BodyOf<typeof ENDPOINTS.proposeCalendar>> {
  const { current, proposal } = await desk.client.call(SYSTEM_ADMIN, ENDPOINTS.getCalendar, {});
  const { content, version } = current;
  const last = Math.max(...content.years.map(({ year }) => year));
  const exceptions = [...content.exceptions, { date: `${String(last)}-12-${String(31 - version)}`, kind: 'LOCAL_CLOSED' as const, name: 'Kiểm kê cuối năm' }];
  return {
    version: version + 1,
    revision: proposal?.revision ?? 0,
    decision: 'QĐ 41/QĐ-UBND',
    reason: 'Đóng cửa để kiểm kê cuối năm',
    content: { ...content, exceptions },
  };
}

/** The proposal that waits, begun where there is none. */
async function proposed(): Promise<{ readonly version: number; readonly revision: number }> {
  const { proposal } = await desk.client.call(SYSTEM_ADMIN, ENDPOINTS.getCalendar, {});
  if (proposal !== undefined) return { version: proposal.version, revision: proposal.revision };
  const reply = expectReply(await http.send(SYSTEM_ADMIN, ENDPOINTS.proposeCalendar, { body: await proposalBody() }), ENDPOINTS.proposeCalendar);
  const { version, revision } = (reply as { proposal: { version: number; revision: number } }).proposal;
  return { version, revision };
}

/** A stream has no end of its own. */
async function openedBy(who: string): Promise<Response> {
  const stop = new AbortController();
  const response = await fetch(`${system.url}/api/events`, { headers: { authorization: `Bearer ${await http.token(who)}` }, signal: stop.signal });
  stop.abort();
  return response;
}

describe.each(Object.keys(ENDPOINTS) as EndpointId[])('%s', (id) => {
  test('turns away who is not signed in', () => CASES[id].notSignedIn());
  test('shows and does nothing beyond what the officer may', () => CASES[id].notEntitled());
  test('refuses what is against the rules', () => CASES[id].refused());
  test('does it, and once only', () => CASES[id].done());
});

test('every operation has its cases', () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(ENDPOINTS).sort());
});
