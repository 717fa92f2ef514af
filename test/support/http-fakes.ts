import { Writable } from 'node:stream';
import { Registry } from 'prom-client';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { createApp, type App, type AppParts } from '../../server/http/create-app.ts';
import type { Handlers } from '../../server/http/handler.ts';
import { liveEvents } from '../../server/http/live-events.ts';
import { createLogger } from '../../server/log.ts';
import { describeMe } from '../../server/usecases/session/describe-me.ts';
import { aRunningClock, sessionPorts } from './session-fakes.ts';

/** Operations nobody has prepared an answer for fail, so that a test sees what it did not mean to call. */
export function fakeHandlers(given: Partial<Handlers> = {}): Handlers {
  const missing = Object.keys(ENDPOINTS).map((id) => [id, () => Promise.reject(new Error(`Nobody prepared ${id}`))]);
  return { ...(Object.fromEntries(missing) as unknown as Handlers), ...given };
}

export interface TestApp extends App {
  readonly parts: AppParts;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  /** Signs in as a program does. */
  bearer(): Promise<string>;
}

export function anApp(given: Partial<AppParts> = {}): TestApp {
  let lines = '';
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines += chunk.toString();
      done();
    },
  });
  const sessions = given.sessions ?? sessionPorts({ clock: aRunningClock() });
  const parts: AppParts = {
    config: { publicUrl: undefined, trustProxy: 0, rateLimit: 0, portalDir: undefined },
    handlers: fakeHandlers(),
    sessions,
    events: liveEvents(),
    health: () => ({ state: 'up', version: '0', parts: [] }),
    metrics: new Registry(),
    log: createLogger({ level: 'debug', service: 'test', destination }),
    checkReplies: true,
    ...given,
  };
  const withMe = { ...parts, handlers: { ...parts.handlers, getMe: (officer: Parameters<Handlers['getMe']>[0]) => describeMe(sessions, officer) } };
  const app = createApp(withMe);
  return {
    ...app,
    parts: withMe,
    logged: () => lines,
    async bearer() {
      const now = sessions.clock.now();
      const id = sessions.tokens.newSessionId();
      await sessions.sessions.create({ id, officer: 'lan.tiepnhan', startedAt: now, endsAt: '2999-01-01T00:00:00.000Z', rotatedAt: now, current: 'none' });
      return `Bearer ${sessions.tokens.access({ officer: 'lan.tiepnhan', session: id }, now).token}`;
    },
  };
}
