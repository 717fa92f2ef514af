import { describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { Refusal } from '../../domain/errors.ts';
import { defineWorker, type StepJob } from '../ports/worker.ts';
import { type ActivatedJob, runJob } from './run-job.ts';

interface Ports {
  effect(dossierId: string): unknown;
}

const step = defineWorker<Ports, z.ZodType<{ dossierId: string }>, z.ZodType>({
  type: 'check-completeness',
  input: z.object({ dossierId: z.string().startsWith('d') }),
  output: z.object({ complete: z.boolean() }),
  bpmnErrors: ['dossier-not-found'],
  timeoutMs: 200,
  run: async ({ dossierId }, ports, job) => await ports.effect(`${dossierId}/${job.elementInstanceKey}`),
});

const aJob = (fields: Partial<ActivatedJob> = {}): ActivatedJob => ({
  key: '2251799813685277',
  type: 'check-completeness',
  processInstanceKey: '11',
  bpmnProcessId: 'birth--r1',
  processDefinitionKey: '12',
  elementId: 'check',
  elementInstanceKey: '13',
  customHeaders: {},
  retries: 4,
  deadline: '1795396097533',
  variables: { dossierId: 'd1' },
  ...fields,
});

const grpcError = (code: number) => Object.assign(new Error(`${String(code)} refused`), { code });

function stubClient() {
  return {
    completeJob: jest.fn<(request: object) => Promise<void>>().mockResolvedValue(undefined),
    failJob: jest.fn<(request: object) => Promise<void>>().mockResolvedValue(undefined),
    throwError: jest.fn<(request: object) => Promise<void>>().mockResolvedValue(undefined),
  };
}

function setUp(effect: Ports['effect'] = () => ({ complete: true })) {
  const client = stubClient();
  const pauses: number[] = [];
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const pause = (milliseconds: number) => Promise.resolve(pauses.push(milliseconds));
  return { client, pauses, lines, run: (job = aJob()) => runJob(step, { effect }, job, { client, log, pause }) };
}

describe('a delivered job', () => {
  test('is completed with the output of its step', async () => {
    // given
    const effect = jest.fn((_: string) => ({ complete: true, extra: 'not in the output schema' }));
    const { client, run } = setUp(effect);

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('completed');
    expect(effect).toHaveBeenCalledWith('d1/13');
    expect(client.completeJob.mock.calls).toEqual([[{ jobKey: '2251799813685277', variables: { complete: true } }]]);
  });

  test('shows the step where it stands, with the deadline as an instant', async () => {
    // given
    const seen: StepJob[] = [];
    const spy = { ...step, run: (_: unknown, __: Ports, job: StepJob) => Promise.resolve({ complete: seen.push(job) > 0 }) };
    const { client } = setUp();

    // when
    await runJob(spy, { effect: () => undefined }, aJob(), { client, log: pino({ level: 'silent' }) });

    // then
    expect(seen).toMatchObject([{ processDefinitionKey: '12', deadline: '2026-11-23T01:08:17.533Z', retries: 4 }]);
    expect(seen[0]).not.toHaveProperty('variables');
  });

  test('becomes a BPMN error when the diagram may catch the refusal', async () => {
    // given
    const { client, run } = setUp(() => {
      throw new Refusal('dossier-not-found', 'Không thấy hồ sơ của Nguyễn Văn An');
    });

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('error-thrown');
    expect(client.throwError.mock.calls).toEqual([
      [{ jobKey: '2251799813685277', errorCode: 'dossier-not-found', errorMessage: 'Step check-completeness refused: dossier-not-found' }],
    ]);
    expect(client.failJob).not.toHaveBeenCalled();
  });

  test('becomes an incident at once when the refusal is not modelled', async () => {
    // given
    const { client, run } = setUp(() => {
      throw new Refusal('dossier-closed', 'Hồ sơ của Nguyễn Văn An đã đóng');
    });

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('failed');
    expect(client.failJob.mock.calls).toEqual([
      [{ jobKey: '2251799813685277', retries: 0, retryBackOff: 0, errorMessage: 'Step check-completeness refused: dossier-closed' }],
    ]);
  });

  test.each([
    [
      'input',
      aJob({ variables: { dossierId: 'Nguyễn Văn An' } }),
      () => ({ complete: true }),
      'Input of step check-completeness is invalid: dossierId (invalid_format)',
    ],
    ['output', aJob(), () => ({ complete: 'Nguyễn Văn An' }), 'Output of step check-completeness is invalid: complete (invalid_type)'],
  ])('becomes an incident that names the place but no value when its %s is invalid', async (_, job, effect, errorMessage) => {
    // given
    const { client, run } = setUp(effect);

    // when
    await run(job);

    // then
    expect(client.failJob.mock.calls).toEqual([[{ jobKey: job.key, retries: 0, retryBackOff: 0, errorMessage }]]);
  });

  test.each([
    [4, 3, 1_000],
    [3, 2, 5_000],
    [2, 1, 25_000],
    [1, 0, 0],
    [9, 8, 1_000],
  ])('with %i retries left fails with %i and waits %i ms when something breaks', async (retries, left, retryBackOff) => {
    // given
    const { client, run } = setUp(() => {
      throw new TypeError('cannot read Nguyễn Văn An');
    });

    // when
    await run(aJob({ retries }));

    // then
    expect(client.failJob.mock.calls).toEqual([
      [{ jobKey: '2251799813685277', retries: left, retryBackOff, errorMessage: 'Step check-completeness failed: TypeError' }],
    ]);
  });

  test('that the engine no longer waits for is noted and nothing else', async () => {
    // given
    const { client, run, lines } = setUp();
    client.completeJob.mockRejectedValue(grpcError(5));

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('gone');
    expect(client.completeJob).toHaveBeenCalledTimes(1);
    expect(client.failJob).not.toHaveBeenCalled();
    expect(lines.join('')).toContain('no longer waits');
  });

  test('is completed again and again while the engine is away, then as soon as it is back', async () => {
    // given
    const { client, run, pauses } = setUp();
    client.completeJob.mockRejectedValueOnce(grpcError(14)).mockRejectedValueOnce(grpcError(8));

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('completed');
    expect(pauses).toEqual([200, 500]);
  });

  test('is given back with one retry less when its result cannot be delivered', async () => {
    // given
    const { client, run, pauses } = setUp();
    client.completeJob.mockRejectedValue(grpcError(8));

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('failed');
    expect(pauses).toEqual([200, 500, 1_000, 2_000]);
    expect(client.failJob.mock.calls).toMatchObject([[{ retries: 3, retryBackOff: 5_000 }]]);
  });

  test('is left to its time-out when the engine stays away, and nothing is thrown', async () => {
    // given
    const { client, run } = setUp(() => {
      throw new TypeError('broken');
    });
    client.failJob.mockRejectedValue(grpcError(14));

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('unsettled');
    expect(client.failJob).toHaveBeenCalledTimes(5);
  });

  test('frees its place when the step hangs beyond its time-out', async () => {
    // given
    const { client, run } = setUp(() => new Promise(() => undefined));

    // when
    const outcome = await run();

    // then
    expect(outcome).toBe('overdue');
    expect(client.completeJob).not.toHaveBeenCalled();
    expect(client.failJob).not.toHaveBeenCalled();
  });
});
