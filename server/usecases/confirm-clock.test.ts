import { describe, expect, test } from '@jest/globals';
import { anOfficer } from '../../test/support/builders/people.ts';
import { fakePorts, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { confirmClock } from './confirm-clock.ts';

const ADMIN = anOfficer({ id: 'long.hethong', roles: ['SYSTEM_ADMIN'] });
const held = async (): Promise<FakePorts> => {
  const ports = fakePorts();
  await ports.clockMarks.see(ports.clock.now());
  await ports.clockMarks.hold({ since: ports.clock.now(), expected: ports.clock.now(), seen: ports.clock.now() });
  return ports;
};
const isHeld = async (ports: FakePorts): Promise<boolean> => (await ports.clockMarks.read())?.held !== undefined;

describe('confirming the clock', () => {
  test('by an administrator who reads the same time elsewhere sets the alarms going', async () => {
    const ports = await held();
    expect(await confirmClock(ports, ADMIN, { now: '2026-11-20T10:04:00+07:00' })).toEqual({ now: ports.clock.now() });
    expect(await isHeld(ports)).toBe(false);
  });

  test.each(['2026-11-20T03:05:01.000Z', '2026-11-20T02:54:59.000Z', '2027-12-25T03:00:00.000Z'])('to somebody who reads %s is refused', async (now) => {
    const ports = await held();
    await expect(confirmClock(ports, ADMIN, { now })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await isHeld(ports)).toBe(true);
  });

  test('by anybody else is refused', async () => {
    const ports = await held();
    const leader = anOfficer({ roles: ['APPROVER', 'PROCESS_ADMIN', 'CENTER_DIRECTOR'] });
    await expect(confirmClock(ports, leader, { now: ports.clock.now() })).rejects.toMatchObject({ code: 'action-not-allowed' });
    expect(await isHeld(ports)).toBe(true);
  });

  test('that runs as it should is refused', async () => {
    const ports = fakePorts();
    await expect(confirmClock(ports, ADMIN, { now: ports.clock.now() })).rejects.toMatchObject({ code: 'clock-not-held' });
  });
});
