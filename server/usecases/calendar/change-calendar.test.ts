import { describe, expect, test } from '@jest/globals';
import { aCalendarAdmin, aDirector, aWish } from '../../../test/support/builders/a-calendar.ts';
import { anOfficer, CENTER } from '../../../test/support/builders/people.ts';
import { fakePorts, type FakePorts } from '../../../test/support/fakes/fake-ports.ts';
import { interpose } from '../../../test/support/fakes/interpose.ts';
import type { Command } from '../command.ts';
import { confirm, discard, propose } from './change-calendar.ts';
import { calendarOverview, calendarVersion, exportCalendar, readCalendarFile } from './get-calendar.ts';

const ADMIN = aCalendarAdmin();
const DIRECTOR = aDirector();
let keys = 0;
const aCommand = (bodyHash = 'a'): Command => ({ key: `key-${String(keys++)}`, bodyHash });
const FIRST = { version: 2, revision: 1 };

const withProposal = async (): Promise<FakePorts> => {
  const ports = fakePorts({ officers: [ADMIN, DIRECTOR] });
  await propose(ports, ADMIN, aWish(), aCommand());
  return ports;
};

describe('proposing', () => {
  test('changes nothing that is in force, and is seen by the leader', async () => {
    const ports = await withProposal();
    const { current, proposal, people, may } = await calendarOverview(ports, DIRECTOR);

    expect(current.version).toBe(1);
    expect((await ports.calendars.current()).version).toBe(1);
    expect(proposal).toMatchObject({ version: 2, revision: 1, decision: 'QĐ 41/QĐ-UBND', authors: [{ id: ADMIN.id, name: ADMIN.name }] });
    expect(people).toEqual({ [ADMIN.id]: ADMIN.name });
    expect(may).toEqual(['confirm-calendar']);
  });

  test('twice with one key is once, and another content under that key is refused', async () => {
    // given
    const ports = fakePorts({ officers: [ADMIN] });
    const command = aCommand();

    // when
    const [first, again] = [await propose(ports, ADMIN, aWish(), command), await propose(ports, ADMIN, aWish(), command)];

    // then
    expect(again).toEqual(first);
    await expect(propose(ports, ADMIN, aWish(), { ...command, bodyHash: 'b' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('by two at the same moment lets one through; the other is told and loses nothing of the first', async () => {
    const ports = fakePorts({ officers: [ADMIN] });
    const results = await Promise.allSettled(['one', 'two'].map((decision) => propose(ports, aCalendarAdmin(decision), aWish({ decision }), aCommand())));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'calendar-changed' } });
    expect((await ports.calendars.records())[0]).toMatchObject({ revision: 1 });
  });

  test('can be dropped, also twice with one key, and begun anew', async () => {
    const ports = await withProposal();
    const command = aCommand();

    expect((await discard(ports, ADMIN, FIRST, command)).proposal).toBeUndefined();
    expect((await discard(ports, ADMIN, FIRST, command)).proposal).toBeUndefined();

    expect((await propose(ports, ADMIN, aWish(), aCommand())).proposal).toMatchObject({ version: 2, revision: 3 });
  });
});

describe('confirming', () => {
  test('puts the version into force, keeps the one before, and says who did it', async () => {
    const ports = await withProposal();
    const { current, proposal, versions } = await confirm(ports, DIRECTOR, FIRST, aCommand());

    expect(current).toMatchObject({ version: 2, confirmedBy: DIRECTOR.name, moves: { state: 'running', looked: 0 } });
    expect(proposal).toBeUndefined();
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await calendarVersion(ports, DIRECTOR, 1)).content.exceptions).toHaveLength(1);
  });

  test('a change made while the leader confirms is neither lost nor confirmed unseen', async () => {
    // given somebody who saves between the leader's reading and writing
    const ports = await withProposal();
    let first = true;
    interpose(ports.calendars, 'write', (write) => async (record, revision) => {
      if (first && record.state === 'confirmed') {
        first = false;
        await propose(ports, ADMIN, aWish({ revision: 1, reason: 'Nghỉ hai ngày vì ngập lụt' }), aCommand());
      }
      return write(record, revision);
    });

    // then
    await expect(confirm(ports, DIRECTOR, FIRST, aCommand())).rejects.toMatchObject({ code: 'calendar-changed' });
    expect((await calendarOverview(ports, DIRECTOR)).proposal).toMatchObject({ revision: 2, reason: 'Nghỉ hai ngày vì ngập lụt' });
  });

  test('twice with one key is once', async () => {
    const ports = await withProposal();
    const command = aCommand();
    await confirm(ports, DIRECTOR, FIRST, command);
    expect((await confirm(ports, DIRECTOR, FIRST, command)).current.version).toBe(2);
    expect((await ports.calendars.records()).map(({ version }) => version)).toEqual([2, 1]);
  });

  test('waits until the dates of the version before have been moved', async () => {
    const ports = await withProposal();
    await confirm(ports, DIRECTOR, FIRST, aCommand());
    await propose(ports, ADMIN, aWish({ version: 3 }), aCommand());
    await expect(confirm(ports, DIRECTOR, { version: 3, revision: 1 }, aCommand())).rejects.toMatchObject({ code: 'calendar-moves-running' });
  });
});

describe('rights', () => {
  test('who may not look after the calendar does not see it either', async () => {
    const ports = await withProposal();
    const officer = anOfficer({ roles: ['CASE_OFFICER', 'APPROVER', 'RECEPTION_OFFICER'] });
    await expect(calendarOverview(ports, officer)).rejects.toMatchObject({ code: 'action-not-allowed' });
    await expect(calendarVersion(ports, officer, 1)).rejects.toMatchObject({ code: 'action-not-allowed' });
    await expect(exportCalendar(ports, officer, 1)).rejects.toMatchObject({ code: 'action-not-allowed' });
    expect(() => readCalendarFile(officer, '')).toThrow(expect.objectContaining({ code: 'action-not-allowed' }));
  });

  test('who proposes does not confirm, who confirms does not propose, an auditor does neither', async () => {
    const ports = await withProposal();
    const auditor = anOfficer({ id: 'kien.thanhtra', agency: CENTER, roles: ['AUDITOR'] });
    for (const officer of [ADMIN, auditor]) await expect(confirm(ports, officer, FIRST, aCommand())).rejects.toMatchObject({ code: 'action-not-allowed' });
    for (const officer of [DIRECTOR, auditor]) {
      await expect(propose(ports, officer, aWish({ revision: 1 }), aCommand())).rejects.toMatchObject({ code: 'action-not-allowed' });
      await expect(discard(ports, officer, FIRST, aCommand())).rejects.toMatchObject({ code: 'action-not-allowed' });
    }
    expect((await calendarOverview(ports, auditor)).may).toEqual([]);
  });

  test('one person in both roles still needs a second one', async () => {
    const both = anOfficer({ id: 'mot.nguoi', agency: CENTER, roles: ['SYSTEM_ADMIN', 'CENTER_DIRECTOR'] });
    const ports = fakePorts({ officers: [both] });
    await propose(ports, both, aWish(), aCommand());
    await expect(confirm(ports, both, FIRST, aCommand())).rejects.toMatchObject({ code: 'action-not-allowed' });
  });
});

describe('files', () => {
  test('what is exported is read back as it was', async () => {
    const ports = await withProposal();
    const csv = await exportCalendar(ports, ADMIN, 2);
    expect(readCalendarFile(ADMIN, csv)).toEqual({ exceptions: (await ports.calendars.get(2)).exceptions, faults: [] });
    await expect(exportCalendar(ports, ADMIN, 9)).rejects.toMatchObject({ code: 'calendar-version-not-found' });
  });
});
