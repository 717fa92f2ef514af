import { describe, expect, test } from '@jest/globals';
import { aDossier, after, aVault, D1, feeAssessed, feeRequested, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { TEMPLATES } from './message-text.ts';
import { notifyApplicant } from './worker.ts';

const INPUT = { dossierId: D1, template: 'received' };
const message = (ports: FakePorts): { to: unknown; text: string } =>
  reveal(theDossier(ports, D1).state.messages.at(-1), theDossier(ports, D1).secrets) as { to: unknown; text: string };

describe('telling the applicant', () => {
  test('queues a message, which leaves through the outbox', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [received()])] });
    await deliver(notifyApplicant, ports, INPUT);
    expect(message(ports)).toMatchObject({ id: 'message-800', template: 'received', status: 'queued', to: { email: 'hang@example.vn', phone: '0900000111' } });
    expect(message(ports).text).toContain('H99.21-261120-0001');
    expect(message(ports).text).toContain('26/11/2026');
    expect(theDossier(ports, D1).outbox).toMatchObject([{ kind: 'send-message', messageId: 'message-800' }]);
    expect(ports.messenger.sent).toEqual([]);
  });

  test('delivered again is one message and one order', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(notifyApplicant, ports, INPUT);
    await deliverAgain(notifyApplicant, ports, INPUT);
    expect(theDossier(ports, D1).state.messages).toHaveLength(1);
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  });

  test('on another visit is another message', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(notifyApplicant, ports, INPUT);
    await deliver(notifyApplicant, ports, INPUT, { elementInstanceKey: '801' });
    expect(theDossier(ports, D1).state.messages.map(({ id }) => id)).toEqual(['message-800', 'message-801']);
  });

  test.each([...TEMPLATES])('says what it has to say without name and ID number (%s)', async (template) => {
    const record: DossierRecord = after(aDossier(), [received(), feeAssessed(), feeRequested(), supplementRequested()]);
    const ports = fakePorts({ dossiers: [record] });
    await deliver(notifyApplicant, ports, { dossierId: D1, template });
    expect(message(ports).text).toContain('H99.21-261120-0001');
    expect(message(ports).text).not.toMatch(/Hằng|0991|undefined|\[object/);
    expect(JSON.stringify(theDossier(ports, D1).pending)).not.toMatch(/hang@|đã được tiếp nhận\./);
  });

  test('writes to whoever submitted for the applicant', async () => {
    const vault = aVault();
    const submitter = vault.hideAll({ name: 'Trần Văn Ba', phone: '0911111111' });
    const record = aDossier({ data: { submitter: submitter as never } });
    const ports = fakePorts({ dossiers: [{ ...record, secrets: { ...record.secrets, ...vault.secrets } }] });
    await deliver(notifyApplicant, ports, INPUT);
    expect(message(ports).to).toEqual({ phone: '0911111111' });
  });

  test('refuses a template nobody wrote', () => {
    expect(notifyApplicant.input.safeParse({ ...INPUT, template: 'surprise' }).success).toBe(false);
  });
});
