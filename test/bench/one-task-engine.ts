import { createServer } from 'node:http';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { findPorts } from '../../infra/launch/find-ports.ts';
import { startBrokerOnly } from '../../infra/launch/infrastructure.ts';
import { startWorkers } from '../../server/engine/start-workers.ts';
import { connectZeebe } from '../../server/engine/zeebe-engine.ts';
import { defineWorker } from '../../server/ports/worker.ts';

const DIAGRAM = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="one-task-definitions" targetNamespace="urn:mot-cua:bench">
  <bpmn:process id="one-task" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing><bpmn:messageEventDefinition id="begun-message" messageRef="message-begun" /></bpmn:startEvent>
    <bpmn:serviceTask id="nothing"><bpmn:extensionElements><zeebe:taskDefinition type="nothing" /></bpmn:extensionElements><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:endEvent id="ended"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="nothing" />
    <bpmn:sequenceFlow id="b" sourceRef="nothing" targetRef="ended" />
  </bpmn:process>
  <bpmn:message id="message-begun" name="begun" />
</bpmn:definitions>`;

/** The engine alone on the smallest process, with our exporter posting to a receiver that keeps nothing, or with none. */
export async function startOneTaskEngine(withExporter: boolean, onDone: () => void): Promise<{ start(): Promise<void>; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-one-task-'));
  const secretFile = join(dataDir, 'secret');
  await writeFile(secretFile, randomBytes(24).toString('base64'));
  const ports = await findPorts();
  const sink = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => {
    sink.listen(ports.records, '127.0.0.1', resolve);
  });
  const broker = await startBrokerOnly({ dataDir, secretFile, basePort: ports.http, withoutExporter: !withExporter });
  const log = pino({ level: 'error' });
  const engine = connectZeebe({ grpcAddress: broker.grpc, restAddress: broker.rest, log });
  await until(() => engine.deploy({ name: 'one-task.bpmn', content: DIAGRAM }));
  const nothing = defineWorker<object, z.ZodType, z.ZodType>({
    type: 'nothing',
    input: z.object({}),
    output: z.any(),
    bpmnErrors: [],
    timeoutMs: 30_000,
    concurrency: 64,
    run: () => Promise.resolve({}),
  });
  const workers = startWorkers([nothing], {}, { grpcAddress: broker.grpc, log, onActivity: onDone });
  return {
    start: () =>
      until(async () => {
        const id = randomUUID();
        await engine.publishMessage({ name: 'begun', correlationKey: id, messageId: id, timeToLiveMs: 60_000 });
      }),
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

const TRIES = 50;

/** The engine refuses work while it starts or is too busy: bounded patience. */
async function until(work: () => Promise<unknown>): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
