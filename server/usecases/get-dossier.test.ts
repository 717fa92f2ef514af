import { describe, expect, test } from '@jest/globals';
import { aDossier, aDossierWithTask, after, aVault, D1, messageQueued, received } from '../../test/support/builders/a-dossier.ts';
import { aCaseOfficer, anOfficer, aStranger, FIRE_POLICE } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { getDossier, getHistory, listDossiers, readDocument, readEntries, wholeHistory } from './get-dossier.ts';

const consulted = anOfficer({ id: 'pccc', agency: FIRE_POLICE, roles: ['CONSULTED_AGENCY'] });

/** With a document whose name tells something about the applicant, in a procedure that consults the fire police. */
function aFullDossier(): DossierRecord {
  const vault = aVault();
  const document = {
    fileId: `f${'1'.repeat(32)}`,
    name: { ...vault.hide('CCCD-Le-Thi-Thu-Hang.pdf') },
    mediaType: 'application/pdf',
    size: 3,
    sha256: 'a'.repeat(64),
    at: '2026-11-20T02:00:00.000Z',
  };
  const record = aDossierWithTask({ data: { consultedAgencies: [FIRE_POLICE] } });
  return applyChange(record, {
    entries: [{ kind: 'document-added', at: '2026-11-20T03:10:00.000Z', data: { document } }, received(), messageQueued('m', vault)],
    secrets: vault.secrets,
  });
}

async function settledUpTo(record: DossierRecord, seq: number): Promise<FakePorts> {
  const ports = fakePorts({ dossiers: [record] });
  await ports.history.append(record.pending.filter((entry) => entry.seq <= seq));
  return ports;
}

describe('reading a history that stands in two places', () => {
  const record = aFullDossier();
  const length = record.head.seq;

  test('every entry comes once and in order, wherever the border is and whatever the page', async () => {
    for (let settled = 0; settled <= length; settled++) {
      const ports = await settledUpTo(record, settled);
      for (const kept of [record.pending, record.pending.filter(({ seq }) => seq > settled)]) {
        const current = { ...record, pending: kept };
        expect((await wholeHistory(ports, current)).map(({ seq }) => seq)).toEqual(record.pending.map(({ seq }) => seq));
        for (const limit of [1, 2, 3]) {
          const seen: number[] = [];
          for (;;) {
            const page = await readEntries(ports, current, seen.at(-1) ?? 0, limit);
            if (page.length === 0) break;
            seen.push(...page.map(({ seq }) => seq));
          }
          expect(seen).toEqual(record.pending.map(({ seq }) => seq));
        }
      }
    }
  });

  test('a page says where the next one begins, the last one that there is none', async () => {
    const ports = await settledUpTo(record, 3);
    const first = await getHistory(ports, aCaseOfficer(), D1, { after: 0, limit: 4 });
    expect(first).toMatchObject({ total: length, next: 4 });
    const rest = await getHistory(ports, aCaseOfficer(), D1, { after: 4, limit: 1_000 });
    expect(rest.next).toBeNull();
    expect(first.entries.length + rest.entries.length).toBe(length);
    expect(await getHistory(ports, aCaseOfficer(), D1, { after: 999, limit: 10 })).toMatchObject({ entries: [], next: null });
  });

  test('names who took a task, beside what is hashed', async () => {
    const ports = await settledUpTo(record, 3);
    const { entries } = await getHistory(ports, aCaseOfficer(), D1, { after: 0, limit: 100 });
    const taken = entries.filter(({ kind }) => kind === 'task-assigned');
    expect(taken.length).toBeGreaterThan(0);
    for (const { assigneeName, data } of taken) {
      expect(assigneeName).toBe((await ports.officers.find(String(data['assignee'])))?.name ?? data['assignee']);
      expect(data).not.toHaveProperty('assigneeName');
    }
    expect(entries.find(({ kind }) => kind === 'task-created')).not.toHaveProperty('assigneeName');
  });

  test('shows personal values to those who may see them, and commitments to an agency that may see the rest', async () => {
    const ports = await settledUpTo(record, 3);
    expect(JSON.stringify(await getHistory(ports, aCaseOfficer(), D1, { after: 0, limit: 100 }))).toContain('Phạm Gia Bảo');
    expect(
      JSON.stringify(await getHistory(ports, anOfficer({ roles: ['CENTER_DIRECTOR'], agency: 'binh-an-center' }), D1, { after: 0, limit: 100 })),
    ).not.toContain('Phạm Gia Bảo');
  });
});

describe('one dossier', () => {
  test('shows everything but the ID number to its own agency', async () => {
    const ports = fakePorts({ dossiers: [aFullDossier()], officers: [aCaseOfficer()] });
    const view = await getDossier(ports, aCaseOfficer(), D1);
    expect(view).toMatchObject({
      id: D1,
      code: 'H99.21-261120-0001',
      applicant: { name: 'Lê Thị Thu Hằng', idNumber: '099*******11', phone: '0900000111' },
      form: { registeredPerson: 'Phạm Gia Bảo' },
      documents: [{ name: 'CCCD-Le-Thi-Thu-Hang.pdf' }],
    });
    expect(JSON.stringify(view)).not.toContain('v1.cipher');
    expect(view.tasks).toMatchObject([{ assigneeName: aCaseOfficer().name }]);
  });

  test('shows a consulted agency the facts of the case and nothing personal but the name', async () => {
    const view = await getDossier(fakePorts({ dossiers: [aFullDossier()] }), consulted, D1);
    expect(view.form).toEqual({ copies: 2 });
    expect(JSON.stringify(view)).not.toMatch(/0900000111|hang@|Phạm Gia Bảo|v1\.cipher/);
    expect(view.messages).toEqual([]);
  });

  test('shows a consulted agency no file name, for it tells what the form may not', async () => {
    const view = await getDossier(fakePorts({ dossiers: [aFullDossier()] }), consulted, D1);
    expect(JSON.stringify(view.documents)).not.toContain('Hang');
  });

  test('shows a consulted agency of the applicant the name alone', async () => {
    const { applicant } = await getDossier(fakePorts({ dossiers: [aFullDossier()] }), consulted, D1);
    expect(applicant.idNumber).toBeUndefined();
  });

  test('of another agency is like one that does not exist', async () => {
    const ports = fakePorts({ dossiers: [aFullDossier()] });
    for (const id of [D1, 'H99.21-261120-0001', 'd00000000000000000000000zz']) {
      await expect(getDossier(ports, aStranger(), id)).rejects.toMatchObject({ code: 'dossier-not-found' });
      await expect(getHistory(ports, aStranger(), id, { after: 0, limit: 10 })).rejects.toMatchObject({ code: 'dossier-not-found' });
    }
  });
});

describe('a document', () => {
  test('is read by those who may see personal data, and only as part of its dossier', async () => {
    const ports = fakePorts({ dossiers: [aFullDossier()] });
    const put = (fileId: string): Promise<unknown> =>
      ports.files.put({ fileId, name: 'x', mediaType: 'application/pdf', content: new Uint8Array([1, 2, 3]), uploadedBy: 'x', at: ports.clock.now() });
    const [ours, foreign] = [`f${'1'.repeat(32)}`, `f${'2'.repeat(32)}`];
    await put(ours);
    await put(foreign);

    expect((await readDocument(ports, aCaseOfficer(), { dossier: D1, file: ours })).content).toEqual(new Uint8Array([1, 2, 3]));
    await expect(readDocument(ports, aCaseOfficer(), { dossier: D1, file: foreign })).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(readDocument(ports, consulted, { dossier: D1, file: ours })).rejects.toMatchObject({ code: 'action-not-allowed' });
    await expect(readDocument(ports, aStranger(), { dossier: D1, file: ours })).rejects.toMatchObject({ code: 'dossier-not-found' });
  });
});

test('the list shows the dossiers of the officer’s agencies, and all of them to an auditor', async () => {
  const ports = fakePorts({
    dossiers: [
      aDossier(),
      after(
        aDossier({
          id: 'd000000000000000000000000b',
          data: { receivingAgency: 'binh-an-center', competentAgency: 'binh-an-center', returnAgency: 'binh-an-center' },
        }),
        [],
      ),
    ],
  });
  const ids = async (officer = aCaseOfficer()): Promise<string[]> => (await listDossiers(ports, officer, { limit: 50 })).dossiers.map(({ id }) => id);
  expect(await ids()).toEqual([D1]);
  expect(await ids(aStranger())).toEqual([]);
  expect(await ids(anOfficer({ roles: ['AUDITOR'], agency: 'binh-an-center' }))).toHaveLength(2);
  expect(theDossier(ports, D1).id).toBe(D1);
});
