import type { Request, RequestHandler } from 'express';
import { MemoryStore, type Options } from 'express-rate-limit';
import type { EndpointId } from '../../contract/endpoints.ts';
import { DomainError } from '../../domain/errors.ts';
import { clientAddress } from './client-address.ts';

const WINDOW_MS = 60_000;
/** A whole office may sit behind one address, and each of its pages asks for itself. */
const OFFICERS_BEHIND_ONE_ADDRESS = 10;
/** What costs many times as much as a look: files to take in, documents to draw. */
const COSTLY: ReadonlySet<string> = new Set<EndpointId>(['uploadFile', 'getDocument', 'printSlip', 'getRegister']);
const COSTLY_SHARE = 20;

export class RateLimited extends DomainError {
  override readonly name = 'RateLimited';
  readonly code = 'rate-limited';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Đã gửi quá nhiều yêu cầu trong một phút. Thử lại sau ${String(retryAfterSeconds)} giây; không có gì bị mất.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface RateLimits {
  /** Before it is known who asks. A look at the health from this machine is never counted. */
  readonly byAddress: RequestHandler;
  /** @throws RateLimited */
  countOfficer(officer: string, endpoint: string): Promise<void>;
}

/**
 * Keeps one program that has run wild, or one address, from taking what all need; people never come near. Each process counts for itself.
 * @param perMinute requests of one officer; 0: nobody is counted
 */
export function rateLimits(perMinute: number): RateLimits {
  if (perMinute === 0) {
    return {
      byAddress: (_, __, next) => {
        next();
      },
      countOfficer: () => Promise.resolve(),
    };
  }
  const ofAddress = measure(perMinute * OFFICERS_BEHIND_ONE_ADDRESS);
  const ofOfficer = measure(perMinute);
  const costlyOf = measure(Math.ceil(perMinute / COSTLY_SHARE));
  return {
    byAddress: async (request, _, next) => {
      if (!isOwnHealthCheck(request)) await ofAddress(clientAddress(request));
      next();
    },
    async countOfficer(officer, endpoint) {
      await ofOfficer(officer);
      if (COSTLY.has(endpoint)) await costlyOf(officer);
    },
  };
}

function measure(limit: number): (key: string) => Promise<void> {
  const store = new MemoryStore();
  store.init({ windowMs: WINDOW_MS } as Options);
  return async (key) => {
    const { totalHits, resetTime } = await store.increment(key);
    if (totalHits <= limit) return;
    const left = (resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
    throw new RateLimited(Math.max(1, Math.ceil(left / 1000)));
  };
}

/** Told apart by the connection: an address that a proxy hands on may say anything. */
const isOwnHealthCheck = ({ path, socket }: Request): boolean => path === '/health' && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
