import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobActivity } from '../../server/engine/crew.ts';
import { startWorkers, type Workers } from '../../server/engine/start-workers.ts';
import { zeebeClient } from '../../server/engine/zeebe-client.ts';
import type { WorkerDefinition } from '../../server/ports/worker.ts';
import { eventually, silent, stampWorker } from './stamp-worker.ts';
import { anOfferedJob, type StubGateway, stubGateway } from './stub-gateway.ts';

const NOT_FOUND = 5;
const RESOURCE_EXHAUSTED = 8;
const UNAVAILABLE = 14;

let gateway: StubGateway;
let workers: Workers | undefined;
let activities: JobActivity[];

beforeEach(async () => {
  gateway = await stubGateway();
  activities = [];
});
afterEach(async () => {
  await workers?.close();
  workers = undefined;
  gateway.close();
});

const work = (definition: WorkerDefinition<undefined>, longPollMs = 1_000) => {
  workers = startWorkers([definition], undefined, {
    grpcAddress: gateway.address,
    log: silent,
    longPollMs,
    onActivity: (activity) => activities.push(activity),
  });
  return workers;
};

describe('the traps of the client library', () => {
  test('a refused completion is seen, where the library itself reports success', async () => {
    // given
    gateway.answer('CompleteJob', { refuse: NOT_FOUND });
    gateway.offer([anOfferedJob()], []);
    const client = zeebeClient(gateway.address);
    const byTheLibrary = new Promise((resolve) => {
      client.createWorker({ taskType: 'stamp', taskHandler: async (job) => (resolve(await job.complete()), 'JOB_ACTION_ACKNOWLEDGEMENT' as const) });
    });

    // when
    const acknowledged = await byTheLibrary;
    await client.close();
    work(stampWorker(() => ({})));
    gateway.offer([anOfferedJob()]);
    await eventually(() => activities.length > 0);

    // then
    expect(acknowledged).toBe('JOB_ACTION_ACKNOWLEDGEMENT');
    expect(activities).toMatchObject([{ outcome: 'gone' }]);
  });

  test('a failed job keeps its retries but one, and waits', async () => {
    // given
    gateway.offer([anOfferedJob({ retries: 3 })]);

    // when
    work(
      stampWorker(() => {
        throw new TypeError('broken');
      }),
    );
    await eventually(() => gateway.callsOf('FailJob').length > 0);

    // then
    expect(gateway.callsOf('FailJob')).toMatchObject([{ retries: 2, retryBackOff: '5000', errorMessage: 'Step stamp failed: TypeError' }]);
  });

  test('a step that throws while even failing is refused neither ends the process nor its worker', async () => {
    // given
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    gateway.answer('FailJob', { refuse: NOT_FOUND });
    gateway.offer([anOfferedJob({ elementInstanceKey: '1' })]);

    // when
    work(
      stampWorker(({ elementInstanceKey }) => {
        if (elementInstanceKey === '1') throw new Error('broken');
      }),
    );
    await eventually(() => activities.length === 1);
    gateway.offer([anOfferedJob({ elementInstanceKey: '2' })]);
    await eventually(() => activities.length === 2);
    process.off('unhandledRejection', listener);

    // then
    expect(activities).toMatchObject([{ outcome: 'gone' }, { outcome: 'completed' }]);
    expect(unhandled).toEqual([]);
  });

  test('a listener that throws does not disturb the worker', async () => {
    // given
    let heard = 0;
    workers = startWorkers([stampWorker(() => ({}))], undefined, {
      grpcAddress: gateway.address,
      log: silent,
      longPollMs: 1_000,
      onActivity: () => {
        heard += 1;
        throw new Error('broken listener');
      },
    });

    // when
    gateway.offer([anOfferedJob()]);
    await eventually(() => heard === 1);
    gateway.offer([anOfferedJob()]);
    await eventually(() => heard === 2);

    // then
    expect(gateway.callsOf('FailJob')).toEqual([]);
    expect(gateway.callsOf('CompleteJob')).toHaveLength(2);
  });

  test('jobs that arrive in several pieces are all worked', async () => {
    // given
    const jobs = Array.from({ length: 6 }, () => anOfferedJob());
    gateway.offer(jobs.slice(0, 2), jobs.slice(2, 3), jobs.slice(3));

    // when
    work(stampWorker(() => ({})));
    await eventually(() => gateway.callsOf('CompleteJob').length === 6);

    // then
    expect(
      gateway
        .callsOf('CompleteJob')
        .map(({ jobKey }) => jobKey)
        .sort(),
    ).toEqual(jobs.map(({ key }) => key).sort());
  });

  test('a busy gateway is polled less and less often', async () => {
    // given
    gateway.answer('ActivateJobs', { refuse: RESOURCE_EXHAUSTED });

    // when
    work(stampWorker(() => ({})));
    await new Promise((resolve) => setTimeout(resolve, 4_000));

    // then
    const polls = gateway.callsOf('ActivateJobs').length;
    expect(polls).toBeGreaterThanOrEqual(2);
    expect(polls).toBeLessThanOrEqual(5);
  });

  test('a completion is repeated while the gateway is busy or away', async () => {
    // given
    gateway.answer('CompleteJob', { refuse: RESOURCE_EXHAUSTED }, { refuse: UNAVAILABLE }, {});
    gateway.offer([anOfferedJob()]);

    // when
    work(stampWorker(() => ({})));
    await eventually(() => activities.length > 0);

    // then
    expect(gateway.callsOf('CompleteJob')).toHaveLength(3);
    expect(activities).toMatchObject([{ outcome: 'completed' }]);
  });

  test('closing waits for the jobs in hand, one that is just arriving included, and then asks for no more', async () => {
    // given
    const ends: (() => void)[] = [];
    gateway.offer([anOfferedJob()]);
    const { close } = work(
      stampWorker(() => new Promise<void>((resolve) => ends.push(resolve))),
      20_000,
    );
    await eventually(() => ends.length === 1);
    await eventually(() => gateway.callsOf('ActivateJobs').length === 2);

    // when
    let closed = false;
    const closing = close().then(() => {
      closed = true;
    });
    gateway.offer([anOfferedJob()]);
    await eventually(() => ends.length === 2);
    ends[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const closedEarly = closed;
    ends[1]?.();
    await closing;
    workers = undefined;

    // then
    expect(closedEarly).toBe(false);
    expect(activities).toMatchObject([{ outcome: 'completed' }, { outcome: 'completed' }]);
    expect(gateway.callsOf('ActivateJobs')).toHaveLength(2);
  });

  test('closing idle workers does not wait for their open polls', async () => {
    // given
    const { close } = work(
      stampWorker(() => ({})),
      20_000,
    );
    await eventually(() => gateway.callsOf('ActivateJobs').length === 1);

    // when
    const started = Date.now();
    await close();
    workers = undefined;

    // then
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('a step is given the variables its input names and no others', async () => {
    // when
    work(stampWorker(() => ({})));
    await eventually(() => gateway.callsOf('ActivateJobs').length > 0);

    // then
    expect(gateway.callsOf('ActivateJobs')[0]).toMatchObject({
      type: 'stamp',
      fetchVariable: ['dossierId'],
      maxJobsToActivate: 8,
      timeout: '60000',
      requestTimeout: '1000',
    });
  });

  test('workers whose polls are swallowed are replaced', async () => {
    // given
    gateway.answer('ActivateJobs', 'silence');
    const { health } = work(
      stampWorker(() => ({})),
      300,
    );
    await eventually(() => health().recycles > 0);

    // when
    gateway.answer('ActivateJobs', {});
    gateway.offer([anOfferedJob()]);
    await eventually(() => activities.length > 0);

    // then
    expect(activities).toMatchObject([{ outcome: 'completed' }]);
    await eventually(() => health().alive);
  });

  test('workers that poll in vain but are answered are left alone', async () => {
    // given
    const { health } = work(
      stampWorker(() => ({})),
      200,
    );

    // when
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    // then
    expect(health()).toMatchObject({ alive: true, recycles: 0 });
  });
});
