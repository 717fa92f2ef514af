import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInfrastructure, type Infrastructure } from '../../infra/launch/infrastructure.ts';

export interface Ground {
  readonly dataDir: string;
  readonly infrastructure: Infrastructure;
  /** Of every demonstration account. */
  readonly password: string;
  /** What a server or worker process of this system reads from its environment. */
  readonly settings: Readonly<Record<string, string>>;
}

const newKey = (): string => randomBytes(32).toString('base64');

/** A real database and a real broker on free ports with a data folder of their own, and settings for the programs that use them. */
export async function startGround(): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-'));
  const secret = newKey();
  const secretFile = join(dataDir, 'exporter-secret');
  await writeFile(secretFile, secret, { mode: 0o600 });
  const infrastructure = await startInfrastructure({ dataDir, secretFile });
  const { ports } = infrastructure;
  const password = `demo-${randomBytes(6).toString('hex')}`;
  const settings = {
    HTTP_PORT: String(ports.http),
    RECORDS_PORT: String(ports.records),
    MONGODB_URI: infrastructure.mongoUri,
    ZEEBE_GRPC_ADDRESS: infrastructure.zeebeGrpc,
    ZEEBE_REST_ADDRESS: infrastructure.zeebeRest,
    ZEEBE_MANAGEMENT_ADDRESS: infrastructure.zeebeManagement,
    DATA_DIR: dataDir,
    TOKEN_KEY: newKey(),
    EXPORTER_SECRET: secret,
    ID_ENCRYPTION_KEY: newKey(),
    ID_HASH_KEY: newKey(),
    CHECKPOINT_KEY: newKey(),
    DEMO: 'true',
    DEMO_PASSWORD: password,
  };
  return { dataDir, infrastructure, password, settings };
}
