import type { fromJSON } from '@grpc/proto-loader';

/**
 * The calls of the 8.5 gateway that zeebe-node has no method for, or that need a real deadline, as a protobuf descriptor.
 * A descriptor in TypeScript, not a .proto file, because it is found wherever the compiled code lies.
 */
const field = (id: number, type: string) => ({ id, type });
const rpc = (requestType: string, responseType: string) => ({ requestType, responseType, comment: '' });
const list = (id: number, type: string) => ({ id, type, rule: 'repeated' });

export const GATEWAY_PROTOCOL: Parameters<typeof fromJSON>[0] = {
  nested: {
    gateway_protocol: {
      nested: {
        Gateway: {
          methods: {
            Topology: rpc('TopologyRequest', 'TopologyResponse'),
            MigrateProcessInstance: rpc('MigrateProcessInstanceRequest', 'MigrateProcessInstanceResponse'),
          },
        },
        TopologyRequest: { fields: {} },
        TopologyResponse: { fields: { brokers: list(1, 'BrokerInfo'), partitionsCount: field(3, 'int32') } },
        BrokerInfo: { fields: { nodeId: field(1, 'int32'), partitions: list(4, 'Partition') } },
        Partition: {
          fields: { partitionId: field(1, 'int32'), role: field(2, 'Role'), health: field(3, 'Health') },
          nested: {
            Role: { values: { LEADER: 0, FOLLOWER: 1, INACTIVE: 2 } },
            Health: { values: { HEALTHY: 0, UNHEALTHY: 1, DEAD: 2 } },
          },
        },
        MigrateProcessInstanceRequest: { fields: { processInstanceKey: field(1, 'int64'), migrationPlan: field(2, 'MigrationPlan') } },
        MigrationPlan: { fields: { targetProcessDefinitionKey: field(1, 'int64'), mappingInstructions: list(2, 'MappingInstruction') } },
        MappingInstruction: { fields: { sourceElementId: field(1, 'string'), targetElementId: field(2, 'string') } },
        MigrateProcessInstanceResponse: { fields: {} },
      },
    },
  },
};
