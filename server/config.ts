import { z } from 'zod';

/** A variable that is set to nothing counts as not set: that is how container files leave things out. */
const optional = <T extends z.ZodType>(schema: T): z.ZodType<z.output<T> | undefined> =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: string): z.ZodType<z.output<T>> =>
  z.preprocess((given) => (given === undefined || given === '' ? value : given), schema);

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number');
const address = z.string().regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'must look like host:port');
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).transform((value) => new URL(value));
const key = z
  .string('is missing; it must be 32 random bytes in base64 (openssl rand -base64 32)')
  .trim()
  .regex(/^[0-9A-Za-z+/_-]{43}=?$/, 'must be 32 random bytes in base64 (openssl rand -base64 32)');

/** Everything the environment may say, one line each; `.env.example` explains every one. */
const ENVIRONMENT = {
  HTTP_HOST: withDefault(z.string(), '127.0.0.1'),
  HTTP_PORT: withDefault(port, '8080'),
  PUBLIC_URL: optional(httpUrl),
  TRUST_PROXY: withDefault(z.string().regex(/^(\d{1,2}|[0-9a-fA-F.:/, ]+)$/, 'must be a number of proxies, or their addresses separated by commas'), '0'),
  RATE_LIMIT: withDefault(
    z
      .string()
      .regex(/^\d{1,7}$/, 'must be a number of requests a minute')
      .transform(Number),
    '6000',
  ),
  PORTAL_DIR: optional(z.string()),
  WORKFLOWS_DIR: withDefault(z.string(), 'workflows'),
  DATA_DIR: withDefault(z.string(), '.data'),
  LOG_LEVEL: withDefault(z.enum(['error', 'warn', 'info', 'debug', 'silent'], 'must be error, warn, info, debug or silent'), 'info'),
  MONGODB_URI: z
    .string('is missing; it must be a mongodb:// or mongodb+srv:// address')
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must be a mongodb:// or mongodb+srv:// address'),
  ZEEBE_GRPC_ADDRESS: withDefault(address, '127.0.0.1:8083'),
  ZEEBE_REST_ADDRESS: withDefault(httpUrl, 'http://127.0.0.1:8082'),
  ZEEBE_MANAGEMENT_ADDRESS: optional(httpUrl),
  RECORDS_PORT: withDefault(port, '8087'),
  TOKEN_KEY: key,
  EXPORTER_SECRET: key,
  ID_ENCRYPTION_KEY: key,
  ID_HASH_KEY: key,
  CHECKPOINT_KEY: key,
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })),
  SMTP_FROM: optional(z.string().regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an e-mail address')),
  DEMO: withDefault(flag, 'false'),
  DEMO_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters').max(200)),
  FAILPOINT: optional(z.string().regex(/^[a-zA-Z0-9.-]+:\d+:[a-z]+(:\d+)?$/, 'must look like relay.afterEngine:3:kill')),
  MOTCUA_PARENT_PID: optional(
    z
      .string()
      .regex(/^\d{1,10}$/, 'must be a process id')
      .transform(Number),
  ),
};

const Environment = z.object(ENVIRONMENT).superRefine((env, context) => {
  if (env.DEMO && env.DEMO_PASSWORD === undefined)
    context.addIssue({ code: 'custom', path: ['DEMO_PASSWORD'], message: 'is missing; DEMO=true makes accounts that need a password' });
  if (env.SMTP_URL !== undefined && env.SMTP_FROM === undefined)
    context.addIssue({ code: 'custom', path: ['SMTP_FROM'], message: 'is missing; with SMTP_URL the sender must be named' });
});

export const ENVIRONMENT_KEYS: readonly string[] = Object.keys(ENVIRONMENT);

export type LogLevel = z.output<typeof ENVIRONMENT.LOG_LEVEL>;

export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where people reach us; decides secure cookies and which origin may write. */
    readonly publicUrl: URL | undefined;
    /** express `trust proxy`: how many proxies stand in front, or which. */
    readonly trustProxy: number | readonly string[];
    /** Requests of one officer in a minute; 0: not counted. */
    readonly rateLimit: number;
    readonly portalDir: string | undefined;
  };
  readonly recordsPort: number;
  readonly databaseUri: string;
  readonly engine: { readonly grpcAddress: string; readonly restAddress: URL; readonly managementAddress: URL | undefined };
  readonly dataDir: string;
  readonly workflowsDir: string;
  readonly keys: { readonly token: Buffer; readonly idEncryption: Buffer; readonly idHash: Buffer; readonly checkpoint: Buffer };
  /** Kept as text: the exporter sends the very characters of its secret file. */
  readonly exporterSecret: string;
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  readonly demo: { readonly password: string } | undefined;
  readonly logLevel: LogLevel;
  readonly failpoint: string | undefined;
  /** Our launcher: when it is gone, we go too. */
  readonly parentPid: number | undefined;
}

/** One sentence for each variable that is wrong. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/** @throws BadConfig naming every variable that is wrong; never its value, which may be a secret */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message.startsWith('Invalid') ? 'is missing or wrong' : message}.`);
    throw new BadConfig(`The settings cannot be used. ${faults.join(' ')} See .env.example.`);
  }
  const e = parsed.data;
  return {
    http: {
      host: e.HTTP_HOST,
      port: e.HTTP_PORT,
      publicUrl: e.PUBLIC_URL,
      trustProxy: trustProxy(e.TRUST_PROXY),
      rateLimit: e.RATE_LIMIT,
      portalDir: e.PORTAL_DIR,
    },
    recordsPort: e.RECORDS_PORT,
    databaseUri: e.MONGODB_URI,
    engine: { grpcAddress: e.ZEEBE_GRPC_ADDRESS, restAddress: e.ZEEBE_REST_ADDRESS, managementAddress: e.ZEEBE_MANAGEMENT_ADDRESS },
    dataDir: e.DATA_DIR,
    workflowsDir: e.WORKFLOWS_DIR,
    keys: { token: bytes(e.TOKEN_KEY), idEncryption: bytes(e.ID_ENCRYPTION_KEY), idHash: bytes(e.ID_HASH_KEY), checkpoint: bytes(e.CHECKPOINT_KEY) },
    exporterSecret: e.EXPORTER_SECRET,
    smtp: e.SMTP_URL !== undefined && e.SMTP_FROM !== undefined ? { url: e.SMTP_URL, from: e.SMTP_FROM } : undefined,
    demo: e.DEMO && e.DEMO_PASSWORD !== undefined ? { password: e.DEMO_PASSWORD } : undefined,
    logLevel: e.LOG_LEVEL,
    failpoint: e.FAILPOINT,
    parentPid: e.MOTCUA_PARENT_PID,
  };
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

const trustProxy = (text: string): number | readonly string[] => (/^\d{1,2}$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim()));
