import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Child } from './child.ts';
import type { Java } from './java.ts';

/**
 * Loading ten thousand classes is most of the engine's start. A run that ends in peace leaves an archive of them, from which later
 * runs start in about half the time. The JVM itself ignores an archive that does not fit it.
 */
export interface ClassArchive {
  readonly options: readonly string[];
  /** Keeps what this run writes when it ends. */
  readonly keepFrom: (child: Child) => void;
}

export function classArchive(root: string, java: Java, dataDir: string): ClassArchive {
  const kept = join(root, '.cache', `engine-${fingerprint(root, java)}.jsa`);
  const quiet = '-Xlog:cds=off';
  if (existsSync(kept)) return { options: [`-XX:SharedArchiveFile=${kept}`, quiet], keepFrom: () => undefined };

  const written = join(dataDir, 'classes.jsa');
  rmSync(written, { force: true });
  return {
    options: [`-XX:ArchiveClassesAtExit=${written}`, quiet],
    keepFrom(child) {
      void child.exited.then((end) => {
        // one that was killed may have been in the middle of writing
        if (/exit code (?:0|143)$|SIGTERM/.test(end)) publish(written, kept);
        rmSync(written, { force: true });
      });
    },
  };
}

/** Another engine may start at this moment: it must see a whole archive or none. */
function publish(written: string, kept: string): void {
  if (!existsSync(written) || existsSync(kept)) return;
  mkdirSync(dirname(kept), { recursive: true });
  const whole = `${kept}.${String(process.pid)}`;
  try {
    copyFileSync(written, whole);
    renameSync(whole, kept);
  } catch {
    // without it the next start is slower, nothing else
    rmSync(whole, { force: true });
  }
}

/** Of what the archive is made from: the JDK and the engine's version. */
function fingerprint(root: string, { program, release }: Java): string {
  const hash = createHash('sha256').update(String(release));
  for (const file of [join(dirname(dirname(program)), 'release'), join(root, 'infra', 'engine', 'pom.xml')]) {
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
