import { describe, expect, test } from '@jest/globals';
import { aDossier, after, aVault, D1, received } from '../../test/support/builders/a-dossier.ts';
import { ELEMENTS, aRelease } from '../../test/support/builders/a-release.ts';
import { aCaseOfficer, anActor, anOfficer } from '../../test/support/builders/people.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { datesOf } from '../../domain/clock/dates-of.ts';
import { reckoningOf } from '../../server/usecases/reckoning-of.ts';
import { issueApology } from './worker.ts';

const INPUT = { dossierId: D1 };
const LEADER = anOfficer({ id: 'binh.lanhdao', roles: ['APPROVER'] });
const RELEASE = aRelease({ elements: { ...ELEMENTS, 'sign-apology': { name: 'Ký', outcomes: ['SIGN', 'RETURN'] }, 'draft-apology': { name: 'Dự thảo' } } });
/** Received on Friday 20/11 at 10:00: due on Thursday 26/11, so a letter is in time until the end of Wednesday. */
const IN_TIME = '2026-11-25T02:00:00.000Z';
const TOO_LATE = '2026-11-26T01:00:00.000Z';

function decided(record: DossierRecord, elementId: string, by = LEADER, values: Record<string, string> = {}, outcome = 'SIGN'): DossierRecord {
  const vault = aVault();
  const data = { taskKey: elementId, elementId, outcome, values: vault.hideAll(values), sent: {} };
  return applyChange(record, {
    entries: [{ kind: 'decided', at: '2026-11-25T01:00:00.000Z', actor: anActor(by), data: data as never }],
    secrets: vault.secrets,
  });
}
const promised = (): DossierRecord => after(aDossier(), [received()]);
const drafted = (): DossierRecord => decided(promised(), 'draft-apology', aCaseOfficer(), { apologyReason: 'Chờ ý kiến cơ quan phối hợp' }, 'SUBMIT');
const signed = (date = '2026-11-30', values: Record<string, string> = {}): DossierRecord =>
  decided(drafted(), 'sign-apology', LEADER, { newDueDate: date, ...values });
const setUp = (record: DossierRecord, at = IN_TIME): FakePorts => fakePorts({ dossiers: [record], releases: [RELEASE], clock: new FakeClock(at) });
const refused = async (record: DossierRecord, code: string): Promise<void> => {
  const ports = setUp(record);
  await expect(deliver(issueApology, ports, INPUT)).rejects.toMatchObject({ code });
  expect(theDossier(ports, D1).state.clock.apology).toBeUndefined();
};

describe('a letter of apology', () => {
  test('gives one new date at the promised hour, with number, reason and signature', async () => {
    const ports = setUp(signed());
    expect(await deliver(issueApology, ports, INPUT)).toEqual({ newDueAt: '2026-11-30T10:00:00+07:00', apologyLate: false });
    const entry = theDossier(ports, D1).pending.find(({ kind }) => kind === 'apology-issued');
    expect(entry?.data).toMatchObject({ number: '1/PXL', calendarVersion: 1, by: LEADER.name, signedBy: LEADER.id, late: false });
    expect(JSON.stringify(entry)).not.toContain('phối hợp');
    expect(ports.slips.printed.at(-1)).toMatchObject({ number: '1/PXL', reason: 'Chờ ý kiến cơ quan phối hợp', dueAt: '2026-11-26T10:00:00+07:00' });
    expect(ports.slips.printed.at(-1)).toMatchObject({ dueLines: expect.arrayContaining(['26/11/2026 Ngày làm việc thứ 3']) });
    expect(theDossier(ports, D1).state.documents).toMatchObject([{ slip: '04', mediaType: 'application/pdf' }]);
  });

  test('moves the date that holds; the law’s own date stays, and with it the lateness', async () => {
    const ports = setUp(signed());
    await deliver(issueApology, ports, INPUT);
    const dates = datesOf(theDossier(ports, D1).state.clock, await reckoningOf(ports, theDossier(ports, D1).state));
    expect(dates).toMatchObject({ dueAt: '2026-11-30T10:00:00+07:00', lawDueAt: '2026-11-26T10:00:00+07:00' });
  });

  test('bears the reason the leader has written over the drafted one', async () => {
    const ports = setUp(signed('2026-11-30', { apologyReason: 'Phải kiểm tra thực địa lại' }));
    await deliver(issueApology, ports, INPUT);
    expect(ports.slips.printed.at(-1)).toMatchObject({ reason: 'Phải kiểm tra thực địa lại' });
  });

  test('of the last day is marked late', async () => {
    const ports = setUp(signed(), TOO_LATE);
    expect(await deliver(issueApology, ports, INPUT)).toMatchObject({ apologyLate: true });
    expect(theDossier(ports, D1).pending.find(({ kind }) => kind === 'apology-issued')?.data).toMatchObject({ late: true });
  });

  test('delivered again is one letter with one number', async () => {
    const ports = setUp(signed());
    const first = await deliver(issueApology, ports, INPUT);
    ports.clock.pass(86_400_000 * 2);
    for (const again of await deliverAgain(issueApology, ports, INPUT)) expect(again).toEqual(first);
    expect(theDossier(ports, D1).state.documents).toHaveLength(1);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'apology-issued')).toHaveLength(1);
  });

  test('is issued once: a second one is refused', async () => {
    const ports = setUp(signed());
    await deliver(issueApology, ports, INPUT);
    await expect(deliver(issueApology, ports, INPUT, { elementInstanceKey: '801', key: '9' })).rejects.toMatchObject({ code: 'apology-repeated' });
  });

  test.each(['2026-11-26', '2026-11-25', '2026-11-28', '2026-11-29'])('to %s, which is not a working day after the due date, is refused', async (date) => {
    await refused(signed(date), 'date-not-later');
  });

  test('into a year nobody has confirmed is refused', async () => {
    await refused(signed('2027-01-04'), 'calendar-not-confirmed');
  });

  test.each<[string, () => DossierRecord]>([
    ['without a signature', drafted],
    ['signed by somebody who is no leader', () => decided(drafted(), 'sign-apology', aCaseOfficer(), { newDueDate: '2026-11-30' })],
    ['that the leader has sent back', () => decided(drafted(), 'sign-apology', LEADER, { newDueDate: '2026-11-30' }, 'RETURN')],
    ['without a reason', () => decided(promised(), 'sign-apology', LEADER, { newDueDate: '2026-11-30' })],
  ])('%s is refused', async (_, make) => {
    await refused(make(), 'apology-unsigned');
  });

  test('for a dossier without a promised date is refused', async () => {
    await refused(decided(aDossier(), 'sign-apology', LEADER, { newDueDate: '2026-11-30', apologyReason: 'Chờ ý kiến' }), 'dossier-closed');
  });
});
