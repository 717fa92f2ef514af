import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';

type Reason = EngineRefused['reason'];

/** gRPC status numbers as the gateway uses them. A number stays a number here so that this file needs no gRPC library. */
export const GRPC = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  outOfRange: 11,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** Codes that say the command was read and rejected: the same command will be rejected again. Every other code may pass. */
const REFUSALS: Readonly<Record<number, Reason>> = {
  [GRPC.invalidArgument]: 'invalid-argument',
  [GRPC.notFound]: 'not-found',
  [GRPC.alreadyExists]: 'already-exists',
  [GRPC.permissionDenied]: 'invalid-argument',
  [GRPC.failedPrecondition]: 'invalid-state',
  [GRPC.outOfRange]: 'invalid-argument',
  [GRPC.unimplemented]: 'invalid-argument',
  [GRPC.unauthenticated]: 'invalid-argument',
};

export function grpcCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

/** Turns whatever a gRPC call rejected with into one of the two errors of the port. */
export function engineError(command: string, error: unknown): EngineRefused | EngineUnavailable {
  if (error instanceof EngineRefused || error instanceof EngineUnavailable) return error;
  const said = error instanceof Error ? error.message : String(error);
  const reason = REFUSALS[grpcCode(error) ?? -1];
  return reason === undefined ? new EngineUnavailable(`${command}: ${said}`, { cause: error }) : new EngineRefused(reason, `${command}: ${said}`);
}

/** zeebe-node sets no deadline on its calls: without this bound a call to a silent gateway would wait for ever. */
export async function within<T>(milliseconds: number, command: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EngineUnavailable(`${command}: no answer within ${String(milliseconds)} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw engineError(command, error);
  } finally {
    clearTimeout(timer);
  }
}
