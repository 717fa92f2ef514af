import type { Queue } from '../../api/questions.ts';
import { DUE_STATES, type DueState } from '../../components/due-state.ts';

/** What the inbox shows, as it stands in the address: reload, back and a link to a colleague show the same. */
export interface InboxView {
  readonly queue: Queue;
  readonly due: DueState | undefined;
  readonly code: string;
  readonly page: number;
}

const QUEUE_WORDS: Readonly<Record<Queue, string>> = { mine: 'cua-toi', free: 'chua-nhan', all: 'tat-ca', fees: 'thu-phi', supplements: 'bo-sung' };
const DUE_WORDS: Readonly<Record<DueState, string>> = {
  overdue: 'qua-han',
  'past-hour': 'qua-gio',
  'due-soon': 'sap-den',
  'on-time': 'dung-han',
  paused: 'tam-dung',
  done: 'da-xong',
  stopped: 'da-dung',
  none: 'chua-co',
};

const keyWithValue = <K extends string>(words: Readonly<Record<K, string>>, keys: readonly K[], value: string | null): K | undefined =>
  keys.find((key) => words[key] === value);

export function readView(search: URLSearchParams): InboxView {
  const page = Number(search.get('trang') ?? '1');
  return {
    queue: keyWithValue(QUEUE_WORDS, Object.keys(QUEUE_WORDS) as Queue[], search.get('hang-doi')) ?? 'all',
    due: keyWithValue(DUE_WORDS, DUE_STATES, search.get('han')),
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
