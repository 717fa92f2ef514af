import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { EngineFact, EngineKind } from '../../domain/engine-fact.ts';
import { type BrokerOnly, startBrokerOnly } from '../../infra/launch/infrastructure.ts';
import { mapRecord } from '../../server/engine/map-record.ts';
import { parseBatch } from '../../server/engine/parse-batch.ts';
import { connectZeebe, type ZeebeEngine } from '../../server/engine/zeebe-engine.ts';
import { eventually, silent } from './stamp-worker.ts';

export interface EngineUnderTest {
  readonly broker: Awaited<ReturnType<typeof startBrokerOnly>>;
  readonly engine: ZeebeEngine;
  /** Everything the broker has told so far, each record once, in its order. */
  readonly facts: readonly EngineFact[];
  deploy(file: string): ReturnType<ZeebeEngine['deploy']>;
  /** Starts an instance by its start message and returns its key. */
  start(processId: string, variables?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The fact of this kind in this instance, waited for. */
  fact(processInstanceKey: string, kind: EngineKind, elementId?: string): Promise<EngineFact>;
  kindsOf(processInstanceKey: string): readonly string[];
  stop(): Promise<void>;
}

export function diagram(file: string): { readonly name: string; readonly content: string } {
  return { name: file, content: readFileSync(new URL(`diagrams/${file}`, import.meta.url), 'utf8') };
}

/** A real broker with the real exporter, whose records are read by the code under test. */
export async function engineUnderTest(options: Partial<BrokerOnly> = {}): Promise<EngineUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
  const secretFile = join(dataDir, 'secret');
  writeFileSync(secretFile, 'only-known-to-this-test');
  const facts: EngineFact[] = [];
  const sink = await startSink(facts);
  const tidy = () => {
    sink.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const brokerEnv = { ZEEBE_BROKER_CLUSTER_RAFT_FLUSH_DELAYTIME: '20ms' };
  const broker = await startBrokerOnly({ dataDir, secretFile, recordsUrl: sink.url, brokerEnv, ...options }).catch((error: unknown) => {
    tidy();
    throw error;
  });
  const engine = connectZeebe({ grpcAddress: broker.grpc, restAddress: broker.rest, log: silent });
  await eventually(() => engine.health().reachable);

  let dossiers = 0;
  const find = (instance: string, kind: EngineKind, elementId?: string) =>
    facts.find((fact) => fact.processInstanceKey === instance && fact.kind === kind && (elementId === undefined || fact.elementId === elementId));
  return {
    broker,
    engine,
    facts,
    deploy: (file) => engine.deploy(diagram(file)),
    async start(processId, variables = {}) {
      const dossierId = `d${String((dossiers += 1))}`;
      await engine.publishMessage({
        name: `${processId}.submitted`,
        correlationKey: dossierId,
        messageId: dossierId,
        timeToLiveMs: 60_000,
        variables: { dossierId, ...variables },
      });
      const started = await eventually(() => facts.find(({ kind, data }) => kind === 'process-started' && data.correlationKey === dossierId));
      return started!.processInstanceKey;
    },
    fact: async (instance, kind, elementId) => (await eventually(() => find(instance, kind, elementId), Boolean, 20_000))!,
    kindsOf: (instance) =>
      facts
        .filter(({ processInstanceKey }) => processInstanceKey === instance)
        .map(({ kind, elementId }) => (elementId === undefined ? kind : `${kind} ${elementId}`)),
    async stop() {
      await engine.close();
      await broker.kill();
      tidy();
    },
  };
}

async function startSink(facts: EngineFact[]): Promise<{ url: string; close(): void }> {
  const seen = new Set<string>();
  const server = createServer((request, reply) => {
    void buffer(request).then((body) => {
      const { partition, records } = parseBatch(Number(request.headers['x-partition']), Number(request.headers['x-after']), body);
      for (const record of records) {
        const id = `${String(partition)}-${record.position}`;
        if (seen.has(id)) continue;
        seen.add(id);
        const fact = mapRecord(record);
        if (fact !== undefined) facts.push(fact);
      }
      reply.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/records`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
