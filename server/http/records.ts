import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../ports/log.ts';

export interface PostedBatch {
  readonly partition: number;
  /** Position of the last record posted before this batch; -1 if none ever. */
  readonly after: number;
  /** Identity of the engine's log. */
  readonly log?: string;
  /** One record a line (NDJSON). */
  readonly body: Buffer;
}

export interface RecordsParts {
  readonly secret: string;
  /** Resolves when every record of the batch is durable in our store. */
  readonly project: (batch: PostedBatch) => Promise<void>;
  readonly log: Log;
}

const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Where the engine's exporter delivers its records. It has a port of its own on the loopback interface and is never part of the public
 * interface. 204 means stored; the exporter repeats everything else.
 */
export function recordsReceiver({ secret, project, log }: RecordsParts): RequestListener {
  const expected = digest(`Bearer ${secret}`);
  return (request, response) => {
    void receive(request)
      .then(async (batch) => {
        if (typeof batch === 'number') return batch;
        await project(batch);
        return 204;
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'A batch of records was not taken in; the exporter will send it again');
        return 503;
      })
      .then((status) => {
        answer(request, response, status);
      });
  };

  async function receive(request: IncomingMessage): Promise<PostedBatch | number> {
    if (request.url !== '/records') return 404;
    if (request.method !== 'POST') return 405;
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      log.warn({ event: 'records-refused' }, "Somebody without the exporter's secret posted records");
      return 401;
    }
    const [partition, after] = [integer(request.headers['x-partition']), integer(request.headers['x-after'])];
    if (partition === undefined || partition < 1 || after === undefined || after < -1) return 400;
    const body = await read(request);
    if (body === undefined) return 413;
    const engineLog = request.headers['x-log'];
    return { partition, after, body, ...(typeof engineLog === 'string' && /^[\w.-]{1,80}$/.test(engineLog) ? { log: engineLog } : {}) };
  }
}

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  // The rest of a body nobody wants is not read; the connection goes with it
  const unread = !request.complete;
  response.writeHead(status, { ...(unread ? { connection: 'close' } : {}), ...(status === 503 ? { 'retry-after': '1' } : {}) });
  response.end();
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function integer(header: string | string[] | undefined): number | undefined {
  const value = typeof header === 'string' && /^-?\d{1,16}$/.test(header) ? Number(header) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
