/** Whatever dies between two writes: nothing is lost, nothing happens twice, history stays whole (architecture, promises 1 to 3). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Part } from '../../infra/launch/part.ts';
import { FAILPOINTS, type FailpointName } from '../../server/ports/failpoint.ts';
import { startProcesses, type Processes } from '../support/processes.ts';
import { playThrough, scenarioNamed } from './play-through.ts';

const SCENARIO = scenarioNamed('two-copies-at-the-counter');
/** Alarms come with legal time, which nobody can shorten here: deaths around them are played with a clock of their own (server/background/clock-alarms.test.ts). */
const PLACES = FAILPOINTS.filter((place) => !place.startsWith('alarm.'));
const IN_STEPS: readonly FailpointName[] = ['step.afterEffect', 'step.afterCompletion'];
/** The third passage lies in the middle of a dossier's life; places that a dossier passes rarely die at the first. */
const PASSAGE: Partial<Record<FailpointName, number>> = { 'submit.beforeWrite': 1, 'submit.afterWrite': 1, 'command.beforeWrite': 2, 'command.afterWrite': 2 };

let system: Processes;
let server: Part;
let workers: Part;

beforeAll(async () => {
  system = await startProcesses();
  server = await system.startServer();
  workers = await system.startWorkers();
}, 120_000);
afterAll(() => system.stop(), 60_000);

describe('a process killed at a named place', () => {
  test.each(PLACES)(
    '%s: the dossier ends as it should, once',
    async (place) => {
      // given a process that will die there
      const failpoint = { FAILPOINT: `${place}:${String(PASSAGE[place] ?? 3)}:kill` };
      const inSteps = IN_STEPS.includes(place);
      let doomed: Part;
      if (inSteps) {
        await workers.stop();
        doomed = workers = await system.startWorkers(failpoint);
      } else {
        await server.stop();
        doomed = server = await system.startServer(failpoint);
      }
      const replaced = doomed.child().exited.then(async () => {
        if (inSteps) workers = await system.startWorkers();
        else server = await system.startServer();
      });

      // when a dossier is played while it dies and another takes its place
      const played = await playThrough(system, SCENARIO);

      // then
      expect(doomed.child().isRunning()).toBe(false);
      await replaced;
      expect(played).toMatchObject({ status: SCENARIO.ends.status });
      expect(played.problem).toBeUndefined();
    },
    150_000,
  );
});
