import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { ENDPOINTS, type EndpointId } from '../../contract/endpoints.ts';
import type { Health } from '../../contract/endpoints/system.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Config } from '../config.ts';
import type { SessionPorts } from '../ports/sessions.ts';
import { resumerOf, type Resumed } from '../usecases/session/resume-session.ts';
import { accessLog } from './access-log.ts';
import { authenticate } from './authenticate.ts';
import { clientAddress } from './client-address.ts';
import { cookieJar } from './cookies.ts';
import type { Handlers } from './handler.ts';
import type { LiveEvents } from './live-events.ts';
import { metricsPage, requestMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { portal } from './portal.ts';
import { rateLimits } from './rate-limit.ts';
import { answerFor } from './problem.ts';
import { eventStream } from './routes/event-stream.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { expressPath, JSON_IDS, jsonRoute } from './routes/json-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { trackingRoute } from './routes/tracking-route.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppParts {
  readonly config: Pick<Config['http'], 'publicUrl' | 'trustProxy' | 'portalDir' | 'rateLimit'>;
  readonly handlers: Handlers;
  readonly sessions: SessionPorts;
  readonly events: LiveEvents;
  readonly health: () => Health | Promise<Health>;
  readonly metrics: Registry;
  readonly log: Logger;
  /** For tests: a reply that is not what the contract says becomes an internal error. */
  readonly checkReplies?: boolean;
  readonly heartbeatMs?: number;
}

export interface App {
  readonly express: Express;
  /** Ends the open event streams, which would otherwise hold up a shutdown. */
  closeStreams(): void;
}

/** The whole HTTP interface: every operation of the contract, its description, measurements, and the portal. */
export function createApp({ config, handlers, sessions, events, health, metrics, log, checkReplies = false, heartbeatMs }: AppParts): App {
  const { publicUrl } = config;
  const secure = publicUrl?.protocol === 'https:';
  const cookies = cookieJar(secure);
  const resumer = resumerOf(sessions);
  const limits = rateLimits(config.rateLimit);
  const whoAsks = async (request: Request): Promise<Resumed> => {
    const resumed = await authenticate(request, { resumer, cookies, publicUrl });
    request.log.setBindings({ officer: resumed.officer.id });
    await limits.countOfficer(resumed.officer.id, String(request.res?.locals['endpoint']));
    return resumed;
  };
  const stream = eventStream({ events, authenticate: whoAsks, resumer, ...(heartbeatMs === undefined ? {} : { heartbeatMs }) });
  const healthRoute: RequestHandler = async (_, response) => {
    response.json(await health());
  };

  const routes: Record<string, RequestHandler[]> = {
    ...sessionRoutes({ ports: sessions, resumer, cookies, publicUrl, describe: handlers.getMe, authenticate: whoAsks, log }),
    ...fileRoutes({ handlers, authenticate: whoAsks }),
    trackDossier: trackingRoute(handlers, checkReplies),
    getEvents: [stream.route],
    getHealth: [healthRoute],
    ...Object.fromEntries(JSON_IDS.map((id) => [id, jsonRoute(id, { handlers, authenticate: whoAsks, checkReplies })])),
  };

  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(accessLog(log), securityHeaders(secure));
  app.get('/metrics', metricsPage(metrics));
  app.use('/api', limits.byAddress, apiRouter(routes, metrics));
  if (config.portalDir !== undefined) app.use(portal(config.portalDir));
  app.use(() => {
    throw new Refusal('not-found', 'Không có trang này.');
  });
  app.use(problemAnswer(log));
  return {
    express: app,
    closeStreams: () => {
      stream.closeAll();
    },
  };
}

function apiRouter(routes: Readonly<Record<string, RequestHandler[]>>, registry: Registry): express.Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const measured = requestMetrics(registry);
  // Answers about people are nobody's to keep, least of all a proxy's
  router.use((_, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  let description: string | undefined;
  router.get('/openapi.json', (_, response) => {
    description ??= JSON.stringify(openApiDocument());
    response.type('application/json').send(description);
  });
  for (const id of Object.keys(ENDPOINTS) as EndpointId[]) {
    const { method, path } = ENDPOINTS[id];
    const timed: RequestHandler = (_, response, next) => {
      response.locals['endpoint'] = id;
      const start = performance.now();
      response.on('finish', () => {
        measured.observe(id, response.statusCode, (performance.now() - start) / 1000);
      });
      next();
    };
    router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](expressPath(path), timed, ...(routes[id] ?? []));
  }
  for (const [path, methods] of methodsByPath()) {
    router.all(path, (_, response) => {
      response.setHeader('allow', methods.join(', '));
      throw new Refusal('method-not-allowed', `Đường dẫn này chỉ nhận ${methods.join(', ')}.`);
    });
  }
  router.use(() => {
    throw new Refusal('not-found', 'Không có đường dẫn này.');
  });
  return router;
}

function methodsByPath(): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>([['/openapi.json', ['GET']]]);
  for (const { method, path } of Object.values(ENDPOINTS)) methods.set(expressPath(path), [...(methods.get(expressPath(path)) ?? []), method]);
  return methods;
}

/** Last of all: every error becomes a problem, and those nobody has foreseen are logged whole and say nothing. */
function problemAnswer(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      // Half an answer must not look like a whole one
      response.destroy();
      next(error);
      return;
    }
    const language = request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
    const requestId = typeof request.id === 'string' ? request.id : '';
    const { problem, headers, unexpected } = answerFor(fromExpress(error), { requestId, language });
    const line = { requestId, code: problem.code };
    if (unexpected) log.error({ ...line, err: error }, 'A request failed for a reason nobody foresaw');
    else if (problem.status === 503) log.warn({ ...line, err: error }, 'A request was refused because a part is away');
    else if (problem.status === 403) log.warn({ ...line, event: 'access-refused', from: clientAddress(request) }, 'A request was refused');
    response.status(problem.status).set(headers).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** express itself refuses paths it cannot decode. */
function fromExpress(error: unknown): unknown {
  return error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400)
    ? new Refusal('malformed-request', 'Đường dẫn không đọc được.')
    : error;
}
