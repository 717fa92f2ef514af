import { randomUUID } from 'node:crypto';
import { send } from './http-load.ts';

/** Who does which step of the bench's procedure; demonstration accounts of one agency. */
const RECEIVER = 'ngoc.motcua';
const ROBOTS = ['tuan.hotich', 'son.truongphong', 'khoa.chutich', 'yen.vanthu'] as const;
const AGENCY = 'an-phu-ward';
const LAST_STEP = 'number';
const POLL_MS = 40;
const REMARK = 'Ghi chú '.repeat(230);

interface Item {
  readonly key: string;
  readonly dossierId: string;
  readonly name: string;
  readonly code?: string;
}

export interface LoadEvents {
  readonly onDone: (dossierId: string, at: number) => void;
  /** A task was decided: which, and when the request was sent. */
  readonly onDecided?: (item: Item, sentAt: number) => void;
  /** A task was seen in an inbox for the first time. */
  readonly onSeen?: (item: Item, at: number) => void;
}

/** Officers who work through their inbox over the public interface, and a counter that takes dossiers in. */
export class TenStepLoad {
  readonly #url: string;
  readonly #events: LoadEvents;
  readonly #tokens = new Map<string, string>();
  readonly #taken = new Set<string>();
  #running = true;
  readonly problems = new Map<string, number>();

  constructor(url: string, events: LoadEvents) {
    this.#url = url;
    this.#events = events;
  }

  async start(password: string): Promise<void> {
    for (const username of [RECEIVER, ...ROBOTS]) await this.#signIn(username, password);
    for (const robot of ROBOTS) void this.#work(robot);
    const renew = setInterval(() => {
      for (const username of [RECEIVER, ...ROBOTS]) void this.#signIn(username, password);
    }, 300_000);
    renew.unref();
  }

  stop(): void {
    this.#running = false;
  }

  async submit(): Promise<string | undefined> {
    const answer = await this.#call(RECEIVER, 'POST', '/dossiers', {
      procedure: 'ten-step',
      channel: 'counter',
      receivingAgency: AGENCY,
      competentAgency: AGENCY,
      returnAgency: AGENCY,
      returnChannel: 'counter',
      applicant: { kind: 'person', name: 'Nguyễn Văn Đo', idKind: 'cccd', idNumber: '074199000001', phone: '0900000001' },
      form: { workKind: 'new', remark: REMARK.trim() },
      components: [{ id: 'application', originals: 1, certified: 0, copies: 0 }],
      attachments: [],
    });
    if (answer.status !== 201 && answer.status !== 202) return undefined;
    return (JSON.parse(answer.body) as { dossierId: string }).dossierId;
  }

  async #signIn(username: string, password: string): Promise<void> {
    const { status, body } = await send(`${this.#url}/api/session`, 'POST', {}, { username, password });
    if (status !== 200) throw new Error(`Signing in as ${username} answered ${String(status)}`);
    this.#tokens.set(username, (JSON.parse(body) as { accessToken: string }).accessToken);
  }

  async #work(robot: string): Promise<void> {
    while (this.#running) {
      const { status, body } = await this.#call(robot, 'GET', '/tasks?queue=free&limit=200&counts=false');
      const items = status === 200 ? (JSON.parse(body) as { items: Item[] }).items.filter(({ key }) => !this.#taken.has(key)) : [];
      for (const item of items) {
        this.#taken.add(item.key);
        this.#events.onSeen?.(item, performance.now());
        void this.#decide(robot, item);
      }
      if (items.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      else await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #decide(robot: string, item: Item): Promise<void> {
    const claimed = await this.#call(robot, 'POST', `/tasks/${item.key}/claim`);
    if (!isDone(claimed.status)) return void this.#taken.delete(item.key);
    const sentAt = performance.now();
    this.#events.onDecided?.(item, sentAt);
    const done = await this.#call(robot, 'POST', `/tasks/${item.key}/complete`, { outcome: 'DONE', form: {} });
    if (isDone(done.status) && item.name === LAST_STEP) this.#events.onDone(item.dossierId, performance.now());
  }

  async #call(username: string, method: 'GET' | 'POST', path: string, body?: unknown): ReturnType<typeof send> {
    const headers = { authorization: `Bearer ${this.#tokens.get(username) ?? ''}`, 'idempotency-key': randomUUID() };
    const answer = await send(`${this.#url}/api${path}`, method, headers, body);
    if (!isDone(answer.status)) {
      const what = `${path.replace(/\d{5,}/, '…')} ${String(answer.status)}`;
      this.problems.set(what, (this.problems.get(what) ?? 0) + 1);
    }
    return answer;
  }
}

const isDone = (status: number): boolean => status >= 200 && status < 300;
