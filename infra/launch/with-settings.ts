import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { portsFrom } from './find-ports.ts';
import { LaunchError } from './launch-error.ts';
import { projectRoot } from './project-root.ts';
import { loadSecrets } from './secrets.ts';

/**
 * Runs one of our own commands against a system that `npm start` is running, with the settings that system has: its database's port follows
 * from `--port`, its secrets lie in the folder `--data`. Settings given by the environment come first. Everything else is passed on.
 */
function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): number {
  const root = projectRoot();
  const { values, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: { port: { type: 'string', default: '8080' }, data: { type: 'string', default: '.data' } },
  });
  const ours = new Set(
    tokens.flatMap((token) =>
      token.kind === 'option' && ['port', 'data'].includes(token.name) ? [token.index, ...(token.inlineValue === false ? [token.index + 1] : [])] : [],
    ),
  );
  const rest = args.filter((_, i) => !ours.has(i));
  const settings = settingsOf(root, env, String(values.port), String(values.data));
  return spawnSync(process.execPath, ['--import', 'tsx', program, ...rest], { cwd: root, env: { ...env, ...settings }, stdio: 'inherit' }).status ?? 1;
}

function settingsOf(root: string, env: NodeJS.ProcessEnv, port: string, data: string): Record<string, string> {
  if (env.MONGODB_URI !== undefined && env.MONGODB_URI !== '') return {};
  const dataDir = resolve(root, data);
  if (!existsSync(join(dataDir, 'secrets')))
    throw new LaunchError(`${dataDir} holds no system: name its folder with --data, or set MONGODB_URI and the secrets.`, 2);
  const { database } = portsFrom(Number(port));
  return {
    ...loadSecrets({ dataDir, env, mustBeGiven: false }),
    DATA_DIR: dataDir,
    MONGODB_URI: `mongodb://127.0.0.1:${String(database)}/motcua?directConnection=true`,
  };
}

try {
  process.exitCode = run(process.argv.slice(2), process.env);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
