import type { Queue } from '../../api/questions.ts';
import { CLOCK_LOOKS, type ClockLook } from '../../components/clock/clock-look.ts';

/** What the inbox shows, as it stands in the address: reload, back and a link to a colleague show the same. */
export interface InboxView {
  readonly queue: Queue;
  readonly due: ClockLook | undefined;
  readonly code: string;
  readonly page: number;
}

const QUEUE_WORDS: Readonly<Record<Queue, string>> = { mine: 'cua-toi', free: 'chua-nhan', all: 'tat-ca', fees: 'thu-phi', supplements: 'bo-sung' };
const DUE_WORDS: Readonly<Record<ClockLook, string>> = {
  overdue: 'qua-han',
  'past-hour': 'qua-gio',
  'due-soon': 'sap-den',
  running: 'dung-han',
  paused: 'tam-dung',
  early: 'truoc-han',
  'on-time': 'xong-dung-han',
  late: 'xong-tre-han',
  stopped: 'da-dung',
  'not-started': 'chua-tinh',
};

const keyWithValue = <K extends string>(words: Readonly<Record<K, string>>, keys: readonly K[], value: string | null): K | undefined =>
  keys.find((key) => words[key] === value);

export function readView(search: URLSearchParams): InboxView {
  const page = Number(search.get('trang') ?? '1');
  return {
    queue: keyWithValue(QUEUE_WORDS, Object.keys(QUEUE_WORDS) as Queue[], search.get('hang-doi')) ?? 'all',
    due: keyWithValue(DUE_WORDS, CLOCK_LOOKS, search.get('han')),
    code: (search.get('q') ?? '').slice(0, 40),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

export function writeView({ queue, due, code, page }: InboxView): string {
  const search = new URLSearchParams();
  if (queue !== 'all') search.set('hang-doi', QUEUE_WORDS[queue]);
  if (due !== undefined) search.set('han', DUE_WORDS[due]);
  if (code !== '') search.set('q', code);
  if (page > 1) search.set('trang', String(page));
  return search.toString();
}
