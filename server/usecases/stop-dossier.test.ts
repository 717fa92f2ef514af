import { describe, expect, test } from '@jest/globals';
import { aDossier, aNewDossier, after, D1, feeAssessed, feePaid, feeRequested, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, INSTANCE, Story } from '../../test/support/builders/a-fact.ts';
import { aRelease } from '../../test/support/builders/a-release.ts';
import { aCaseOfficer, anOfficer, aStranger, OTHER_WARD } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Officer } from '../../domain/policy.ts';
import { answerSupplement } from './answer-supplement.ts';
import type { Command } from './command.ts';
import { getDossier } from './get-dossier.ts';
import { stopDossier } from './stop-dossier.ts';
import { withdrawDossier } from './withdraw-dossier.ts';

const LEADER = anOfficer({ id: 'binh.lanhdao', roles: ['APPROVER'] });
const WHY = { reason: 'Thửa đất thuộc diện thu hồi theo quy hoạch mới', legalBasis: 'Luật Đất đai, Điều 81', decisionNumber: '12/TB-UBND' };
const KEY: Command = { key: 'key-1', bodyHash: 'body-1' };
const NEXT: Command = { key: 'key-2', bodyHash: 'body-1' };
const DRAWN = aRelease({ diagram: '<bpmn:message id="message-dossier-stopped" name="dossier-stopped" />' });

const atWork = (): DossierRecord => observe(after(aDossier(), [received()]), new Story({ from: 500 }).enter('look-up', '4001').facts, elementOf);
const setUp = (record = atWork(), release = DRAWN): FakePorts => {
  const ports = fakePorts({ dossiers: [record], releases: [release] });
  // The engine does as it is told
  ports.dossiers.onCommitted(({ record: { state } }) => {
    if (state.stop !== undefined && state.closedAt === undefined)
      void ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 900 }).end('element-terminated').facts, elementOf));
  });
  return ports;
};
const stop = (ports: FakePorts, { by = LEADER, command = KEY }: { by?: Officer; command?: Command } = {}): ReturnType<typeof stopDossier> =>
  stopDossier(ports, by, D1, WHY, command);

async function refused(ports: FakePorts, work: Promise<unknown>, code: string): Promise<void> {
  const before = theDossier(ports, D1);
  await expect(work).rejects.toMatchObject({ code });
  expect(theDossier(ports, D1)).toBe(before);
}

describe('a leader stops a dossier', () => {
  test('with reason, legal basis, where it stood and what was paid; it is stopped from that moment on', async () => {
    // given
    const ports = setUp(after(atWork(), [feeAssessed(), feeRequested(), feePaid()]));

    // when
    expect(await stop(ports)).toMatchObject({ dossierId: D1, settled: true });

    // then
    const { state, pending, outbox } = theDossier(ports, D1);
    const entry = pending.find(({ kind }) => kind === 'dossier-stopped');
    expect(entry).toMatchObject({
      actor: { officer: LEADER.id },
      data: { legalBasis: WHY.legalBasis, decisionNumber: '12/TB-UBND', paid: 16_000, stage: 'process' },
    });
    expect(JSON.stringify(entry)).not.toContain('quy hoạch');
    expect(state).toMatchObject({ status: 8, stop: { paid: 16_000 }, clock: { finishedAt: entry?.at } });
    expect(outbox).toMatchObject([{ kind: 'publish-message', message: 'dossier-stopped', correlationKey: D1 }]);
  });

  test('whose diagram knows nothing of stopping: its process is ended from outside', async () => {
    const ports = setUp(atWork(), aRelease());
    await stop(ports);
    expect(theDossier(ports, D1).state).toMatchObject({ status: 8, closedAt: expect.any(String) as never });
    expect(theDossier(ports, D1).pending.some(({ kind }) => kind === 'dossier-stopped')).toBe(true);
    const ordered = await fakeOrder(aRelease());
    expect(ordered).toMatchObject([{ kind: 'cancel-process', processInstanceKey: INSTANCE }]);
  });

  test('whose process has not begun: the message waits for it', async () => {
    const ports = fakePorts({ dossiers: [aNewDossier()], releases: [aRelease()] });
    expect(await stop(ports)).toMatchObject({ settled: false });
    expect(theDossier(ports, D1).outbox.at(-1)).toMatchObject({ kind: 'publish-message', message: 'dossier-stopped' });
  }, 10_000);

  test('twice with the same key is one notice; again under another key is refused, as is withdrawing it then', async () => {
    const ports = setUp();
    const first = await stop(ports);
    expect(await stop(ports)).toEqual(first);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'dossier-stopped')).toHaveLength(1);
    await refused(ports, stop(ports, { command: NEXT }), 'dossier-closed');
    await refused(ports, withdrawDossier(ports, anOfficer(), D1, { reason: 'Không còn nhu cầu' }, NEXT), 'dossier-closed');
  });

  test('not after the result is ready', async () => {
    const ready = observe(atWork(), new Story({ from: 600 }).enter('hand-over', '4002').facts, elementOf);
    await refused(setUp(ready), stop(setUp(ready)), 'result-signed');
  });

  test('nobody else does, not even a leader of another agency', async () => {
    const ports = setUp();
    await refused(ports, stop(ports, { by: aCaseOfficer() }), 'action-not-allowed');
    await refused(ports, stop(ports, { by: anOfficer() }), 'action-not-allowed');
    await refused(ports, stop(ports, { by: aStranger(['APPROVER']) }), 'dossier-not-found');
    const elsewhere = aDossier({ data: { competentAgency: OTHER_WARD } });
    await refused(setUp(elsewhere), stop(setUp(elsewhere)), 'action-not-allowed');
  });

  test('and everybody who may read the dossier sees why, and that nothing more can be ended', async () => {
    const ports = setUp();
    expect((await getDossier(ports, LEADER, D1)).may).toContain('stop-dossier');
    await stop(ports);
    const view = await getDossier(ports, LEADER, D1);
    expect(view).toMatchObject({ status: 8, axes: { business: 'stopped' }, stop: { ...WHY, by: LEADER.name, paid: 0 } });
    expect(view.may).not.toContain('stop-dossier');
    expect(view.may).not.toContain('withdraw-dossier');
  });
});

test('a supplement brought after its time is refused', async () => {
  const ports = fakePorts({
    dossiers: [
      after(aDossier(), [
        received(),
        {
          kind: 'supplement-requested',
          at: '2026-11-20T03:30:00.000Z',
          data: { supplementId: 'supplement-704', dueAt: '2026-11-27T10:00:00+07:00', items: { commitment: 'e'.repeat(64) } },
        },
      ]),
    ],
  });
  const answer = (): Promise<unknown> =>
    answerSupplement(ports, anOfficer(), { dossier: D1, supplement: 'supplement-704' }, { components: [], attachments: [] }, KEY);
  ports.clock.set('2026-11-27T03:00:00.001Z');
  await refused(ports, answer(), 'supplement-late');
  ports.clock.set('2026-11-27T03:00:00.000Z');
  await answer();
});

async function fakeOrder(release: ReturnType<typeof aRelease>): Promise<unknown> {
  const ports = fakePorts({ dossiers: [atWork()], releases: [release] });
  const stopping = stop(ports);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { outbox } = theDossier(ports, D1);
  await ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 900 }).end('element-terminated').facts, elementOf));
  await stopping;
  return outbox;
}
