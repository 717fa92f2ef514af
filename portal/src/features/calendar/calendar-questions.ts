import { queryOptions } from '@tanstack/react-query';
import { call, readText } from '../../api/api.ts';
import { ENDPOINTS, type CalendarOverview } from '../../api/contract.ts';

/** Looked at more often while dossiers are taking a version on. */
const everyMs = (overview: CalendarOverview | undefined): number | false => {
  const state = overview?.current.moves?.state;
  return state === 'running' ? 1_500 : state === 'checking' ? 15_000 : false;
};

export const calendarKey = ['calendar'] as const;

export const calendarQuestion = () =>
  queryOptions({
    queryKey: calendarKey,
    queryFn: ({ signal }) => call(ENDPOINTS.getCalendar, { signal }),
    refetchInterval: ({ state }) => everyMs(state.data),
    staleTime: 10_000,
  });

/** Hands the file of a version to the browser. */
export async function saveCalendarFile(version: number): Promise<void> {
  const csv = await readText(ENDPOINTS.exportCalendar, { params: { version } });
  const address = URL.createObjectURL(new Blob([csv.startsWith('\uFEFF') ? csv : `\uFEFF${csv}`], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `lich-lam-viec-ban-${String(version)}.csv` });
  link.click();
  URL.revokeObjectURL(address);
}
