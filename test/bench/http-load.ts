import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** A bare request on a kept connection: the generator must cost as little as it can, it shares the machine with what it measures. */
export function send(url: string, method: 'GET' | 'POST', headers: Readonly<Record<string, string>> = {}, body?: unknown): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    // A connection that ends is an answer like any other to a generator: it counts and goes on
    const broken = (): void => {
      resolve({ status: 0, body: '' });
    };
    const outgoing = request(
      url,
      {
        agent,
        method,
        headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }) },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
        });
        response.on('error', broken);
      },
    );
    outgoing.on('error', broken);
    outgoing.end(payload);
  });
}
