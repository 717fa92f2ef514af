import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, feeAssessed, feeRequested, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story } from '../../test/support/builders/a-fact.ts';
import { aCashier, anOfficer, aStranger } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Officer } from '../../domain/policy.ts';
import { answerSupplement } from './answer-supplement.ts';
import type { Command } from './command.ts';
import { confirmFee } from './confirm-fee.ts';
import { withdrawDossier } from './withdraw-dossier.ts';

const KEY: Command = { key: 'key-1', bodyHash: 'body-1' };
const NEXT: Command = { key: 'key-2', bodyHash: 'body-1' };
const count = (ports: FakePorts, kind: string): number => theDossier(ports, D1).pending.filter((entry) => entry.kind === kind).length;
const closed = (record: DossierRecord): DossierRecord =>
  observe(record, new Story({ from: 900 }).enter('withdrawn', '9001', 'END_EVENT').end('element-terminated').facts, elementOf);

async function refused(ports: FakePorts, work: Promise<unknown>, code: string): Promise<void> {
  const before = theDossier(ports, D1);
  await expect(work).rejects.toMatchObject({ code });
  expect(theDossier(ports, D1)).toBe(before);
}

describe('confirming a fee', () => {
  const withFee = (): DossierRecord => after(aDossier(), [received(), feeAssessed(), feeRequested()]);
  const confirm = (
    ports: FakePorts,
    {
      fee = 'fee-702',
      amount = 16_000,
      command = KEY,
      by = aCashier(),
      dossier = D1,
    }: { fee?: string; amount?: number; command?: Command; by?: Officer; dossier?: string } = {},
  ): ReturnType<typeof confirmFee> => confirmFee(ports, by, { dossier, fee }, { amount, method: 'cash' }, command);

  test('records the payment and tells the process under the id of the fee', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    expect(await confirm(ports)).toMatchObject({ dossierId: D1, settled: false });
    const { pending, outbox, state } = theDossier(ports, D1);
    expect(pending.at(-1)).toMatchObject({
      kind: 'fee-paid',
      actor: { officer: 'thuy.thungan', role: 'CASHIER' },
      data: { feeId: 'fee-702', amount: 16_000, method: 'cash' },
    });
    expect(outbox).toMatchObject([{ kind: 'publish-message', message: 'fee-paid', correlationKey: 'fee-702' }]);
    expect(state.fees['fee-702']?.status).toBe('paid');
  });

  test('finds the dossier by its code as well', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    expect((await confirm(ports, { dossier: 'H99.21-261120-0001' })).dossierId).toBe(D1);
  });

  test('twice with the same key is one payment and one answer', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    const first = await confirm(ports);
    expect(await confirm(ports)).toEqual(first);
    expect(count(ports, 'fee-paid')).toBe(1);
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  });

  test('by two cashiers at the same moment is one payment', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    const answers = await Promise.allSettled([confirm(ports), confirm(ports, { command: NEXT, by: aCashier('hai.thungan') })]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(count(ports, 'fee-paid')).toBe(1);
  });

  test('that is paid is refused under another key', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    await confirm(ports);
    await refused(ports, confirm(ports, { command: NEXT }), 'fee-already-settled');
  });

  test.each([[15_999], [16_001], [0]])('with %i đồng instead of 16000 is refused', async (amount) => {
    const ports = fakePorts({ dossiers: [withFee()] });
    await refused(ports, confirm(ports, { amount }), 'amount-differs');
  });

  test('that is assessed but not asked for is refused', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [feeAssessed()])] });
    await refused(ports, confirm(ports), 'fee-already-settled');
  });

  test('of a dossier that has ended is refused: nobody pays for nothing', async () => {
    const ports = fakePorts({ dossiers: [closed(withFee())] });
    await refused(ports, confirm(ports), 'dossier-closed');
  });

  test('is for cashiers of the dossier’s agencies only', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    await refused(ports, confirm(ports, { by: anOfficer() }), 'action-not-allowed');
    await refused(ports, confirm(ports, { by: aStranger() }), 'dossier-not-found');
    await refused(ports, confirm(ports, { fee: 'fee-999' }), 'fee-not-found');
    await refused(ports, confirm(ports, { dossier: 'd00000000000000000000000zz' }), 'dossier-not-found');
  });

  test('by repeating somebody else’s command gives no answer to another agency', async () => {
    const ports = fakePorts({ dossiers: [withFee()] });
    await confirm(ports);
    await refused(ports, confirm(ports, { by: aStranger() }), 'dossier-not-found');
  });
});

describe('answering a supplement request', () => {
  const asked = (): DossierRecord => after(aDossier(), [received(), supplementRequested()]);
  const ANSWER = { note: 'Nộp bổ sung giấy ủy quyền', components: [{ id: 'authorisation', originals: 1, certified: 0, copies: 0 }], attachments: [] } as const;
  const answer = (
    ports: FakePorts,
    {
      command = KEY,
      by = anOfficer(),
      supplement = 'supplement-704',
      body = ANSWER,
    }: { command?: Command; by?: Officer; supplement?: string; body?: Parameters<typeof answerSupplement>[3] } = {},
  ): ReturnType<typeof answerSupplement> => answerSupplement(ports, by, { dossier: D1, supplement }, body, command);

  test('records what was brought and lets the process go on', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    await answer(ports);
    const { state, secrets, outbox, pending } = theDossier(ports, D1);
    expect(state.supplements['supplement-704']?.answeredAt).toBe(ports.clock.now());
    expect(reveal(state.form, secrets)).toMatchObject({ supplementNote: 'Nộp bổ sung giấy ủy quyền' });
    expect(JSON.stringify(pending)).not.toContain('Nộp bổ sung');
    expect(outbox).toMatchObject([{ kind: 'publish-message', message: 'supplement-answered', correlationKey: 'supplement-704' }]);
  });

  test('attaches the uploaded files of the officer', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    const { fileId } = await ports.files.put({
      name: 'uy-quyen.pdf',
      mediaType: 'application/pdf',
      content: new Uint8Array([1]),
      uploadedBy: anOfficer().id,
      at: ports.clock.now(),
    });
    await answer(ports, { body: { ...ANSWER, attachments: [{ fileId, component: 'authorisation' }] } });
    expect(theDossier(ports, D1).state.documents).toMatchObject([{ fileId, component: 'authorisation', size: 1 }]);
  });

  test('twice with the same key is one answer', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    await answer(ports);
    await answer(ports);
    expect(count(ports, 'supplement-answered')).toBe(1);
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  });

  test('that has been answered is refused under another key', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    await answer(ports);
    await refused(ports, answer(ports, { command: NEXT }), 'dossier-closed');
  });

  test('that the process no longer waits for is refused', async () => {
    const late = observe(
      asked(),
      new Story({ from: 500 }).add('message-wait-ended', { data: { messageName: 'supplement-answered', correlationKey: 'supplement-704' } }).facts,
      elementOf,
    );
    const ports = fakePorts({ dossiers: [late] });
    await refused(ports, answer(ports), 'dossier-closed');
  });

  test('of a closed dossier, an unknown one, or with unknown components is refused', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    await refused(ports, answer(ports, { supplement: 'supplement-999' }), 'supplement-not-found');
    await refused(ports, answer(ports, { body: { ...ANSWER, components: [{ id: 'forged', originals: 1, certified: 0, copies: 0 }] } }), 'component-unknown');
    await refused(ports, answer(ports, { by: aCashier() }), 'action-not-allowed');
    await refused(ports, answer(ports, { by: aStranger() }), 'dossier-not-found');
    const ended = fakePorts({ dossiers: [closed(asked())] });
    await refused(ended, answer(ended), 'dossier-closed');
  });
});

describe('withdrawing a dossier', () => {
  const withdraw = (ports: FakePorts, { command = KEY, by = anOfficer() }: { command?: Command; by?: Officer } = {}): ReturnType<typeof withdrawDossier> =>
    withdrawDossier(ports, by, D1, { reason: 'Đã tìm được bản gốc' }, command);
  const setUp = (record = aDossier()): FakePorts => {
    const ports = fakePorts({ dossiers: [record] });
    ports.dossiers.onCommitted(({ record: written }) => {
      if (written.state.withdrawal !== undefined && written.state.closedAt === undefined) void ports.dossiers.change(D1, closed);
    });
    return ports;
  };
  const at = (elementId: string): DossierRecord => observe(aDossier(), new Story({ from: 500 }).enter(elementId, '4001').facts, elementOf);

  test('tells the process and answers when it has ended', async () => {
    const ports = setUp();
    expect(await withdraw(ports)).toMatchObject({ dossierId: D1, settled: true });
    const { state, outbox, pending } = theDossier(ports, D1);
    expect(state).toMatchObject({ status: 7, withdrawal: { by: anOfficer().id } });
    expect(outbox).toMatchObject([{ kind: 'publish-message', message: 'dossier-withdrawn', correlationKey: D1 }]);
    expect(JSON.stringify(pending)).not.toContain('bản gốc');
  });

  test('twice with the same key is one request', async () => {
    const ports = setUp();
    const first = await withdraw(ports);
    expect(await withdraw(ports)).toEqual(first);
    expect(count(ports, 'withdrawal-requested')).toBe(1);
  });

  test('is accepted while the engine is away, and refused a second time', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await withdraw(ports)).toMatchObject({ settled: false });
    await refused(ports, withdraw(ports, { command: NEXT }), 'dossier-closed');
  }, 10_000);

  test.each(['hand-over', 'returned'])('is refused once there is a result (%s)', async (elementId) => {
    const ports = setUp(at(elementId));
    await refused(ports, withdraw(ports), 'result-signed');
  });

  test('is refused when the dossier has ended', async () => {
    const ports = setUp(closed(aDossier()));
    await refused(ports, withdraw(ports), 'dossier-closed');
  });

  test('is for the desk only, and unknown to other agencies', async () => {
    const ports = setUp();
    await refused(ports, withdraw(ports, { by: aCashier() }), 'action-not-allowed');
    await refused(ports, withdraw(ports, { by: aStranger() }), 'dossier-not-found');
  });
});
