import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

const LEAST = 21;

export interface Java {
  readonly program: string;
  readonly release: number;
}

/** The feature release of a JDK folder; undefined if it is none. */
export function javaRelease(home: string): number | undefined {
  const program = join(home, 'bin', 'java');
  if (!existsSync(program)) return undefined;
  const file = join(home, 'release');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : spawnSync(program, ['-version'], { encoding: 'utf8' }).stderr;
  const feature = /(?:^JAVA_VERSION=|version )"(?<feature>\d+)/m.exec(text)?.groups?.feature;
  return feature === undefined ? undefined : Number(feature);
}

/**
 * The java to run: of `JAVA_HOME`, which the set-up hands over, or of the JDK that the set-up found the last time, so that a
 * single test can be started by hand.
 */
export function findJava(root: string, javaHome: string | undefined): Java {
  const remembered = join(root, '.cache', 'java-home');
  const homes = [javaHome, existsSync(remembered) ? readFileSync(remembered, 'utf8').trim() : undefined];
  for (const home of homes) {
    const release = home === undefined || home === '' ? undefined : javaRelease(home);
    if (home !== undefined && release !== undefined && release >= LEAST) return { program: join(home, 'bin', 'java'), release };
  }
  throw new LaunchError(
    `A JDK of release ${String(LEAST)} or newer is needed, and JAVA_HOME does not name one. ` + 'Start with "npm start", which looks for it, or set JAVA_HOME.',
  );
}

/** Silences what newer releases say about old libraries; older ones refuse to start with options they do not know. */
export function quietOptions({ release }: Java): string[] {
  return release >= 23 ? ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'] : [];
}
