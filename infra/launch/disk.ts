import { statfsSync } from 'node:fs';
import { LEAST_FREE_BYTES } from './broker-settings.ts';
import { LaunchError } from './launch-error.ts';

/** Above the engine's own limit, so that it does not stop taking commands a moment after the start. */
const WANTED_BYTES = LEAST_FREE_BYTES + 256 * 1024 * 1024;

export function assertEnoughDisk(folder: string, free: (folder: string) => number = freeBytes): void {
  const there = free(folder);
  if (there >= WANTED_BYTES) return;
  throw new LaunchError(
    `Only ${megabytes(there)} are free where the data lies (${folder}), and the engine refuses to work below ${megabytes(LEAST_FREE_BYTES)}. ` +
      `Free at least ${megabytes(WANTED_BYTES)}, or choose another folder with --data.`,
  );
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return `${String(Math.floor(bytes / (1024 * 1024)))} MB`;
}
