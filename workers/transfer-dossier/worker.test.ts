import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, received } from '../../test/support/builders/a-dossier.ts';
import { CENTER, WARD } from '../../test/support/builders/people.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { transferDossier } from './worker.ts';

const INPUT = { dossierId: D1, fromAgency: CENTER, toAgency: WARD };

describe('handing a dossier over', () => {
  test('names both sides as they are called on that day', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(transferDossier, ports, INPUT)).toEqual({ transferId: 'transfer-800' });
    expect(theDossier(ports, D1).pending.at(-1)).toMatchObject({
      kind: 'transferred',
      data: {
        from: { id: CENTER, code: 'H99.01', name: 'Trung tâm Phục vụ hành chính công tỉnh Bình An' },
        to: { id: WARD, code: 'H99.21', name: 'Ủy ban nhân dân phường An Phú' },
      },
    });
    expect(theDossier(ports, D1).state.transfers).toEqual([{ id: 'transfer-800', from: CENTER, to: WARD, at: ports.clock.now() }]);
  });

  test('to the agency that is to resolve it makes it the competent one, whichever was named before', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(transferDossier, ports, { ...INPUT, toAgency: CENTER, competent: true });
    expect(theDossier(ports, D1).state).toMatchObject({ competentAgency: CENTER, receivingAgency: WARD });
  });

  test('for any other reason leaves the competent agency as it was named', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(transferDossier, ports, { ...INPUT, toAgency: CENTER });
    expect(theDossier(ports, D1).state.competentAgency).toBe(WARD);
  });

  test('to the competent agency says by when it had to be, by the calendar its receipt names', async () => {
    const handedOver = async (at: string, record: DossierRecord): Promise<unknown> => {
      const ports = fakePorts({ dossiers: [record], clock: new FakeClock(at) });
      await deliver(transferDossier, ports, { ...INPUT, fromAgency: WARD, toAgency: CENTER });
      return theDossier(ports, D1).pending.at(-1)?.data['dueAt'];
    };
    const forCenter = aDossier({ data: { competentAgency: CENTER } });
    expect(await handedOver('2026-11-20T04:00:00.000Z', after(forCenter, [received()]))).toBe('2026-11-20T17:00:00+07:00');
    expect(await handedOver('2026-11-20T04:00:00.000Z', forCenter)).toBeUndefined();
    expect(await handedOver('2026-11-20T04:00:00.000Z', after(aDossier(), [received()]))).toBeUndefined();
  });

  test('delivered again is one transfer', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(transferDossier, ports, INPUT);
    await deliverAgain(transferDossier, ports, INPUT);
    expect(theDossier(ports, D1).state.transfers).toHaveLength(1);
  });

  test('to an agency that does not exist can be caught by the diagram', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await expect(deliver(transferDossier, ports, { ...INPUT, toAgency: 'nowhere' })).rejects.toMatchObject({ code: 'agency-not-found' });
    expect(transferDossier.bpmnErrors).toContain('agency-not-found');
  });
});
