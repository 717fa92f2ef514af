import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { clientAddress } from './client-address.ts';

const MAX_PATH = 200;
/** Asked for every second by programs; a line each would bury the rest. */
const QUIET = new Set(['/api/health', '/metrics']);

/** One line for each request: who asked is known by session lines; here only path, names of the query's fields, status and time. */
export function accessLog(log: Logger): RequestHandler {
  return pinoHttp<Request>({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    autoLogging: { ignore: (request) => QUIET.has(request.url.split('?')[0] ?? '') },
    customLogLevel: (_, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    wrapSerializers: false,
    serializers: {
      req: (request: Request) => ({ method: request.method, path: loggedPath(request.originalUrl), from: clientAddress(request) }),
      res: (response: { readonly statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}

/** The values of a query may be a name or a code somebody searched for. */
export function loggedPath(url: string): string {
  const [path = '', query] = url.split('?', 2);
  const fields =
    query === undefined
      ? ''
      : `?${query
          .split('&')
          .map((pair) => pair.split('=')[0] ?? '')
          .join('&')}`;
  return (path + fields).slice(0, MAX_PATH);
}
