import { createServer } from 'node:net';

/** Everything listens on a fixed distance from the HTTP port, so that one option moves a whole system. */
export interface Ports {
  readonly http: number;
  readonly database: number;
  readonly brokerRest: number;
  readonly gateway: number;
  readonly command: number;
  readonly internal: number;
  readonly management: number;
  readonly records: number;
  /** Only during development. */
  readonly pages: number;
}

export const PORT_PURPOSES: Record<keyof Ports, string> = {
  http: 'the web address',
  database: 'the database',
  brokerRest: "the engine's REST interface",
  gateway: "the engine's gateway",
  command: "the engine's command interface",
  internal: "the engine's internal interface",
  management: "the engine's management interface",
  records: 'the receiver of engine records',
  pages: 'the pages during development',
};

const COUNT = Object.keys(PORT_PURPOSES).length;

export function portsFrom(base: number): Ports {
  return {
    http: base,
    database: base + 1,
    brokerRest: base + 2,
    gateway: base + 3,
    command: base + 4,
    internal: base + 5,
    management: base + 6,
    records: base + 7,
    pages: base + 8,
  };
}

export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** A row of ports that nobody uses now. Below 32768, where systems do not hand out ports to outgoing connections. */
export async function findPorts(): Promise<Ports> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const base = 12_000 + COUNT * Math.floor(Math.random() * 2_300);
    if (await allFree(base)) return portsFrom(base);
  }
  throw new Error(`No row of ${String(COUNT)} free ports was found between 12000 and 32000.`);
}

async function allFree(base: number): Promise<boolean> {
  for (const port of Object.values(portsFrom(base)) as number[]) {
    if (!(await isPortFree(port))) return false;
  }
  return true;
}
