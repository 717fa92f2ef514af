import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Takes no new requests, lets those under way finish for a while, then closes. */
  close(): Promise<void>;
}

export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

const GRACE_MS = 5_000;

/** @throws CannotListen with a sentence that says what to change */
export async function listen(
  handle: RequestListener,
  { host, port, setting }: { readonly host: string; readonly port: number; readonly setting: string },
): Promise<Listening> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, maxHeaderSize: 16_384 }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new CannotListen(sentence(error, host, port, setting), { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const force = setTimeout(() => {
    server.closeAllConnections();
  }, GRACE_MS);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(force);
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${String(port)} on ${host} is in use by another program; set ${setting} to a free one.`;
  if (error.code === 'EACCES') return `Port ${String(port)} needs more rights than this process has; set ${setting} to one above 1023.`;
  return `Cannot listen on ${host}:${String(port)}: ${error.message}`;
}
