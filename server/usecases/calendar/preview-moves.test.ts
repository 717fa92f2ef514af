import { describe, expect, test } from '@jest/globals';
import { aCalendarAdmin, aContent, aDirector, aWish, FLOOD } from '../../../test/support/builders/a-calendar.ts';
import { aDossier, after, aNewDossier, D1, D2, D3, received } from '../../../test/support/builders/a-dossier.ts';
import { anOfficer, OTHER_WARD, WARD } from '../../../test/support/builders/people.ts';
import { fakePorts, type FakePorts } from '../../../test/support/fakes/fake-ports.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { CalendarContent } from '../../../domain/calendar/propose-calendar.ts';
import { propose } from './change-calendar.ts';
import { previewMoves } from './preview-moves.ts';

const ADMIN = aCalendarAdmin();
const ALL = { limit: 200 };

const aReceived = (id = D1, more: Parameters<typeof after>[1] = []): DossierRecord =>
  after(aDossier({ id }), [received(`H99.21-261120-000${id.slice(-1)}`), ...more]);

async function proposing(content: CalendarContent, ...dossiers: DossierRecord[]): Promise<FakePorts> {
  const ports = fakePorts({ dossiers, officers: [ADMIN] });
  await propose(ports, ADMIN, aWish({ content }), { key: 'propose-1', bodyHash: 'a' });
  return ports;
}

describe('the preview of a proposal', () => {
  test('lists the dossiers whose date would move, by how much and why, and changes nothing', async () => {
    // given
    const ports = await proposing(aContent(), aReceived());

    // when
    const preview = await previewMoves(ports, ADMIN, ALL);

    // then
    expect(preview).toMatchObject({ version: 2, revision: 1, looked: 1, failures: [], next: null });
    expect(preview.moves).toEqual([
      expect.objectContaining({
        dossierId: D1,
        procedureShortName: 'Bản sao trích lục',
        competentAgency: WARD,
        from: '2026-11-26T10:00:00+07:00',
        to: '2026-11-27T10:00:00+07:00',
        difference: { vi: 'Lùi 1 ngày làm việc', en: '1 working day later' },
      }),
    ]);
    expect(preview.moves[0]?.lines).toContainEqual(expect.objectContaining({ date: '2026-11-26', counted: false }));
    expect((await ports.dossiers.get(D1)).version).toBe(1);
  });

  test('shows nothing personal', async () => {
    const ports = await proposing(aContent(), aReceived());
    expect(JSON.stringify(await previewMoves(ports, ADMIN, ALL))).not.toMatch(/Hằng|099|hang@/);
  });

  test('leaves out what does not move: not received, finished, another agency closed, due before', async () => {
    // given
    const finished = aReceived(D2, [{ kind: 'element-activated', at: '2026-11-23T03:00:00.000Z', data: { portalStatus: 9 } }]);
    const [cultureDay] = aContent().exceptions;
    const also = (exception: CalendarContent['exceptions'][number]): CalendarContent => aContent({ exceptions: [cultureDay!, exception] });
    const cases: [CalendarContent, ...DossierRecord[]][] = [
      [aContent(), aNewDossier(), finished],
      [also({ ...FLOOD, agency: OTHER_WARD }), aReceived()],
      [also({ ...FLOOD, date: '2026-11-27' }), aReceived()],
    ];

    // then
    for (const [content, ...dossiers] of cases) {
      expect((await previewMoves(await proposing(content, ...dossiers), ADMIN, ALL)).moves).toEqual([]);
    }
  });

  test('a day of one agency moves that agency alone', async () => {
    const content = aContent({ exceptions: [...aContent().exceptions.slice(0, 1), { ...FLOOD, agency: WARD }] });
    const other = after(aDossier({ id: D2, data: { competentAgency: OTHER_WARD } }), [received('H99.21-261120-0002')]);
    expect((await previewMoves(await proposing(content, aReceived(), other), ADMIN, ALL)).moves.map(({ dossierId }) => dossierId)).toEqual([D1]);
  });

  test('goes through the open dossiers page by page, each once', async () => {
    const ports = await proposing(aContent(), aReceived(D1), aReceived(D2), aReceived(D3));
    const seen: string[] = [];
    let pages = 0;
    for (let page: string | null | undefined; page !== null; pages++) {
      const { moves, next } = await previewMoves(ports, ADMIN, { limit: 2, ...(page === undefined ? {} : { after: page }) });
      seen.push(...moves.map(({ dossierId }) => dossierId));
      page = next;
    }
    expect([seen, pages]).toEqual([[D1, D2, D3], 2]);
  });

  test('names the dossiers that would lose their date because a year is not confirmed', async () => {
    const closed = { date: '2026-11-25', validTo: '2026-12-31', kind: 'LOCAL_CLOSED', name: 'Đóng cửa' } as const;
    const preview = await previewMoves(await proposing(aContent({ exceptions: [closed] }), aReceived()), ADMIN, ALL);
    expect(preview.moves).toEqual([]);
    expect(preview.failures).toEqual([{ dossierId: D1, code: expect.any(String), reason: expect.stringContaining('lịch làm việc 2027 chưa được xác nhận') }]);
  });

  test('is for whoever proposes, confirms or audits, and only while there is a proposal', async () => {
    const ports = await proposing(aContent(), aReceived());
    await expect(previewMoves(ports, aDirector(), ALL)).resolves.toMatchObject({ looked: 1 });
    await expect(previewMoves(ports, anOfficer(), ALL)).rejects.toMatchObject({ code: 'action-not-allowed' });
    await expect(previewMoves(fakePorts(), ADMIN, ALL)).rejects.toMatchObject({ code: 'calendar-proposal-not-found' });
  });
});
