import { expect } from '@jest/globals';
import type { ChangeEvent as Change } from '../../contract/endpoints/system.ts';
import { ChangeEvent } from '../../contract/endpoints/system.ts';
import { waitUntil } from '../../infra/launch/wait-until.ts';
import type { Requests } from './requests.ts';

export interface Heard {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

const open: Stream[] = [];
const until = <T>(look: () => T | undefined): Promise<T> => waitUntil(look, { timeoutMs: 60_000, what: 'Not heard' });

/** A page that listens, as a browser's EventSource reads it. */
export class Stream {
  readonly heard: Heard[] = [];
  ended = false;
  readonly #stop = new AbortController();

  static async of(url: string, http: Requests, who: string, lastSeen?: string): Promise<Stream> {
    const stream = new Stream();
    open.push(stream);
    const headers = { authorization: `Bearer ${await http.token(who)}`, ...(lastSeen === undefined ? {} : { 'last-event-id': lastSeen }) };
    const response = await fetch(`${url}/api/events`, { headers, signal: stream.#stop.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    void stream.#read(response);
    return stream;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop() ?? '';
        this.heard.push(...blocks.flatMap(eventIn));
      }
    } catch {
      // closed by the test, or by a server that went away
    }
    this.ended = true;
  }

  get changes(): readonly Change[] {
    return this.heard.filter(({ event }) => event === 'change').map(({ data }) => ChangeEvent.parse(JSON.parse(data)));
  }

  first(event: string): Promise<Heard> {
    return until(() => this.heard.find((one) => one.event === event));
  }

  /** The change of a dossier for which `wanted` is true. */
  change(dossierId: string, wanted: (change: Change) => boolean = () => true): Promise<Change> {
    return until(() => this.changes.find((change) => change.dossierId === dossierId && wanted(change)));
  }

  static closeAll(): void {
    for (const stream of open.splice(0)) stream.close();
  }

  close(): void {
    this.#stop.abort();
  }
}

function eventIn(block: string): Heard[] {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const event = fields.get('event');
  return event === undefined ? [] : [{ id: fields.get('id') ?? '', event, data: fields.get('data') ?? '' }];
}
