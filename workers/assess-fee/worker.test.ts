import { describe, expect, test } from '@jest/globals';
import { aDossier, D1 } from '../../test/support/builders/a-dossier.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { assessFee } from './worker.ts';

const LINES = [
  { code: 'copy', name: 'Lệ phí bản sao', kind: 'fee', amount: 8_000, legalBasis: 'TT 281/2016/TT-BTC' },
  { code: 'postage', name: 'Cước bưu chính', kind: 'postage', amount: 26_500, legalBasis: 'Biểu giá' },
];
const input = (feeLines: unknown): Record<string, unknown> => ({ dossierId: D1, feeLines });

describe('assessing a fee', () => {
  test('records the lines of the fee table and their sum in whole đồng', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(assessFee, ports, input(LINES))).toEqual({ feeId: 'fee-800', feeTotal: 34_500 });
    expect(theDossier(ports, D1).state.fees['fee-800']).toMatchObject({ status: 'assessed', total: 34_500, lines: LINES, agency: 'an-phu-ward' });
  });

  test('delivered again is one fee', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const first = await deliver(assessFee, ports, input(LINES));
    for (const again of await deliverAgain(assessFee, ports, input(LINES))) expect(again).toEqual(first);
    expect(Object.keys(theDossier(ports, D1).state.fees)).toEqual(['fee-800']);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'fee-assessed')).toHaveLength(1);
  });

  test('takes one line, and none, as the engine sends them', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(assessFee, ports, input(LINES[0]))).toMatchObject({ feeTotal: 8_000 });
    expect(await deliver(assessFee, ports, input(null), { elementInstanceKey: '801' })).toMatchObject({ feeId: 'fee-801', feeTotal: 0 });
    expect(await deliver(assessFee, ports, input([]), { elementInstanceKey: '802' })).toMatchObject({ feeTotal: 0 });
  });

  test.each([[-1], [0.5], ['8000']])('refuses the amount %p', (amount) => {
    expect(assessFee.input.safeParse(input([{ ...LINES[0], amount }])).success).toBe(false);
  });
});
