import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, feeAssessed, feePaid } from '../../test/support/builders/a-dossier.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { collectFee } from './worker.ts';

const INPUT = { dossierId: D1, feeId: 'fee-702' };

describe('collecting a fee', () => {
  test('opens it to the cashier, once', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [feeAssessed()])] });
    await deliver(collectFee, ports, INPUT);
    await deliverAgain(collectFee, ports, INPUT);
    expect(theDossier(ports, D1).state.fees['fee-702']?.status).toBe('requested');
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'fee-requested')).toHaveLength(1);
  });

  test('delivered again after the payment does not open it again', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [feeAssessed()])] });
    await deliver(collectFee, ports, INPUT);
    await ports.dossiers.change(D1, (record) => after(record, [feePaid()]));
    await deliverAgain(collectFee, ports, INPUT);
    expect(theDossier(ports, D1).state.fees['fee-702']?.status).toBe('paid');
  });

  test('reached again with a fee that is paid does not charge it a second time', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [feeAssessed()])] });
    await deliver(collectFee, ports, INPUT);
    await ports.dossiers.change(D1, (record) => after(record, [feePaid()]));
    await deliver(collectFee, ports, INPUT, { elementInstanceKey: '801' }).catch(() => undefined);
    expect(theDossier(ports, D1).state.fees['fee-702']?.status).toBe('paid');
  });

  test('refuses a fee nobody assessed, in a way the diagram can catch', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await expect(deliver(collectFee, ports, INPUT)).rejects.toMatchObject({ code: 'fee-not-found' });
    expect(collectFee.bpmnErrors).toContain('fee-not-found');
  });
});
