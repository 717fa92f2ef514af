import { describe, expect, test } from '@jest/globals';
import { aDossier, aVault, D1 } from '../../test/support/builders/a-dossier.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { returnResult } from './worker.ts';

const INPUT = { dossierId: D1 };

function decidedWith(...forms: Record<string, Json>[]): DossierRecord {
  const vault = aVault();
  const entries = forms.map((form, i) => ({
    kind: 'decided' as const,
    at: '2026-11-20T02:30:00.000Z',
    actor: anActor(aCaseOfficer()),
    data: { taskKey: String(i), elementId: 'x', outcome: 'OK', values: vault.hideAll(form), sent: {} } as never,
  }));
  return applyChange(aDossier(), { entries, secrets: vault.secrets });
}
const returned = (ports: FakePorts): unknown => reveal(theDossier(ports, D1).pending.at(-1)?.data, theDossier(ports, D1).secrets);

describe('handing over the result', () => {
  test('records what the officers entered: channel, recipient and number', async () => {
    const ports = fakePorts({ dossiers: [decidedWith({ resultNumber: '125/TLKS-BS' }, { returnChannel: 'post', recipientName: 'Phạm Văn Bốn' })] });
    await deliver(returnResult, ports, INPUT);
    expect(returned(ports)).toMatchObject({ channel: 'post', recipient: 'Phạm Văn Bốn', resultNumber: '125/TLKS-BS' });
    expect(JSON.stringify(theDossier(ports, D1).pending)).not.toContain('Phạm Văn Bốn');
    expect(theDossier(ports, D1).state.result).toEqual({ at: ports.clock.now(), channel: 'post' });
  });

  test('takes the channel of the submission when nobody entered another', async () => {
    const ports = fakePorts({ dossiers: [decidedWith({ returnChannel: 'by pigeon' })] });
    await deliver(returnResult, ports, INPUT);
    expect(returned(ports)).toMatchObject({ channel: 'counter' });
  });

  test('takes what was entered last', async () => {
    const ports = fakePorts({ dossiers: [decidedWith({ resultNumber: '1' }, { resultNumber: '2' })] });
    await deliver(returnResult, ports, INPUT);
    expect(returned(ports)).toMatchObject({ resultNumber: '2' });
  });

  test('delivered again is one hand-over', async () => {
    const ports = fakePorts({ dossiers: [decidedWith({ resultNumber: '1' })] });
    await deliver(returnResult, ports, INPUT);
    await deliverAgain(returnResult, ports, INPUT);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'result-returned')).toHaveLength(1);
  });
});
