import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** Members that never reach a log, at whatever depth. The one list of it. */
export const NEVER_LOGGED: readonly string[] = [
  'access',
  'refresh',
  'device',
  'salt',
  'headers',
  'idNumber',
  'applicant',
  'applicantName',
  'applicantId',
  'submitter',
  'person',
  'recipient',
  'name',
  'fullName',
  'officerName',
  'username',
  'phone',
  'email',
  'dateOfBirth',
  'form',
  'values',
  'variables',
  'text',
  'subject',
  'reason',
  'note',
  'body',
  'uri',
];
/** And whatever is called like a secret. */
const LIKE_A_SECRET = /password|secret|token|cookie|authorization|apikey/i;

const HIDDEN = '[hidden]';
const MAX_DEPTH = 8;
const never = new Set(NEVER_LOGGED.map((name) => name.toLowerCase()));

/** JSON lines, one event each, times in UTC. */
export function createLogger({
  level,
  service,
  destination,
}: {
  readonly level: LogLevel;
  readonly service: string;
  readonly destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactLine },
      // What children carry goes past the formatter; it is flat, so names are enough
      redact: { paths: [...NEVER_LOGGED, 'password', 'token', 'secret', 'cookie', 'authorization'].flatMap((name) => [name, `*.${name}`]), censor: HIDDEN },
      serializers: { err: describeError, error: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

function redact(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // Requests, documents, connections: nobody knows what they carry
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor.name}]`;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, isSecret(name) ? HIDDEN : redact(member, depth + 1)]));
}

/** pino-http hands in the whole request and response and has serializers of its own for them. */
function redactLine(fields: Record<string, unknown>): Record<string, unknown> {
  const { req, res, ...others } = fields;
  return { ...(req === undefined ? {} : { req }), ...(res === undefined ? {} : { res }), ...(redact(others, 0) as Record<string, unknown>) };
}

const isSecret = (name: string): boolean => never.has(name.toLowerCase()) || LIKE_A_SECRET.test(name);

interface Described {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly cause?: Described;
}

/** Only what says where and why. Errors of libraries carry documents, bodies and connection strings along. */
export function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) {
    // Already described once on its way here
    if (typeof error === 'object' && error !== null && 'type' in error && 'message' in error) return error as Described;
    return { type: typeof error, message: scrub(String(error)) };
  }
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {};
  const stack = error.stack === undefined ? {} : { stack: scrub(error.stack) };
  return { type: error.name, message: scrub(error.message), ...stack, ...code, ...cause };
}

/** Values that get into the text of errors: keys of duplicates, passwords of addresses, numbers of identity cards and telephones. */
function scrub(text: string): string {
  return text
    .replace(/dup key: \{.*?\}/g, `dup key: ${HIDDEN}`)
    .replace(/\/\/[^/\s:@]+:[^/\s@]+@/g, `//${HIDDEN}@`)
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, HIDDEN)
    .replace(/(?<![\d-])\d{9,12}(?![\d-])/g, HIDDEN);
}
