import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal } from '../../domain/errors.ts';
import { startWorkers, type Workers } from '../../server/engine/start-workers.ts';
import { EngineUnavailable } from '../../server/ports/engine.ts';
import type { WorkerDefinition } from '../../server/ports/worker.ts';
import { type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';
import { eventually, silent, stampWorker } from './stamp-worker.ts';

let world: EngineUnderTest;
let workers: Workers;
/** What the step shall do, by dossier; without a plan it stamps. */
const plans = new Map<string, () => unknown>();
const stamp: WorkerDefinition<undefined> = {
  ...stampWorker(() => ({}), { bpmnErrors: ['dossier-not-found'] }),
  run: async (input) => (await plans.get((input as { dossierId: string }).dossierId)?.()) ?? { stamped: true },
};

beforeAll(async () => {
  world = await engineUnderTest();
  await world.deploy('one-job.bpmn');
  workers = startWorkers([stamp], undefined, { grpcAddress: world.broker.grpc, log: silent, longPollMs: 5_000 });
}, 120_000);
afterAll(async () => {
  await workers.close();
  await world.stop();
});

const startPlanned = (dossierId: string, plan: () => unknown) => {
  plans.set(dossierId, plan);
  return world.start('one-job', { dossierId });
};

describe('a job on the real broker', () => {
  test('is worked, and its result reaches the process', async () => {
    // when
    const instance = await world.start('one-job');
    await world.fact(instance, 'element-completed', 'one-job');

    // then
    expect((await world.fact(instance, 'job-completed')).data).toMatchObject({ type: 'stamp', retries: 3 });
    expect((await world.fact(instance, 'variable-set', undefined)).processId).toBe('one-job');
    expect(world.facts.some(({ processInstanceKey, data }) => processInstanceKey === instance && data.name === 'stamped' && data.value === true)).toBe(true);
  });

  test('takes the path of the caught error', async () => {
    // when
    const instance = await startPlanned('not-there', () => {
      throw new Refusal('dossier-not-found', 'Không thấy hồ sơ');
    });
    await world.fact(instance, 'element-completed', 'end-missing');

    // then
    expect((await world.fact(instance, 'job-error-thrown')).data).toMatchObject({ errorCode: 'dossier-not-found' });
  });

  test('stops with an incident, and goes on after new retries and a resolved incident', async () => {
    // given
    const instance = await startPlanned('closed', () => {
      throw new Refusal('dossier-closed', 'Hồ sơ đã đóng');
    });
    const incident = await world.fact(instance, 'incident-created');

    // when
    plans.delete('closed');
    await world.engine.updateJobRetries(incident.data.jobKey as string, 2);
    await world.engine.resolveIncident(incident.data.incidentKey as string);
    await world.fact(instance, 'element-completed', 'one-job');

    // then
    expect(incident.data).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'Step stamp refused: dossier-closed' });
    expect(world.kindsOf(instance)).toEqual(expect.arrayContaining(['job-retries-updated stamp', 'incident-resolved stamp', 'job-completed stamp']));
  });

  test('comes again after its back-off when something broke', async () => {
    // given
    let attempts = 0;

    // when
    const started = Date.now();
    const instance = await startPlanned('flaky', () => {
      attempts += 1;
      if (attempts === 1) throw new TypeError('broken');
    });
    await world.fact(instance, 'element-completed', 'one-job');

    // then
    expect(attempts).toBe(2);
    expect((await world.fact(instance, 'job-failed')).data).toMatchObject({ retries: 2, errorMessage: 'Step stamp failed: TypeError' });
    expect(Date.now() - started).toBeGreaterThan(5_000);
  });

  test('whose instance is gone when it ends is forgotten', async () => {
    // given
    let release: (() => void) | undefined;
    const instance = await startPlanned(
      'withdrawn',
      () =>
        new Promise<undefined>((resolve) => {
          release = () => resolve(undefined);
        }),
    );
    await eventually(() => release !== undefined);

    // when
    await world.engine.cancelProcessInstance(instance);
    release?.();
    const next = await world.start('one-job');

    // then
    await world.fact(next, 'element-completed', 'one-job');
    expect(world.kindsOf(instance)).toContain('job-canceled stamp');
  });

  test('is never left behind when workers are exchanged under load', async () => {
    // given
    const shift = { open: true };
    const instances: Promise<string>[] = [];
    const load = (async () => {
      while (shift.open) {
        instances.push(world.start('one-job'));
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })();

    // when
    for (let exchange = 0; exchange < 4; exchange += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await workers.close();
      workers = startWorkers([stamp], undefined, { grpcAddress: world.broker.grpc, log: silent, longPollMs: 5_000 });
    }
    shift.open = false;
    await load;
    const keys = await Promise.all(instances);

    // then
    expect(keys.length).toBeGreaterThan(10);
    await Promise.all(keys.map((instance) => world.fact(instance, 'element-completed', 'one-job')));
  });

  test('is worked again, without a restart of ours, after the broker was killed and came back', async () => {
    // given
    await eventually(() => workers.health().alive);

    // when
    await world.broker.kill();
    const started = Date.now();
    const refusal = await world.engine.cancelProcessInstance('1').catch((error: unknown) => error);
    const refusedAfter = Date.now() - started;
    await eventually(() => !world.engine.health().reachable);
    await world.broker.restart();
    await eventually(() => world.engine.health().reachable, Boolean, 20_000);
    const instance = await eventually(() => world.start('one-job', { dossierId: 'after' }).catch(() => undefined), Boolean, 30_000);
    await world.fact(instance!, 'element-completed', 'one-job');

    // then
    expect(refusal).toBeInstanceOf(EngineUnavailable);
    expect(refusedAfter).toBeLessThan(2_500);
    await eventually(
      () => workers.health(),
      ({ alive, recycles }) => alive && recycles > 0,
    );
  }, 120_000);
});
