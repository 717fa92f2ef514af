import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, D2, feeAssessed } from '../../test/support/builders/a-dossier.ts';
import { aJob } from '../../test/support/builders/a-job.ts';
import { fakeDossiers } from '../../test/support/fakes/fake-dossiers.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { recordEffect, type Effect } from './record-effect.ts';

type Returned = { readonly number: number };

const setUp = (): { ports: FakePorts; made: number[]; make: () => Effect<Returned> } => {
  const made: number[] = [];
  const make = (): Effect<Returned> => {
    made.push(made.length + 1);
    return {
      kind: 'fee-requested',
      data: { feeId: 'fee-702' },
      returned: { number: made.length },
      outbox: [{ kind: 'cancel-process', processInstanceKey: '77' }],
      secrets: { c: { salt: 's', value: made.length } },
    };
  };
  return { ports: fakePorts({ dossiers: [aDossier()] }), made, make };
};
const entries = (ports: FakePorts): unknown[] => theDossier(ports, D1).pending.filter(({ kind }) => kind === 'fee-requested');

describe('an effect of a step', () => {
  test('is one entry with the job it came from, and its result comes back', async () => {
    const { ports, make } = setUp();
    expect(await recordEffect(ports, D1, aJob('collect-fee'), 'collect', make)).toEqual({ number: 1 });
    expect(entries(ports)).toMatchObject([
      {
        step: { step: 'collect-fee', elementId: 'collect-fee', elementInstanceKey: '800', jobKey: '8001' },
        data: { feeId: 'fee-702', effect: 'collect', returned: { number: 1 } },
        at: ports.clock.now(),
      },
    ]);
    expect(theDossier(ports, D1)).toMatchObject({ outbox: [{ kind: 'cancel-process' }], secrets: { c: { value: 1 } } });
  });

  test('delivered again has the same result and no second entry, order or secret', async () => {
    const { ports, make, made } = setUp();
    await recordEffect(ports, D1, aJob('collect-fee'), 'collect', make);
    const before = theDossier(ports, D1);
    expect(await recordEffect(ports, D1, aJob('collect-fee', { key: '8002' }), 'collect', make)).toEqual({ number: 1 });
    expect(theDossier(ports, D1)).toBe(before);
    expect(made).toEqual([1]);
  });

  test('delivered twice at the same moment to two processes is had once', async () => {
    const { ports, make } = setUp();
    const other = { ...ports, dossiers: fakeDossiers(ports.documents) };
    const [first, second] = await Promise.all([
      recordEffect(ports, D1, aJob('collect-fee'), 'collect', make),
      recordEffect(other, D1, aJob('collect-fee', { key: '8002' }), 'collect', make),
    ]);
    expect(second).toEqual(first);
    expect(entries(ports)).toHaveLength(1);
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  });

  test('sees the newest dossier when somebody else wrote meanwhile', async () => {
    const { ports } = setUp();
    const seen: number[] = [];
    await recordEffect(ports, D1, aJob('collect-fee'), 'collect', async (record) => {
      seen.push(record.version);
      if (seen.length === 1) await fakeDossiers(ports.documents).change(D1, (current) => after(current, [feeAssessed()]));
      return { kind: 'fee-requested', data: { feeId: 'fee-702' }, returned: {} };
    });
    expect(seen).toEqual([1, 2]);
    expect(theDossier(ports, D1).state.fees['fee-702']?.status).toBe('requested');
  });

  test('of another visit, or by another name, is another effect', async () => {
    const { ports, make } = setUp();
    await recordEffect(ports, D1, aJob('collect-fee'), 'collect', make);
    expect(await recordEffect(ports, D1, aJob('collect-fee', { elementInstanceKey: '801' }), 'collect', make)).toEqual({ number: 2 });
    expect(await recordEffect(ports, D1, aJob('collect-fee'), 'again', make)).toEqual({ number: 3 });
  });

  test('that cannot be made writes nothing', async () => {
    const { ports } = setUp();
    const before = theDossier(ports, D1);
    await expect(
      recordEffect(ports, D1, aJob('collect-fee'), 'collect', () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(theDossier(ports, D1)).toBe(before);
    await expect(recordEffect(ports, D2, aJob('collect-fee'), 'collect', setUp().make)).rejects.toMatchObject({ code: 'dossier-not-found' });
  });

  test('is not lost when the process dies before it can answer the engine', async () => {
    const { ports, make } = setUp();
    await expect(
      recordEffect(
        {
          ...ports,
          failpoint: () => {
            throw new Error('died');
          },
        },
        D1,
        aJob('collect-fee'),
        'collect',
        make,
      ),
    ).rejects.toThrow('died');
    expect(await recordEffect(ports, D1, aJob('collect-fee', { key: '8002' }), 'collect', make)).toEqual({ number: 1 });
    expect(entries(ports)).toHaveLength(1);
  });
});
