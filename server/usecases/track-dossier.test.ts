import { describe, expect, test } from '@jest/globals';
import { aNewDossier, after, aVault, D1, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { fakePorts } from '../../test/support/fakes/fake-ports.ts';
import { TrackedDossier } from '../../contract/endpoints/tracking.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { NotFound } from '../../domain/errors.ts';
import { trackDossier } from './track-dossier.ts';

const CODE = 'H99.21-261120-0001';
const WORD = 'Zyzzyva';

/** Received, then waiting for papers; whoever could write a text has written the mark into it. */
function aMarkedDossier(): DossierRecord {
  const vault = aVault();
  const name = { ...vault.hide(`Trần Thị ${WORD}`) };
  const officer = { ...anActor(aCaseOfficer()), name: `Cán bộ ${WORD}`, agencyName: `Cơ quan ${WORD}` };
  const record = aNewDossier({ id: D1, data: { applicant: { name }, form: { siteAddress: { ...vault.hide(WORD) } } } });
  const request = supplementRequested();
  return after(record, [
    { ...received(CODE), actor: officer },
    { ...request, data: { ...request.data, legalBasis: WORD } },
    {
      kind: 'apology-issued',
      at: '2026-11-23T03:00:00.000Z',
      actor: officer,
      data: { newDueAt: '2026-11-30T10:00:00+07:00', reason: { ...vault.hide(`Vì ${WORD} vắng`) }, number: '15/TB-UBND', calendarVersion: 1 },
    },
  ]);
}

describe('whoever holds the code', () => {
  test('sees the stage, the promised date and why it moved', async () => {
    // when
    const tracked = await trackDossier(fakePorts({ dossiers: [aMarkedDossier()] }), CODE);

    // then
    expect(TrackedDossier.parse(tracked)).toEqual(tracked);
    expect(tracked.stages.map(({ state }) => state)).toEqual(['done', 'current', 'ahead', 'ahead']);
    expect(tracked.clock).toMatchObject({ state: 'paused', pauses: [{ reason: { vi: 'Chờ người nộp bổ sung giấy tờ' } }] });
    expect(tracked.clock.moves).toContainEqual(expect.objectContaining({ kind: 'apology', document: '15/TB-UBND' }));
  });

  test('sees no person, no agency and no word that anybody wrote', async () => {
    const text = JSON.stringify(await trackDossier(fakePorts({ dossiers: [aMarkedDossier()] }), CODE));
    expect([WORD, 'ward', 'officer', '"by"', 'commitment', '099'].filter((secret) => text.includes(secret))).toEqual([]);
  });

  test('before a dossier is received there is no code to ask with, and its id is none', async () => {
    const ports = fakePorts({ dossiers: [aMarkedDossier()] });
    await expect(trackDossier(ports, D1)).rejects.toThrow(NotFound);
    await expect(trackDossier(ports, 'H99.21-261120-0002')).rejects.toThrow(NotFound);
  });
});
