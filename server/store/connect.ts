import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import { isUnreachable } from './within-reach.ts';

export interface StoreHealth {
  readonly up: boolean;
  /** ISO instant since when `up` has this value. */
  readonly since: string;
}

export interface Store {
  readonly connection: Connection;
  health(): StoreHealth;
  /** Called on every change of `up`; returns how to stop listening. */
  onChange(listener: (health: StoreHealth) => void): () => void;
  close(): Promise<void>;
}

/** For writes whose loss nobody would forgive, on top of what the connection asks for anyway. */
export const DURABLE = { w: 'majority', j: true } as const;

const RETRY_MS = 1_000;

/**
 * Connects, and keeps trying until the database is there or `signal` gives up. Afterwards the driver reconnects by itself;
 * calls made meanwhile fail at once or within two seconds.
 */
export async function connectStore({ uri, log, signal }: { readonly uri: string; readonly log: Logger; readonly signal?: AbortSignal }): Promise<Store> {
  const connection = mongoose.createConnection();
  const health = watchHealth(connection, log);
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.openUri(uri, {
        bufferCommands: false,
        autoIndex: false,
        autoCreate: false,
        serverSelectionTimeoutMS: 2_000,
        // A database that hangs is noticed by the heartbeat; the default would wait half a minute
        connectTimeoutMS: 2_000,
        heartbeatFrequencyMS: 1_000,
        waitQueueTimeoutMS: 2_000,
        maxPoolSize: 50,
        writeConcern: DURABLE,
        // Not every server of this protocol keeps sessions; where it does, a lost answer to a single write is asked for again
        retryWrites: true,
      });
      break;
    } catch (error) {
      if (!isUnreachable(error) || signal?.aborted === true) {
        await connection.close();
        throw error;
      }
      if (attempt === 1) log.warn({ err: error }, 'The database is not reachable yet; trying on');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  return {
    connection,
    ...health,
    async close() {
      // Going away on purpose is nothing to alarm about
      connection.removeAllListeners('disconnected');
      await connection.close();
    },
  };
}

function watchHealth(connection: Connection, log: Logger): Pick<Store, 'health' | 'onChange'> {
  let now: StoreHealth = { up: false, since: new Date().toISOString() };
  const listeners = new Set<(health: StoreHealth) => void>();
  const turn = (up: boolean): void => {
    if (now.up === up) return;
    now = { up, since: new Date().toISOString() };
    if (up) log.info('The database is reachable');
    else log.error('The database is not reachable');
    for (const listener of listeners) listener(now);
  };
  connection.on('connected', () => {
    turn(true);
  });
  connection.on('reconnected', () => {
    turn(true);
  });
  connection.on('disconnected', () => {
    turn(false);
  });
  return {
    health: () => now,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
