/** kill -9 of every part while dossiers are under way. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Part } from '../../infra/launch/part.ts';
import { startProcesses, type Processes } from '../support/processes.ts';
import { playThrough, scenarioNamed } from './play-through.ts';

let system: Processes;
let server: Part;
let workers: Part;

beforeAll(async () => {
  system = await startProcesses();
  server = await system.startServer();
  workers = await system.startWorkers();
}, 120_000);
afterAll(() => system.stop(), 60_000);

/** Dies as if the power were cut, and comes back as the launcher would bring it back. */
async function killed(part: Pick<Part, 'kill' | 'restart'>): Promise<void> {
  await part.kill();
  await part.restart();
}

test('broker, database, server and workers killed in turn under two dossiers lose nothing and double nothing', async () => {
  // given two dossiers of different procedures, played side by side
  const turns = [() => killed(system.infrastructure.broker), () => killed(system.infrastructure.database), () => killed(server), () => killed(workers)];
  const kills: Promise<void>[] = [];
  let killing: Promise<void> = Promise.resolve();
  let steps = 0;
  const onStep = (): void => {
    if (++steps % 3 !== 1) return;
    const next = turns.shift();
    if (next !== undefined) kills.push((killing = killing.then(next)));
  };

  // when a part dies after every third step
  const played = await Promise.all([
    playThrough(system, scenarioNamed('two-copies-at-the-counter'), onStep),
    playThrough(system, scenarioNamed('organisation-through-branch'), onStep),
  ]);
  await Promise.all(kills);

  // then both end as their scenarios say, with whole histories
  expect(kills).toHaveLength(4);
  expect(played.map(({ problem }) => problem)).toEqual([undefined, undefined]);
}, 400_000);
