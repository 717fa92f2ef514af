import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Officers = z.array(
  z.object({
    username: z.string(),
    name: z.string(),
    assignments: z.array(z.object({ agency: z.string(), roles: z.array(z.string()) })),
  }),
);

export interface Announcement {
  readonly root: string;
  readonly address: string;
  readonly dataDir: string;
  readonly demoPassword: string | undefined;
  readonly seconds: number;
}

/** What somebody needs who sees the system for the first time. */
export function announce({ root, address, dataDir, demoPassword, seconds }: Announcement): string {
  return [
    '',
    `Một Cửa is ready after ${String(seconds)} s:  ${address}`,
    '',
    ...(demoPassword === undefined ? [] : accounts(root, demoPassword)),
    `Data     ${dataDir}`,
    `Logs     ${join(dataDir, 'logs')}`,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

function accounts(root: string, password: string): string[] {
  const file = join(root, 'server', 'demo', 'officers.json');
  if (!existsSync(file)) return [`Password of the demonstration accounts: ${password}`, ''];
  const officers = Officers.parse(JSON.parse(readFileSync(file, 'utf8')));
  const width = Math.max(...officers.map(({ username }) => username.length));
  const lines = officers.map(({ username, name, assignments }) => {
    const roles = assignments.map((assignment) => `${assignment.roles.join(', ')} at ${assignment.agency}`);
    return `  ${username.padEnd(width)}  ${name}: ${roles.join('; ')}`;
  });
  return ['Demonstration accounts', ...lines, '', `Their password is ${password}`, ''];
}
