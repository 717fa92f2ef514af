import { LaunchError } from './launch-error.ts';
import { portsFrom, type Ports } from './find-ports.ts';

/** Which parts are started here, and which are the operator's own. */
export interface Plan {
  readonly database: { readonly kind: 'own'; readonly uri: string } | { readonly kind: 'mongod'; readonly program: string } | { readonly kind: 'embedded' };
  readonly engine:
    { readonly kind: 'own'; readonly grpc: string; readonly rest: string; readonly management: string | undefined } | { readonly kind: 'broker' };
  readonly ports: Ports;
  /** Demonstration accounts, which a database of the operator's gets only when asked for. */
  readonly demo: boolean;
  readonly dev: boolean;
}

export interface PlanRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly port: number;
  readonly demo: boolean;
  readonly dev?: boolean;
  /** A mongod on PATH, if there is one. */
  readonly mongod: string | undefined;
}

export function makePlan({ env, port, demo, dev = false, mongod }: PlanRequest): Plan {
  const database = planDatabase(env, mongod);
  return { database, engine: planEngine(env), ports: portsFrom(port), demo: demo || database.kind !== 'own', dev };
}

function planDatabase({ MONGODB_URI: uri }: NodeJS.ProcessEnv, mongod: string | undefined): Plan['database'] {
  if (uri) return { kind: 'own', uri };
  return mongod === undefined ? { kind: 'embedded' } : { kind: 'mongod', program: mongod };
}

function planEngine(env: NodeJS.ProcessEnv): Plan['engine'] {
  const { ZEEBE_GRPC_ADDRESS: grpc, ZEEBE_REST_ADDRESS: rest, ZEEBE_MANAGEMENT_ADDRESS: management } = env;
  if (!grpc && !rest) return { kind: 'broker' };
  if (!grpc || !rest) {
    throw new LaunchError(
      `An engine of your own needs both addresses: ${grpc ? 'ZEEBE_REST_ADDRESS' : 'ZEEBE_GRPC_ADDRESS'} is missing beside ${grpc ? 'ZEEBE_GRPC_ADDRESS' : 'ZEEBE_REST_ADDRESS'}.`,
    );
  }
  return { kind: 'own', grpc, rest, management: management || undefined };
}

/** Where people go: during development the pages come from a port of their own, which passes the interface on. */
export function addressOf({ ports, dev }: Plan): string {
  return `http://127.0.0.1:${String(dev ? ports.pages : ports.http)}`;
}

/** The ports that a plan listens on. */
export function portsOf(plan: Plan): (keyof Ports)[] {
  const database: (keyof Ports)[] = plan.database.kind === 'own' ? [] : ['database'];
  const engine: (keyof Ports)[] = plan.engine.kind === 'own' ? [] : ['brokerRest', 'gateway', 'command', 'internal', 'management'];
  return ['http', ...database, ...engine, 'records', ...(plan.dev ? (['pages'] as const) : [])];
}
