import type { Request, RequestHandler, Response } from 'express';
import type { Officer } from '../../../domain/policy.ts';
import type { Resumed, Resumer } from '../../usecases/session/resume-session.ts';
import type { LiveEvents, NumberedEvent } from '../live-events.ts';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 2_000;
/** A reader that does not read gets no memory of ours. */
const MAX_UNREAD_BYTES = 256 * 1024;
const MAX_STREAMS_PER_SESSION = 12;

export interface EventStreamParts {
  readonly events: LiveEvents;
  readonly authenticate: (request: Request) => Promise<Resumed>;
  readonly resumer: Pick<Resumer, 'stillOpen'>;
  readonly heartbeatMs?: number;
}

/** Server-sent events: every change of a dossier this officer may see; `resync` when something may have been missed. */
export function eventStream({ events, authenticate, resumer, heartbeatMs = HEARTBEAT_MS }: EventStreamParts): {
  readonly route: RequestHandler;
  closeAll(): void;
} {
  const open = new Map<Response, string>();
  const route: RequestHandler = async (request, response) => {
    const resumed = await authenticate(request);
    const older = [...open].filter(([, session]) => session === resumed.session);
    if (older.length >= MAX_STREAMS_PER_SESSION) older[0]?.[0].end();
    open.set(response, resumed.session);
    response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    response.write(`retry: ${String(RECONNECT_MS)}\n\n`);

    // Who reads is looked at again with every heartbeat, so that lost rights end what is shown
    let { officer } = resumed;
    const send = (event: NumberedEvent): void => {
      if (!event.concerns(officer)) return;
      if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
      else response.write(`id: ${event.id}\nevent: change\ndata: ${JSON.stringify(event.change)}\n\n`);
    };
    for (const event of catchUp(events, request, response)) send(event);
    const unsubscribe = events.subscribe(send);
    const heartbeat = setInterval(() => void beat(), heartbeatMs);
    const beat = async (): Promise<void> => {
      const now: Officer | undefined = await resumer.stillOpen(resumed.session, officer.id).catch(() => officer);
      if (now === undefined) {
        response.end();
        return;
      }
      officer = now;
      response.write(`: ${events.head()}\n\n`);
    };
    response.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(response);
    });
  };
  return {
    route,
    closeAll() {
      for (const response of open.keys()) response.end();
    },
  };
}

function catchUp(events: LiveEvents, request: Request, response: Response): readonly NumberedEvent[] {
  const lastSeen = request.headers['last-event-id'];
  const missed = typeof lastSeen === 'string' ? events.since(lastSeen) : [];
  if (missed !== undefined && typeof lastSeen === 'string') return missed;
  // The first id, so that a reader who reconnects before any change can say where it stood
  response.write(`id: ${events.head()}\nevent: ${missed === undefined ? 'resync' : 'ready'}\ndata: {}\n\n`);
  return [];
}
