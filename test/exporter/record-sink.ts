import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EngineRecord {
  readonly position: number;
  readonly key: number;
  readonly valueType: string;
  readonly intent: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Post {
  readonly after: number;
  readonly log: string;
  readonly records: readonly EngineRecord[];
  readonly accepted: boolean;
  /** The highest position that was known when the batch arrived, −1 for none. */
  readonly markBefore: number;
}

/**
 * A receiver as the product's own must be: it keeps each record once, knows how far it has come, and can be slow, refuse, go down,
 * or lose what it had.
 */
export class RecordSink {
  readonly posts: Post[] = [];
  readonly records = new Map<number, EngineRecord>();
  delayMs = 0;
  /** Answers the given status as long as there is one. */
  refuseWith: (() => number | undefined) | undefined;
  mark = -1;
  private server: Server | undefined;
  private port = 0;

  private readonly secret: string;

  constructor(secret: string) {
    this.secret = secret;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/records`;
  }

  async up(): Promise<void> {
    const server = createServer((request, response) => void this.receive(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async down(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (server === undefined) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  /** As a store that was replaced by an empty one. */
  loseEverything(): void {
    this.records.clear();
    this.mark = -1;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    if (request.headers.authorization !== `Bearer ${this.secret}`) {
      response.writeHead(401).end();
      return;
    }
    if (this.delayMs > 0) await sleep(this.delayMs);
    const records = body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as EngineRecord);
    const status = this.refuseWith?.() ?? 200;
    const accepted = status === 200;
    this.posts.push({ after: Number(request.headers['x-after']), log: String(request.headers['x-log']), records, accepted, markBefore: this.mark });
    if (accepted) this.keep(records);
    response.writeHead(status).end();
  }

  private keep(records: readonly EngineRecord[]): void {
    for (const record of records) {
      if (record.position <= this.mark) continue;
      this.records.set(record.position, record);
      this.mark = record.position;
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
