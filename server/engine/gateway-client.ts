import { type ChannelOptions, Client, credentials, type MethodDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import type { EngineKey } from '../../contract/vocabulary.ts';
import { GATEWAY_PROTOCOL } from './gateway-protocol.ts';

export interface Topology {
  readonly partitionsCount: number;
  readonly brokers: readonly { readonly partitions: readonly { readonly partitionId: number; readonly role: string; readonly health: string }[] }[];
}

export interface GatewayClient {
  topology(deadlineMs: number): Promise<Topology>;
  migrateProcessInstance(
    request: {
      readonly processInstanceKey: EngineKey;
      readonly migrationPlan: {
        readonly targetProcessDefinitionKey: EngineKey;
        readonly mappingInstructions: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
      };
    },
    deadlineMs: number,
  ): Promise<void>;
  close(): void;
}

/** Reconnects within a second, so that this client is the first to know that the broker is back; keep-alive finds half-open connections. */
const CHANNEL: ChannelOptions = {
  'grpc.initial_reconnect_backoff_ms': 250,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 10_000,
};

type Service = Readonly<Record<'Topology' | 'MigrateProcessInstance', MethodDefinition<object, object>>>;

const service = fromJSON(GATEWAY_PROTOCOL, { longs: String, enums: String, defaults: true })['gateway_protocol.Gateway'] as unknown as Service;

/** Our own client for what zeebe-node lacks. Every call carries a deadline that gRPC itself enforces. */
export function gatewayClient(address: string): GatewayClient {
  const client = new Client(address, credentials.createInsecure(), CHANNEL);
  const call = (method: keyof Service, request: object, deadlineMs: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = service[method];
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, { deadline: Date.now() + deadlineMs }, (error, reply) => {
        if (error) reject(error);
        else resolve(reply);
      });
    });
  return {
    topology: (deadlineMs) => call('Topology', {}, deadlineMs) as Promise<Topology>,
    async migrateProcessInstance(request, deadlineMs) {
      await call('MigrateProcessInstance', request, deadlineMs);
    },
    close: () => client.close(),
  };
}
