import { isPortFree, PORT_PURPOSES, type Ports } from './find-ports.ts';
import { LaunchError } from './launch-error.ts';

export async function assertPortsFree(ports: Ports, needed: readonly (keyof Ports)[]): Promise<void> {
  const taken: (keyof Ports)[] = [];
  for (const name of needed) {
    if (!(await isPortFree(ports[name]))) taken.push(name);
  }
  if (taken.length === 0) return;
  const said = taken.map((name) => `port ${String(ports[name])}, wanted for ${PORT_PURPOSES[name]}`);
  throw new LaunchError(
    `Already in use on this machine: ${said.join('; ')}. ` +
      `Stop what uses it, or choose another row of ports: npm start -- --port ${String(another(ports.http))}`,
  );
}

function another(port: number): number {
  return port + 100 > 65_000 ? 8_080 : port + 100;
}
