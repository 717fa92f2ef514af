import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/** Environment variable → file in `<data>/secrets`. */
const KEYS = {
  TOKEN_KEY: 'token-key',
  EXPORTER_SECRET: 'exporter-secret',
  ID_ENCRYPTION_KEY: 'id-encryption-key',
  ID_HASH_KEY: 'id-hash-key',
  CHECKPOINT_KEY: 'checkpoint-key',
} as const;

export type Secrets = Readonly<Record<keyof typeof KEYS, string>>;

const NAMES = Object.keys(KEYS) as (keyof typeof KEYS)[];

export interface SecretsRequest {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** With the operator's own database a key made here would sooner or later be lost, and with it what it encrypts. */
  readonly mustBeGiven: boolean;
}

/** Every secret: as the environment gives it, else as an earlier start made it, else made now. */
export function loadSecrets({ dataDir, env, mustBeGiven }: SecretsRequest): Secrets {
  const missing = NAMES.filter((name) => !isGiven(env[name]));
  if (mustBeGiven && missing.length > 0) {
    throw new LaunchError(
      `With MONGODB_URI the secrets must be given, too, because data outlives this machine. Missing: ${missing.join(', ')}. ` +
        'Each is 32 random bytes in base64, for example from: openssl rand -base64 32',
    );
  }
  const folder = secretsFolder(dataDir);
  const entries = NAMES.map((name) => {
    const given = env[name];
    return [name, isGiven(given) ? given : kept(join(folder, KEYS[name]), () => randomBytes(32).toString('base64'))];
  });
  return Object.fromEntries(entries) as Secrets;
}

/** The file that the exporter reads: the engine's configuration, which is printed, holds only its path. */
export function writeExporterSecret(dataDir: string, secrets: Secrets): string {
  const file = join(secretsFolder(dataDir), KEYS.EXPORTER_SECRET);
  if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== secrets.EXPORTER_SECRET) write(file, secrets.EXPORTER_SECRET);
  return file;
}

/** One password for all demonstration accounts. */
export function demoPassword(dataDir: string, env: NodeJS.ProcessEnv): string {
  const given = env.DEMO_PASSWORD;
  return isGiven(given) ? given : kept(join(secretsFolder(dataDir), 'demo-password'), readablePassword);
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function secretsFolder(dataDir: string): string {
  const folder = join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) write(file, make());
  return readFileSync(file, 'utf8').trim();
}

function write(file: string, secret: string): void {
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Without letters and digits that look alike: it is typed by hand. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
