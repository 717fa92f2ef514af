import { createServer, type Server } from 'node:http';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { startBrokerOnly } from '../../infra/launch/infrastructure.ts';
import { findPorts } from '../../infra/launch/find-ports.ts';
import { parseBatch } from '../../server/engine/parse-batch.ts';
import { startWorkers } from '../../server/engine/start-workers.ts';
import { connectZeebe } from '../../server/engine/zeebe-engine.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import { send } from './http-load.ts';

const STEPS: Readonly<Record<string, object>> = {
  'issue-receipt': { dossierCode: 'X', dueAt: '2026-12-01T00:00:00Z' },
  'review-dossier': { complete: true, findingCount: 0 },
  'assess-fee': { feeId: 'fee', feeTotal: 75_000 },
  'collect-fee': {},
  'return-result': {},
};
const MESSAGE_TTL_MS = 3_600_000;

export interface RawEngine {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The engine alone on the bench's diagram: jobs do nothing, user tasks are completed over REST as soon as they exist. A record stream cut down to
 * user tasks and process ends tells the generator their keys, for the engine has no other way to ask; it costs the engine less than ours.
 */
export async function startRawEngine(diagram: string, onDone: (key: string, at: number) => void): Promise<RawEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-raw-'));
  const secretFile = join(dataDir, 'secret');
  await writeFile(secretFile, randomBytes(24).toString('base64'));
  const ports = await findPorts();
  const log = pino({ level: 'error' });
  let rest = '';
  const sink = await listen(ports.records, (body, after, partition) => {
    for (const { valueType, intent, key, value } of parseBatch(partition, after, body).records) {
      if (valueType === 'USER_TASK' && intent === 'CREATED')
        void send(`${rest}/v1/user-tasks/${key}/completion`, 'POST', {}, { variables: { outcome: 'DONE' } });
      if (valueType === 'PROCESS_INSTANCE' && intent === 'ELEMENT_COMPLETED' && value['bpmnElementType'] === 'PROCESS') onDone(key, performance.now());
    }
  });
  const exporter = { ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_VALUETYPES: 'USER_TASK,PROCESS_INSTANCE', ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_SKIP: skippedIntents() };
  const broker = await startBrokerOnly({ dataDir, secretFile, basePort: ports.http, brokerEnv: exporter });
  rest = broker.rest;
  const engine = connectZeebe({ grpcAddress: broker.grpc, restAddress: broker.rest, log });
  for (;;) {
    try {
      await engine.deploy({ name: 'ten-step.bpmn', content: await readFile(diagram, 'utf8') });
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const definitions = Object.entries(STEPS).map(([type, output]) =>
    defineWorker<object, z.ZodType, z.ZodType>({
      type,
      input: z.object({}),
      output: z.any(),
      bpmnErrors: [],
      timeoutMs: 30_000,
      concurrency: 32,
      run: () => Promise.resolve(output),
    }),
  );
  const workers = startWorkers(definitions, {}, { grpcAddress: broker.grpc, log });
  return {
    async start() {
      const id = randomUUID();
      const variables = {
        dossierId: id,
        procedureCode: '1.000001',
        receivingAgency: 'a',
        competentAgency: 'a',
        returnAgency: 'a',
        channel: 'counter',
        consultedAgencies: [],
        workKind: 'new',
      };
      for (let left = 20; ; left--) {
        try {
          await engine.publishMessage({ name: 'submitted', correlationKey: id, messageId: id, timeToLiveMs: MESSAGE_TTL_MS, variables });
          return;
        } catch (error) {
          if (left === 0) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    async stop() {
      await workers.close();
      await engine.close();
      await broker.stop();
      sink.close();
      sink.closeAllConnections();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function skippedIntents(): string {
  return ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'SEQUENCE_FLOW_TAKEN'].map((intent) => `PROCESS_INSTANCE:${intent}`).join(',');
}

function listen(port: number, onBatch: (body: Buffer, after: number, partition: number) => void): Promise<Server> {
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      onBatch(Buffer.concat(parts), Number(incoming.headers['x-after']), Number(incoming.headers['x-partition']));
      response.writeHead(204).end();
    });
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
