import { describe, expect, test } from '@jest/globals';
import { aDossier, aNewDossier, D1, D2 } from '../../test/support/builders/a-dossier.ts';
import { CENTER } from '../../test/support/builders/people.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { failNext, interpose } from '../../test/support/fakes/interpose.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { dayCode, issueReceipt } from './worker.ts';

const INPUT = { dossierId: D1 };
const count = (ports: FakePorts, kind: string): number => theDossier(ports, D1).pending.filter((entry) => entry.kind === kind).length;

describe('issuing the receipt', () => {
  test('gives the dossier its code, its date, and the slip', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(issueReceipt, ports, INPUT)).toEqual({ dossierCode: 'H99.21-261120-0001', dueAt: '2026-11-26T10:00:00+07:00' });
    const { state, secrets } = theDossier(ports, D1);
    expect(state).toMatchObject({ code: 'H99.21-261120-0001', status: 2, receivedAt: ports.clock.now(), dueAt: '2026-11-26T10:00:00+07:00' });
    expect(state.dueLines.at(-1)).toMatchObject({ date: '2026-11-26', counted: true });
    expect(reveal(state.documents, secrets)).toMatchObject([{ slip: '01', name: 'Giay-tiep-nhan-H99.21-261120-0001.pdf', mediaType: 'application/pdf' }]);
    expect(ports.slips.printed).toMatchObject([
      {
        code: 'H99.21-261120-0001',
        agencyCode: 'H99.21',
        limit: '3 ngày làm việc',
        applicant: { name: 'Lê Thị Thu Hằng', idNumber: '099*******11' },
        officerName: 'Cán bộ hoa.motcua',
        returnChannel: 'Tại quầy',
      },
    ]);
  });

  test('delivered again changes neither code nor date nor slip, also a day later', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const first = await deliver(issueReceipt, ports, INPUT);
    ports.clock.pass(86_400_000);
    for (const again of await deliverAgain(issueReceipt, ports, INPUT)) expect(again).toEqual(first);
    expect([count(ports, 'received'), count(ports, 'slip-printed')]).toEqual([1, 1]);
    expect(ports.files.kept.size).toBe(1);
    expect(theDossier(ports, D1).state.documents[0]?.sha256).toBe([...ports.files.kept.values()][0]?.file.sha256);
  });

  test('delivered to two processes at the same moment gives one code', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const answers = await deliverAgain(issueReceipt, ports, INPUT);
    expect(new Set(answers.map(({ dossierCode }) => dossierCode)).size).toBe(1);
    expect(count(ports, 'received')).toBe(1);
  });

  test('after dying between code and slip prints the slip of the code it has', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    failNext(ports.slips, 'receipt', 1, new Error('died'));
    await expect(deliver(issueReceipt, ports, INPUT)).rejects.toThrow('died');
    expect(await deliver(issueReceipt, ports, INPUT)).toMatchObject({ dossierCode: 'H99.21-261120-0001' });
    expect(ports.slips.printed).toMatchObject([{ code: 'H99.21-261120-0001' }]);
    expect(count(ports, 'received')).toBe(1);
  });

  test('after dying between code and slip still answers when the calendar has run out', async () => {
    const clock = new FakeClock('2026-11-20T03:00:00.000Z');
    const ports = fakePorts({ dossiers: [aDossier()], clock });
    failNext(ports.slips, 'receipt', 1, new Error('died'));
    await deliver(issueReceipt, ports, INPUT).catch(() => undefined);
    clock.set('2027-01-04T03:00:00.000Z');
    expect(await deliver(issueReceipt, ports, INPUT)).toMatchObject({ dossierCode: 'H99.21-261120-0001' });
  });

  test('of a second dossier of the same agency and day has the next number', async () => {
    const ports = fakePorts({ dossiers: [aDossier(), aDossier({ id: D2 })] });
    await deliver(issueReceipt, ports, INPUT);
    expect(await deliver(issueReceipt, ports, { dossierId: D2 })).toMatchObject({ dossierCode: 'H99.21-261120-0002' });
  });

  test('derives the date from the very moment the history names', async () => {
    const clock = new FakeClock('2026-11-18T07:59:50.000Z', { tickMs: 80_000 });
    const ports = fakePorts({
      dossiers: [aDossier()],
      clock,
      releases: [aRelease({ sheet: aSheet({ clock: { limit: { unit: 'SAME_DAY' }, onSupplement: 'RESTART', cutOff: '15:00' } }) })],
    });
    await deliver(issueReceipt, ports, INPUT);
    const entry = theDossier(ports, D1).pending.find(({ kind }) => kind === 'received');
    expect(entry?.data['dueAt']).toBe(dueDate(entry?.at ?? '', { limit: { unit: 'SAME_DAY' }, cutOff: '15:00' }, calendarFrom(CALENDAR)).dueAt);
  });

  test('counts by the calendar of the competent agency, and from the latest hand-over where the clock starts with it', async () => {
    const calendar = { ...CALENDAR, agencies: { [CENTER]: { sessions: { ...CALENDAR.sessions, '6': [['07:30', '11:30'] as [string, string]] } } } };
    const promised = async (startsAt: 'receipt' | 'competent-receipt'): Promise<string> => {
      const sheet = aSheet({ clock: { limit: { unit: 'WORKING_DAY', amount: 3 }, onSupplement: 'RESTART', cutOff: '15:00', startsAt } });
      const ports = fakePorts({ dossiers: [aDossier({ data: { competentAgency: CENTER } })], calendar, releases: [aRelease({ sheet })] });
      return (await deliver(issueReceipt, ports, INPUT)).dueAt;
    };
    expect(await promised('receipt')).toBe('2026-11-25T10:00:00+07:00');
    expect(await promised('competent-receipt')).toBe('2026-11-25T17:00:00+07:00');
  });

  test('is refused in a year nobody has confirmed, and takes no number', async () => {
    const ports = fakePorts({ dossiers: [aDossier()], clock: new FakeClock('2026-12-30T03:00:00.000Z') });
    await expect(deliver(issueReceipt, ports, INPUT)).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
    expect(await ports.sequences.next('dossier-code:H99.21:261230')).toBe(1);
    expect(theDossier(ports, D1).state.code).toBeUndefined();
  });

  test('keeps to the release of the dossier, not the newest one', async () => {
    const ports = fakePorts({
      dossiers: [aDossier()],
      releases: [
        aRelease(),
        aRelease({ number: 2, sheet: aSheet({ clock: { limit: { unit: 'WORKING_DAY', amount: 20 }, onSupplement: 'RESTART', cutOff: '15:00' } }) }),
      ],
    });
    expect(await deliver(issueReceipt, ports, INPUT)).toMatchObject({ dueAt: '2026-11-26T10:00:00+07:00' });
  });

  test('when a draw is lost to another write, draws no second number', async () => {
    const ports = fakePorts({ dossiers: [aNewDossier()] });
    let draws = 0;
    interpose(ports.sequences, 'next', (next) => (series) => {
      draws++;
      if (draws === 1) ports.documents.set(D1, { ...theDossier(ports, D1), version: theDossier(ports, D1).version + 1 });
      return next(series);
    });
    await deliver(issueReceipt, ports, INPUT);
    expect(draws).toBe(1);
  });
});

test.each([
  ['2026-11-19T16:59:59.000Z', '261119'],
  ['2026-11-19T17:00:00.000Z', '261120'],
  ['2026-12-31T17:00:00.000Z', '270101'],
])('the day in the code is the day in Việt Nam: %s is %s', (instant, day) => {
  expect(dayCode(instant)).toBe(day);
});
