import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openDossier } from '../../domain/dossier/record.ts';
import type { EngineFact, EngineKind } from '../../domain/engine-fact.ts';
import { hashOf } from '../../domain/history/chain.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { dossierIdFrom } from '../../domain/ids.ts';
import { startDatabaseOnly } from '../../infra/launch/infrastructure.ts';
import { createProjector } from '../../server/background/projector.ts';
import { noFailpoint } from '../../server/ports/failpoint.ts';
import { connectStore } from '../../server/store/connect.ts';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { engineMarksIn, instanceLinksIn } from '../../server/store/engine-state.ts';
import { historyIn } from '../../server/store/history.ts';
import { MIGRATIONS } from '../../server/store/migrations/index.ts';
import { migrate } from '../../server/store/migrations/migrate.ts';
import { releasesIn } from '../../server/store/releases.ts';

const DOSSIERS = 200;
const ROUNDS = 10;
const PER_ROUND: readonly EngineKind[] = ['flow-taken', 'element-activated', 'variable-set', 'job-created', 'job-completed', 'element-completed'];

/** Projects made-up facts of many dossiers through the real stores, then hashes the entries they became once more and alone. */
export async function hashChainShare(): Promise<{ readonly projectMs: number; readonly hashMs: number; readonly facts: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-chain-'));
  const database = await startDatabaseOnly({ dataDir });
  const log = pino({ level: 'error' });
  const store = await connectStore({ uri: database.uri, log });
  const { connection } = store;
  if (connection.db !== undefined) await migrate(connection.db, MIGRATIONS, log);
  const dossiers = dossiersIn(connection);
  const history = historyIn(connection);
  const ids = Array.from({ length: DOSSIERS }, (_, i) => dossierIdFrom('bench', String(i)));
  for (const id of ids) await dossiers.create(openDossier(id, { entries: [{ kind: 'submitted', at: new Date().toISOString(), data: OPENING }] }, []));
  const projector = createProjector({
    dossiers,
    releases: releasesIn(connection),
    clock: { now: () => new Date().toISOString() },
    marks: engineMarksIn(connection),
    links: instanceLinksIn(connection),
    failpoint: noFailpoint,
    log,
  });

  const batches = makeBatches(ids);
  const began = performance.now();
  let after = -1;
  for (const facts of batches) {
    const last = facts.at(-1)?.position ?? after;
    await projector.take({ partition: 1, after, last, facts });
    after = last;
  }
  const projectMs = performance.now() - began;

  const entries: Entry[] = [];
  for (const id of ids) entries.push(...(await dossiers.get(id)).pending, ...(await history.read(id, 0, 1_000)));
  const hashed = performance.now();
  for (const { hash: _hash, ...rest } of entries) hashOf(rest);
  const hashMs = performance.now() - hashed;
  await store.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
  return { projectMs, hashMs, facts: batches.flat().length };
}

function makeBatches(ids: readonly string[]): readonly (readonly EngineFact[])[] {
  let position = 0;
  const fact = (i: number, kind: EngineKind, data: EngineFact['data'] = { name: 'x', value: 'some routing value' }): EngineFact => ({
    kind,
    partition: 1,
    position: ++position,
    key: `22517998136${String(position).padStart(6, '0')}`,
    at: new Date().toISOString(),
    processInstanceKey: `2251799813${String(i).padStart(7, '0')}`,
    processId: 'ten-step--r1',
    elementId: 'some-element',
    elementInstanceKey: String(position),
    flowScopeKey: '1',
    elementType: 'SERVICE_TASK',
    data,
  });
  const start = ids.map((id, i) => fact(i, 'process-started', { correlationKey: id, messageName: 'ten-step--r1.submitted' }));
  const rounds = Array.from({ length: ROUNDS }, () => ids.flatMap((_, i) => PER_ROUND.map((kind) => fact(i, kind))));
  return [start, ...rounds.flatMap((facts) => chunks(facts, 300))];
}

function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size));
}

const OPENING = {
  procedure: 'ten-step',
  procedureCode: '1.000001',
  release: 1,
  channel: 'counter',
  returnChannel: 'counter',
  receivingAgency: 'a',
  competentAgency: 'a',
  returnAgency: 'a',
  consultedAgencies: [],
  applicant: {},
  form: {},
  routing: {},
  components: [],
  documents: [],
};
