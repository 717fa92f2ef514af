import { describe, expect, test } from '@jest/globals';
import { aDossier, after, aStep, aVault, D1, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor, anOfficer, aStranger, FIRE_POLICE, WARD } from '../../test/support/builders/people.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import type { SlipNumber } from '../../contract/vocabulary.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Officer } from '../../domain/policy.ts';
import type { ControlSlip } from '../ports/slips.ts';
import type { Command } from './command.ts';
import { printSlip } from './print-slip.ts';

const KEY: Command = { key: 'hoa:1', bodyHash: 'body-1' };
const NEXT: Command = { key: 'hoa:2', bodyHash: 'body-1' };
const FIRST = `f${'1'.repeat(32)}`;
const SECOND = `f${'2'.repeat(32)}`;
const kinds = (ports: FakePorts): readonly string[] => theDossier(ports, D1).pending.map(({ kind }) => kind);

function printed(record: DossierRecord, fileId: string, slip: SlipNumber): DossierRecord {
  const vault = aVault();
  const document = { fileId, name: { ...vault.hide('phieu.pdf') }, mediaType: 'application/pdf', size: 1, sha256: fileId.slice(1).repeat(2), slip, at: '' };
  const step = aStep('request-supplement', fileId.slice(1, 4));
  return applyChange(record, {
    entries: [{ kind: 'slip-printed', at: '2026-11-20T03:31:00.000Z', step, data: { document, effect: 'slip', returned: {} } }],
    secrets: vault.secrets,
  });
}
const withReceipt = (): DossierRecord => printed(after(aDossier(), [received()]), FIRST, '01');

const print = (
  ports: FakePorts,
  slip: SlipNumber,
  { command = KEY, by = anOfficer(), fileId }: { readonly command?: Command; readonly by?: Officer; readonly fileId?: string } = {},
): ReturnType<typeof printSlip> => printSlip(ports, by, { dossier: D1, slip }, fileId === undefined ? {} : { fileId }, command);

describe('printing again', () => {
  test('hands out the very document that was printed first, and says so in the history', async () => {
    const ports = fakePorts({ dossiers: [withReceipt()] });
    expect(await print(ports, '01')).toMatchObject({ dossierId: D1, settled: true, slip: '01', fileId: FIRST, reprinted: true });
    expect(theDossier(ports, D1).pending.at(-1)).toMatchObject({
      kind: 'slip-reprinted',
      actor: { officer: 'hoa.motcua' },
      data: { slip: '01', fileId: FIRST, sha256: '1'.repeat(64) },
    });
    expect([ports.slips.printed, theDossier(ports, D1).state.documents.length]).toEqual([[], 1]);
  });

  test('with the same key is one print; with another key another one', async () => {
    const ports = fakePorts({ dossiers: [withReceipt()] });
    const first = await print(ports, '01');
    expect(await print(ports, '01')).toEqual(first);
    expect(kinds(ports).filter((kind) => kind === 'slip-reprinted')).toHaveLength(1);
    await print(ports, '01', { command: NEXT });
    expect(kinds(ports).filter((kind) => kind === 'slip-reprinted')).toHaveLength(2);
    await expect(print(ports, '01', { command: { ...KEY, bodyHash: 'other' } })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('of two takes the newest unless another one is named; a repeat is told of the first answer', async () => {
    const ports = fakePorts({ dossiers: [printed(printed(aDossier(), FIRST, '02'), SECOND, '02')] });
    expect(await print(ports, '02')).toMatchObject({ fileId: SECOND });
    expect(await print(ports, '02', { command: NEXT, fileId: FIRST })).toMatchObject({ fileId: FIRST });
    expect(await print(ports, '02', { command: NEXT, fileId: FIRST })).toMatchObject({ fileId: FIRST });
  });

  test('of a document that is none of this slip is refused', async () => {
    const ports = fakePorts({ dossiers: [withReceipt()] });
    await expect(print(ports, '02', { fileId: FIRST })).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(print(ports, '04')).rejects.toMatchObject({ code: 'slip-not-printed' });
    expect(kinds(ports)).not.toContain('slip-reprinted');
  });
});

describe('the notice of stopping', () => {
  test('is printed on demand where no step has printed it', async () => {
    const stop = { reason: { commitment: 'a'.repeat(64) }, legalBasis: 'Điều 20', paid: 0 };
    const stopped = after(withReceipt(), [
      { kind: 'dossier-stopped', at: '2026-11-20T05:00:00.000Z', actor: anActor(anOfficer({ id: 'khoa.chutich', roles: ['APPROVER'] })), data: stop },
    ]);
    const ports = fakePorts({ dossiers: [stopped] });
    const first = await print(ports, '05');
    expect(first).toMatchObject({ slip: '05', reprinted: false });
    expect(await print(ports, '05', { command: NEXT })).toMatchObject({ fileId: first.fileId, reprinted: true });
    expect(ports.slips.printed).toMatchObject([{ cause: 'stopped', stoppedAt: '2026-11-20T05:00:00.000Z' }]);
  });

  test('of a dossier that goes on there is none', async () => {
    await expect(print(fakePorts({ dossiers: [withReceipt()] }), '05')).rejects.toMatchObject({ code: 'slip-not-printed' });
  });
});

describe('who may print', () => {
  test.each<[string, Officer, string]>([
    ['another agency', aStranger(), 'dossier-not-found'],
    ['a consulted agency', anOfficer({ id: 'x', agency: FIRE_POLICE, roles: ['CONSULTED_AGENCY'] }), 'action-not-allowed'],
    ['an auditor, who only reads', anOfficer({ id: 'y', roles: ['AUDITOR'] }), 'action-not-allowed'],
  ])('not %s', async (_who, by, code) => {
    const ports = fakePorts({ dossiers: [after(aDossier({ data: { consultedAgencies: [FIRE_POLICE] } }), [received()])] });
    await expect(print(ports, '06', { by })).rejects.toMatchObject({ code });
    expect([kinds(ports).includes('slip-printed'), ports.files.kept.size]).toEqual([false, 0]);
  });
});

describe('the control slip', () => {
  const story = (): Story =>
    new Story({ from: 600 })
      .add('task-created', {
        elementId: 'look-up',
        at: '2026-11-20T04:00:00.000Z',
        data: { taskKey: '900', candidateGroups: [`${WARD}:CASE_OFFICER`], headers: { timeLimit: '4 working hours' } },
      })
      .add('task-assigned', { at: '2026-11-20T06:30:00.000Z', data: { taskKey: '900', assignee: 'tuan.hotich' } });
  const worked = (doneAt: string): DossierRecord => {
    const taken = observe(after(aDossier(), [received()]), story().facts, elementOf);
    const decided = after(taken, [
      {
        kind: 'decided',
        at: doneAt,
        actor: anActor(aCaseOfficer()),
        data: { taskKey: '900', elementId: 'look-up', outcome: 'FOUND', values: {}, sent: {} },
      },
    ]);
    const done = new Story({ from: 700 })
      .add('task-completed', { at: doneAt, data: { taskKey: '900', outcome: 'FOUND', variables: {} } })
      .add('task-created', { elementId: 'sign', at: doneAt, data: { taskKey: '901', candidateGroups: [`${WARD}:APPROVER`], headers: {} } });
    return observe(decided, done.facts, elementOf);
  };
  const slipOf = (ports: FakePorts): ControlSlip => ports.slips.printed.at(-1) as ControlSlip;

  test('tells every hand-over since receipt: who, when, and whether the giver was in time', async () => {
    const ports = fakePorts({ dossiers: [worked('2026-11-20T08:00:00.000Z')], officers: [aCaseOfficer()] });
    expect(await print(ports, '06')).toMatchObject({ slip: '06', reprinted: false });
    const ward = 'Ủy ban nhân dân phường An Phú';
    expect(slipOf(ports)).toMatchObject({ code: 'H99.21-261120-0001', asOf: ports.clock.now(), competentAgency: ward });
    expect(slipOf(ports).legs).toEqual([
      { from: 'Người nộp hồ sơ', to: ward, givenAt: '2026-11-20T02:00:00.000Z', takenAt: received().at, takenBy: 'Cán bộ hoa.motcua' },
      {
        from: ward,
        givenBy: 'Cán bộ hoa.motcua',
        to: `${ward} (Tra cứu sổ hộ tịch)`,
        givenAt: '2026-11-20T04:00:00.000Z',
        takenAt: '2026-11-20T06:30:00.000Z',
        takenBy: 'Cán bộ tuan.hotich',
      },
      {
        from: `${ward} (Tra cứu sổ hộ tịch)`,
        givenBy: 'Cán bộ tuan.hotich',
        to: `${ward} (Ký duyệt)`,
        givenAt: '2026-11-20T08:00:00.000Z',
        result: 'on-time',
      },
    ]);
  });

  test('says that a step came after its limit', async () => {
    const ports = fakePorts({ dossiers: [worked('2026-11-23T09:00:00.000Z')], officers: [aCaseOfficer()] });
    await print(ports, '06');
    expect(slipOf(ports).legs.at(-1)).toMatchObject({ result: 'late' });
  });

  test('joins a transfer to the first step of the agency that it went to', async () => {
    const moved = after(aDossier(), [
      received(),
      {
        kind: 'transferred',
        at: '2026-11-20T04:00:00.000Z',
        step: aStep('transfer-dossier', '750'),
        data: {
          transferId: 't',
          from: { id: WARD, name: 'UBND phường, tên cũ' },
          to: { id: FIRE_POLICE, name: 'Phòng PCCC' },
          effect: 'transfer',
          returned: {},
        },
      },
    ]);
    const taken = observe(
      moved,
      new Story({ from: 600 }).task('900', { groups: [`${FIRE_POLICE}:CASE_OFFICER`] }).assign('900', 'tuan.hotich').facts,
      elementOf,
    );
    const ports = fakePorts({ dossiers: [taken], officers: [aCaseOfficer()] });
    await print(ports, '06');
    expect(slipOf(ports).legs).toHaveLength(2);
    expect(slipOf(ports).legs[1]).toMatchObject({
      from: 'UBND phường, tên cũ',
      to: 'Phòng Cảnh sát phòng cháy (Tra cứu sổ hộ tịch)',
      givenAt: '2026-11-20T04:00:00.000Z',
      takenBy: 'Cán bộ tuan.hotich',
      note: 'Chuyển hồ sơ',
    });
  });

  test('is told anew each time and kept as a document', async () => {
    const ports = fakePorts({ dossiers: [withReceipt()], clock: new FakeClock('2026-11-20T04:00:00.000Z') });
    const first = await print(ports, '06');
    expect(await print(ports, '06')).toEqual(first);
    const second = await print(ports, '06', { command: NEXT });
    expect(second.fileId).not.toBe(first.fileId);
    const { state, secrets } = theDossier(ports, D1);
    expect(reveal(state.documents.slice(1), secrets)).toMatchObject([
      { slip: '06', fileId: first.fileId, name: 'Phieu-kiem-soat-H99.21-261120-0001.pdf' },
      { slip: '06', fileId: second.fileId },
    ]);
  });

  test('after dying between paper and entry keeps the first paper', async () => {
    const ports = fakePorts({ dossiers: [withReceipt()] });
    interrupted(ports);
    await expect(print(ports, '06')).rejects.toThrow('died');
    await print(ports, '06');
    expect(ports.files.kept.size).toBe(1);
    expect(theDossier(ports, D1).state.documents.at(-1)?.sha256).toBe([...ports.files.kept.values()][0]?.file.sha256);
  });

  test('of a dossier that has not been received there is none', async () => {
    await expect(print(fakePorts({ dossiers: [aDossier()] }), '06')).rejects.toMatchObject({ code: 'slip-not-printed' });
  });
});

/** The process dies after the file has been stored. */
function interrupted(ports: FakePorts): void {
  let left = 1;
  interpose(ports.files, 'put', (put) => async (file) => {
    const stored = await put(file as never);
    if (left-- > 0) throw new Error('died');
    return stored;
  });
}
