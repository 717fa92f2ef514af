import type { Logger } from 'pino';
import type { ZBClient } from 'zeebe-node';
import type { Deployed, Engine } from '../ports/engine.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import { within } from './engine-error.ts';
import { gatewayClient } from './gateway-client.ts';
import { userTasks } from './user-tasks.ts';
import { watchHealth } from './watch-health.ts';
import { zeebeClient } from './zeebe-client.ts';

const COMMAND_MS = 1_800;
const DEPLOY_MS = 10_000;

export interface ZeebeEngine extends Engine {
  close(): Promise<void>;
}

export interface ZeebeAddresses {
  /** host:port of the gateway's gRPC interface. */
  readonly grpcAddress: string;
  /** URL of the gateway's REST interface, such as http://127.0.0.1:8088. */
  readonly restAddress: string;
}

export function connectZeebe({ grpcAddress, restAddress, log }: ZeebeAddresses & { readonly log: Logger }): ZeebeEngine {
  const client = zeebeClient(grpcAddress);
  const gateway = gatewayClient(grpcAddress);
  const tasks = userTasks(restAddress, COMMAND_MS);
  const health = watchHealth(gateway, ({ reachable, partitions }) => {
    if (reachable) log.info({ partitions }, 'engine reachable');
    else log.error('engine not reachable');
  });

  async function bounded<T>(command: string, run: () => Promise<T>, milliseconds = COMMAND_MS): Promise<T> {
    try {
      return await within(milliseconds, command, run());
    } catch (error) {
      if (error instanceof EngineUnavailable) health.look();
      throw error;
    }
  }

  return {
    deploy: ({ name, content }) => bounded('deploy', () => deploy(client, name, content), DEPLOY_MS),
    async publishMessage({ name, correlationKey, messageId, timeToLiveMs, variables = {} }) {
      try {
        await bounded('publish message', () =>
          client.publishMessage({ name, correlationKey, messageId, timeToLive: timeToLiveMs, variables: { ...variables } }),
        );
      } catch (error) {
        if (error instanceof EngineRefused && error.reason === 'already-exists') return;
        throw error;
      }
    },
    completeUserTask: (key, variables) => bounded('complete user task', () => tasks.complete(key, variables)),
    assignUserTask: (key, assignee, action) => bounded('assign user task', () => tasks.assign(key, assignee, action)),
    unassignUserTask: (key) => bounded('release user task', () => tasks.unassign(key)),
    cancelProcessInstance: (key) => bounded('cancel process instance', () => client.cancelProcessInstance(key)),
    resolveIncident: (key) => bounded('resolve incident', () => client.resolveIncident({ incidentKey: key })),
    updateJobRetries: (jobKey, retries) => bounded('update job retries', () => client.updateJobRetries({ jobKey, retries })),
    migrateProcessInstance: (key, targetProcessDefinitionKey, mapping) =>
      bounded('migrate process instance', () => {
        const mappingInstructions = Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({ sourceElementId, targetElementId }));
        return gateway.migrateProcessInstance({ processInstanceKey: key, migrationPlan: { targetProcessDefinitionKey, mappingInstructions } }, COMMAND_MS);
      }),
    health: () => health.current(),
    async close() {
      health.stop();
      gateway.close();
      await client.close();
    },
  };
}

/**
 * The library wants to be told the kind of the resource; the engine itself goes by the file name's ending, and so do we.
 * Keys arrive as text although the library types some of them as numbers.
 */
async function deploy(client: ZBClient, name: string, content: string): Promise<readonly Deployed[]> {
  const bytes = Buffer.from(content, 'utf8');
  if (name.endsWith('.dmn')) {
    const { deployments } = await client.deployResource({ name, decision: bytes });
    return deployments.flatMap((made) =>
      'decision' in made ? [{ key: String(made.decision.decisionKey), id: made.decision.dmnDecisionId, version: made.decision.version }] : [],
    );
  }
  if (name.endsWith('.form')) {
    const { deployments } = await client.deployResource({ name, form: bytes });
    return deployments.map(({ form }) => ({ key: String(form.formKey), id: form.formId, version: form.version }));
  }
  const { deployments } = await client.deployResource({ name, process: bytes });
  return deployments.map(({ process }) => ({ key: process.processDefinitionKey, id: process.bpmnProcessId, version: process.version }));
}
