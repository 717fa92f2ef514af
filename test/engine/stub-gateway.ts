import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  loadPackageDefinition,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** What a call is answered with: a reply, a refusal, or nothing at all. */
export type Answer = Readonly<Record<string, unknown>> | { readonly refuse: status } | 'silence';

interface Request {
  readonly [field: string]: unknown;
}

export interface StubGateway {
  readonly address: string;
  /** Every call so far, oldest first. */
  readonly calls: { readonly method: string; readonly request: Request; readonly at: number }[];
  callsOf(method: string): readonly Request[];
  /** From now on answers this method so; several answers are used one after the other, the last one stays. */
  answer(method: string, ...answers: readonly Answer[]): void;
  /** Answers the next polls: each poll with one list of chunks. */
  offer(...chunks: readonly (readonly object[])[]): void;
  close(): void;
}

const LEADING = { brokers: [{ nodeId: 0, partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }] }], clusterSize: 1, partitionsCount: 1 };

/** A gateway that misbehaves on demand, speaking the real protocol over a real connection. */
export async function stubGateway(): Promise<StubGateway> {
  const calls: StubGateway['calls'] = [];
  const answers = new Map<string, Answer[]>([['Topology', [LEADING]]]);
  const offered: (readonly (readonly object[])[])[] = [];
  const waiting = new Set<() => void>();
  const server = new Server();
  const service = gatewayService();

  const answerTo = (method: string): Answer => {
    const list = answers.get(method) ?? [{}];
    return (list.length > 1 ? list.shift() : list[0]) ?? {};
  };
  const unary = (method: string) => (call: ServerUnaryCall<Request, object>, reply: sendUnaryData<object>) => {
    calls.push({ method, request: call.request, at: Date.now() });
    const answer = answerTo(method);
    if (answer === 'silence') return;
    if (isRefusal(answer)) reply({ code: answer.refuse, details: 'refused by the test' });
    else reply(null, answer);
  };
  const poll = (call: ServerWritableStream<Request, object>) => {
    calls.push({ method: 'ActivateJobs', request: call.request, at: Date.now() });
    const answer = answerTo('ActivateJobs');
    if (answer === 'silence') return;
    if (isRefusal(answer)) {
      call.emit('error', { code: answer.refuse, details: 'refused by the test' });
      return;
    }
    const serve = () => {
      clearTimeout(timer);
      waiting.delete(serve);
      for (const jobs of offered.shift() ?? []) call.write({ jobs });
      call.end();
    };
    const timer = setTimeout(serve, Number(call.request.requestTimeout));
    waiting.add(serve);
    call.on('cancelled', () => {
      clearTimeout(timer);
      waiting.delete(serve);
    });
    if (offered.length > 0) serve();
  };

  const methods = Object.entries(service).map(([method, { responseStream }]) => [method, responseStream ? poll : unary(method)]);
  server.addService(service, Object.fromEntries(methods));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return {
    address: `127.0.0.1:${String(port)}`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method).map(({ request }) => request),
    answer: (method, ...list) => void answers.set(method, [...list]),
    offer(...chunks) {
      offered.push(chunks);
      for (const serve of [...waiting]) if (offered.length > 0) serve();
    },
    close: () => server.forceShutdown(),
  };
}

function isRefusal(answer: Answer): answer is { readonly refuse: status } {
  return typeof answer === 'object' && 'refuse' in answer;
}

/** The library's own protocol file: the stub understands exactly what the library sends. */
function gatewayService(): ServiceDefinition {
  const home = dirname(createRequire(import.meta.url).resolve('zeebe-node/package.json'));
  const loaded = loadPackageDefinition(loadSync(join(home, 'proto', 'zeebe.proto'), { longs: String, enums: String, defaults: true, keepCase: true }));
  return (loaded.gateway_protocol as unknown as { Gateway: { service: ServiceDefinition } }).Gateway.service;
}

let nextKey = 1;

/** A job as the gateway sends it. */
export function anOfferedJob(fields: Request = {}): Request {
  const key = String(2251799813685248 + nextKey++);
  return {
    key,
    type: 'stamp',
    processInstanceKey: '11',
    bpmnProcessId: 'stamping',
    processDefinitionVersion: 1,
    processDefinitionKey: '12',
    elementId: 'stamp',
    elementInstanceKey: '13',
    customHeaders: '{}',
    worker: 'w',
    retries: 3,
    deadline: String(Date.now() + 60_000),
    variables: '{"dossierId":"d1"}',
    tenantId: '<default>',
    ...fields,
  };
}
