import { existsSync } from 'node:fs';
import { findOnPath } from './find-on-path.ts';
import { runCommand } from './run-command.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PACKAGES = ['chromium', 'fonts-noto-core'];

export interface BrowserRequest {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run?: typeof runCommand;
  readonly say?: (line: string) => void;
  /** Only root may install packages. */
  readonly isRoot?: boolean;
}

/** The browser for the tests; installed on Debian when this user may. Undefined after saying what to install. */
export async function findChromium({
  root,
  env,
  run = runCommand,
  say = console.log,
  isRoot = process.getuid?.() === 0,
}: BrowserRequest): Promise<string | undefined> {
  const found = chromiumIn(env);
  if (found !== undefined) return found;
  const apt = findOnPath('apt-get', env.PATH);
  if (apt !== undefined && isRoot) {
    say('Installing chromium and a font with Vietnamese letters …');
    const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    await run({ root, env: quiet, program: apt, args: ['update', '-qq'] });
    await run({ root, env: quiet, program: apt, args: ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES] });
  }
  const installed = chromiumIn(env);
  if (installed === undefined) {
    say(
      'The browser tests need Chromium and a font with Vietnamese letters; Chromium was not found, and ' +
        `${apt !== undefined && isRoot ? 'installing it failed' : 'it cannot be installed from here'}. ` +
        `Debian: sudo apt-get install ${PACKAGES.join(' ')}. Elsewhere: install Chromium and set CHROMIUM_PATH to its program.`,
    );
  }
  return installed;
}

function chromiumIn(env: NodeJS.ProcessEnv): string | undefined {
  const given = env.CHROMIUM_PATH;
  if (given !== undefined && existsSync(given)) return given;
  return NAMES.map((name) => findOnPath(name, env.PATH)).find((file) => file !== undefined);
}
