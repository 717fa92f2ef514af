import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inheritedEnvironment } from '../../infra/launch/inherited-environment.ts';
import type { Infrastructure } from '../../infra/launch/infrastructure.ts';
import type { Part } from '../../infra/launch/part.ts';
import { projectRoot } from '../../infra/launch/project-root.ts';
import { startNode } from '../../infra/launch/start-node.ts';
import { startGround } from './settings.ts';

/** Everything as it runs in earnest, each part a process of its own, so that each can be killed by itself. */
export interface Processes {
  readonly url: string;
  readonly password: string;
  readonly dataDir: string;
  readonly infrastructure: Infrastructure;
  /** Starts a server; `env` is added to its settings. */
  startServer(env?: Readonly<Record<string, string>>): Promise<Part>;
  startWorkers(env?: Readonly<Record<string, string>>): Promise<Part>;
  /** Stops what runs, in order. */
  stop(): Promise<void>;
}

/** Database and broker on free ports, with settings for servers and workers. Needs the compiled programs in dist/. */
export async function startProcesses(workflowsDir = 'workflows'): Promise<Processes> {
  const ground = await startGround();
  const { dataDir, infrastructure, password } = ground;
  const root = projectRoot();
  const url = `http://127.0.0.1:${String(infrastructure.ports.http)}`;
  const settings = { ...ground.settings, WORKFLOWS_DIR: join(root, workflowsDir), LOG_LEVEL: 'warn', NODE_ENV: 'production' };
  const running: Part[] = [];
  const start = async (name: string, folder: string, env: Readonly<Record<string, string>>, healthUrl?: string): Promise<Part> => {
    const part = await startNode({
      name,
      root,
      inherited: inheritedEnvironment(process.env),
      args: ['--enable-source-maps', join(root, 'dist', folder, 'main.js')],
      env: { ...settings, ...env },
      logFile: join(dataDir, 'logs', `${folder}.log`),
      ...(healthUrl === undefined ? {} : { healthUrl }),
    });
    running.push(part);
    return part;
  };
  return {
    url,
    password,
    dataDir,
    infrastructure,
    startServer: (env = {}) => start('The server', 'server', env, `${url}/api/health`),
    startWorkers: (env = {}) => start('The workers', 'workers', env),
    async stop() {
      for (const part of running.reverse()) await part.stop();
      await infrastructure.stopAll();
      if (process.env['KEEP_DATA'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
