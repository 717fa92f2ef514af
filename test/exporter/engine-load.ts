import { readFileSync } from 'node:fs';
import { Client, credentials, type MethodDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { waitUntil } from '../../infra/launch/wait-until.ts';

/** The two calls that make the engine write records. */
const PROTOCOL: Parameters<typeof fromJSON>[0] = {
  nested: {
    gateway_protocol: {
      nested: {
        Resource: { fields: { name: { type: 'string', id: 1 }, content: { type: 'bytes', id: 2 } } },
        DeployResourceRequest: { fields: { resources: { rule: 'repeated', type: 'Resource', id: 1 } } },
        DeployResourceResponse: { fields: { key: { type: 'int64', id: 1 } } },
        CreateProcessInstanceRequest: {
          fields: { bpmnProcessId: { type: 'string', id: 2 }, version: { type: 'int32', id: 3 }, variables: { type: 'string', id: 4 } },
        },
        CreateProcessInstanceResponse: { fields: { processInstanceKey: { type: 'int64', id: 4 } } },
        Gateway: {
          methods: {
            DeployResource: { requestType: 'DeployResourceRequest', responseType: 'DeployResourceResponse', comment: '' },
            CreateProcessInstance: { requestType: 'CreateProcessInstanceRequest', responseType: 'CreateProcessInstanceResponse', comment: '' },
          },
        },
      },
    },
  },
};

type Service = Readonly<Record<'DeployResource' | 'CreateProcessInstance', MethodDefinition<object, object>>>;

const service = fromJSON(PROTOCOL, { longs: String })['gateway_protocol.Gateway'] as unknown as Service;

export interface EngineLoad {
  readonly deploy: () => Promise<void>;
  /** Starts instances one after the other and returns their keys. */
  readonly startInstances: (count: number) => Promise<string[]>;
  readonly close: () => void;
}

export function engineLoad(address: string): EngineLoad {
  const client = new Client(address, credentials.createInsecure(), { 'grpc.max_reconnect_backoff_ms': 500 });
  const call = (method: keyof Service, request: object): Promise<object> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = service[method];
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, { deadline: Date.now() + 10_000 }, (error, reply) => {
        if (error) reject(error);
        else resolve(reply ?? {});
      });
    });
  // an engine that has just started answers UNAVAILABLE for a moment
  const insist = (method: keyof Service, request: object): Promise<object> =>
    waitUntil(() => call(method, request), { timeoutMs: 30_000, what: `${method} was not accepted` });

  return {
    async deploy() {
      const content = readFileSync(new URL('one-step.bpmn', import.meta.url));
      await insist('DeployResource', { resources: [{ name: 'one-step.bpmn', content }] });
    },
    async startInstances(count) {
      const keys: string[] = [];
      for (let number = 0; number < count; number += 1) {
        const request = { bpmnProcessId: 'one-step', version: -1, variables: JSON.stringify({ number }) };
        keys.push(((await insist('CreateProcessInstance', request)) as { processInstanceKey: string }).processInstanceKey);
      }
      return keys;
    },
    close() {
      client.close();
    },
  };
}
