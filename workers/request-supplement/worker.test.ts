import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, aVault, D1 } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor, anOfficer } from '../../test/support/builders/people.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { SupplementSlip } from '../../server/ports/slips.ts';
import { requestSupplement } from './worker.ts';

const INPUT = { dossierId: D1 };
const LEADER = anOfficer({ id: 'binh.lanhdao', roles: ['APPROVER'] });
/** After the first request, which the test's clock puts at 03:00. */
const LATER = '2026-11-20T06:00:00.000Z';

/** The officer has just written what is missing. */
function asked(record = aDossierWithTask(), { elementId = 'look-up', taskKey = TASK, missing = 'Giấy ủy quyền' } = {}): DossierRecord {
  const vault = aVault();
  const data = {
    taskKey,
    elementId,
    outcome: 'NOT_FOUND',
    values: vault.hideAll({ missing }),
    sent: {},
    reason: { ...vault.hide('Người nộp không phải người được đăng ký') },
  };
  return applyChange(record, {
    entries: [{ kind: 'decided', at: '2026-11-20T02:30:00.000Z', actor: anActor(aCaseOfficer()), data: data as never }],
    secrets: vault.secrets,
  });
}
const items = (ports: FakePorts): unknown => reveal(theDossier(ports, D1).state.supplements['supplement-800']?.items, theDossier(ports, D1).secrets);

describe('requesting a supplement', () => {
  test('asks for what the officer wrote, until the day our calendar says', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    expect(await deliver(requestSupplement, ports, INPUT)).toEqual({ supplementId: 'supplement-800', supplementDueAt: '2026-11-30T10:00:00+07:00' });
    expect(items(ports)).toEqual({ missing: 'Giấy ủy quyền', reason: 'Người nộp không phải người được đăng ký' });
    expect(JSON.stringify(theDossier(ports, D1).pending)).not.toContain('ủy quyền');
  });

  test('prints slip 02: every item with its demand, the reason, the last day and how it was counted', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    await deliver(requestSupplement, ports, INPUT);
    const { state, secrets } = theDossier(ports, D1);
    expect(reveal(state.documents, secrets)).toMatchObject([{ slip: '02', name: 'Yeu-cau-bo-sung.pdf', mediaType: 'application/pdf' }]);
    expect(ports.slips.printed).toMatchObject([
      {
        agencyCode: 'H99.21',
        applicant: { name: 'Lê Thị Thu Hằng', idNumber: '099*******11' },
        items: [{ name: 'Nội dung cần bổ sung', demand: 'Giấy ủy quyền' }],
        reason: 'Người nộp không phải người được đăng ký',
        requestedAt: ports.clock.now(),
        dueAt: '2026-11-30T10:00:00+07:00',
        effect: expect.stringContaining('tính lại từ đầu'),
        bringTo: 'Ủy ban nhân dân phường An Phú',
        officerName: 'Cán bộ tuan.hotich',
      },
    ]);
    expect((ports.slips.printed[0] as SupplementSlip).dueLines.at(-1)).toBe('30/11/2026 Ngày làm việc thứ 5');
  });

  test('names listed papers as the checklist does, and leaves codes of choices to the engine', async () => {
    const vault = aVault();
    const values = vault.hideAll({ items: [{ component: 'authorisation', demand: 'Có chứng thực' }], supplementGround: 'Theo Điều 11', source: 'BOOK' });
    const data = { taskKey: TASK, elementId: 'look-up', outcome: 'NOT_FOUND', values, sent: {} };
    const record = applyChange(aDossierWithTask(), {
      entries: [{ kind: 'decided', at: '2026-11-20T02:30:00.000Z', actor: anActor(aCaseOfficer()), data: data as never }],
      secrets: vault.secrets,
    });
    const sheet = aSheet();
    const components = sheet.components.map((one) => ({ ...one, name: { vi: 'Văn bản ủy quyền', en: 'Letter of authorisation' } }));
    const ports = fakePorts({ dossiers: [record], releases: [aRelease({ sheet: { ...sheet, components, slips: { '02': { number: 'Mẫu riêng' } } } })] });
    await deliver(requestSupplement, ports, INPUT);
    expect(ports.slips.printed).toMatchObject([
      { items: [{ name: 'Văn bản ủy quyền', demand: 'Có chứng thực' }], reason: 'Theo Điều 11', form: { number: 'Mẫu riêng' } },
    ]);
    expect((ports.slips.printed[0] as SupplementSlip).items).toHaveLength(1);
  });

  test('delivered again, a day later, keeps the first date and what was asked', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    const first = await deliver(requestSupplement, ports, INPUT);
    ports.clock.pass(86_400_000);
    for (const again of await deliverAgain(requestSupplement, ports, INPUT)) expect(again).toEqual(first);
    expect(Object.keys(theDossier(ports, D1).state.supplements)).toEqual(['supplement-800']);
    expect([ports.slips.printed.length, ports.files.kept.size, theDossier(ports, D1).state.documents.length]).toEqual([1, 1, 1]);
  });

  test('passes over a decision that was undone', async () => {
    const undone = observe(
      applyChange(asked(), { entries: [], outbox: [{ kind: 'complete-task', taskKey: TASK, variables: {} }] }),
      new Story({ from: 500 }).cancel(TASK).facts,
      elementOf,
    );
    const ports = fakePorts({ dossiers: [undone] });
    await deliver(requestSupplement, ports, INPUT);
    expect(items(ports)).toEqual({});
  });

  test('derives the date from the very moment the history names', async () => {
    const sheet = aSheet({ limits: { supplement: { unit: 'SAME_DAY' } } });
    const ports = fakePorts({ dossiers: [asked()], clock: new FakeClock('2026-11-18T07:59:50.000Z', { tickMs: 80_000 }), releases: [aRelease({ sheet })] });
    await deliver(requestSupplement, ports, INPUT);
    const entry = theDossier(ports, D1).pending.find(({ kind }) => kind === 'supplement-requested');
    expect(entry?.data['dueAt']).toBe(dueDate(entry?.at ?? '', { limit: { unit: 'SAME_DAY' }, cutOff: '15:00' }, calendarFrom(CALENDAR)).dueAt);
  });

  test('in a year nobody has confirmed asks for nothing', async () => {
    const ports = fakePorts({ dossiers: [asked()], clock: new FakeClock('2026-12-30T03:00:00.000Z') });
    await expect(deliver(requestSupplement, ports, INPUT)).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
    expect(theDossier(ports, D1).state.supplements).toEqual({});
  });

  describe('a second time', () => {
    const again = async (ports: FakePorts, input: object = INPUT): Promise<unknown> =>
      deliver(requestSupplement, ports, { ...INPUT, ...input }, { elementInstanceKey: '801', key: '9001' });
    const allowed = (record: DossierRecord, { by = LEADER, legalBasis = 'Nghị định 46/2026, Điều 16(3)', at = LATER } = {}): DossierRecord => {
      const vault = aVault();
      const data = { taskKey: '77', elementId: 'allow-supplement', outcome: 'ALLOW', values: vault.hideAll({ legalBasis }), sent: {} };
      return applyChange(record, { entries: [{ kind: 'decided', at, actor: anActor(by), data: data as never }], secrets: vault.secrets });
    };
    async function asksTwice(change: (record: DossierRecord) => DossierRecord, input?: object): Promise<FakePorts> {
      const ports = fakePorts({ dossiers: [asked()] });
      await deliver(requestSupplement, ports, INPUT);
      await ports.dossiers.change(D1, (record) => change(asked(record, { taskKey: '76', missing: 'Bản vẽ móng' })));
      await again(ports, input);
      return ports;
    }

    test('is refused to the same side', async () => {
      await expect(asksTwice((record) => record)).rejects.toMatchObject({ code: 'supplement-repeated' });
      expect(requestSupplement.bpmnErrors).toContain('supplement-repeated');
    });

    test('is the first time of the other side', async () => {
      const ports = await asksTwice((record) => record, { supplementRequestedBy: 'receiving' });
      expect(Object.values(theDossier(ports, D1).state.supplements).map(({ requestedBy }) => requestedBy)).toEqual(['competent', 'receiving']);
    });

    test('needs a leader and a legal basis, which then stands in the history', async () => {
      const ports = await asksTwice(allowed);
      expect(theDossier(ports, D1).state.supplements['supplement-801']).toMatchObject({ legalBasis: 'Nghị định 46/2026, Điều 16(3)' });
    });

    test.each<[string, Parameters<typeof allowed>[1]]>([
      ['somebody who is no leader', { by: aCaseOfficer() }],
      ['a leader without a legal basis', { legalBasis: ' ' }],
      ['a leader before the first request', { at: '2026-11-20T02:45:00.000Z' }],
    ])('is not allowed by %s', async (_, permission) => {
      await expect(asksTwice((record) => allowed(record, permission))).rejects.toMatchObject({ code: 'supplement-repeated' });
    });

    test('asks for what the officer wrote, not for what the leader wrote', async () => {
      const ports = fakePorts({ dossiers: [asked()] });
      await deliver(requestSupplement, ports, INPUT);
      const vault = aVault();
      const data = {
        taskKey: '76',
        elementId: 'prepare-supplement',
        outcome: 'REQUEST',
        values: vault.hideAll({ items: [{ component: 'Bản vẽ', demand: 'Vẽ lại' }] }),
        sent: {},
      };
      await ports.dossiers.change(D1, (record) =>
        allowed(
          applyChange(record, { entries: [{ kind: 'decided', at: LATER, actor: anActor(aCaseOfficer()), data: data as never }], secrets: vault.secrets }),
        ),
      );
      await again(ports);
      const { state, secrets } = theDossier(ports, D1);
      expect(reveal(state.supplements['supplement-801']?.items, secrets)).toEqual({ items: [{ component: 'Bản vẽ', demand: 'Vẽ lại' }] });
    });
  });
});
