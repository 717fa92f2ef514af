import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { PROBLEM_CODES } from '../contract/vocabulary.ts';
import { WORKERS } from './index.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test('the list of steps and the folders of steps are the same', () => {
  expect(WORKERS.map(({ type }) => type)).toEqual(folders);
});

describe.each(WORKERS.map((worker) => [worker.type, worker] as const))('the step %s', (_type, worker) => {
  test('asks for the dossier, and for named variables only', () => {
    expect(worker.input).toBeInstanceOf(z.ZodObject);
    expect(Object.keys((worker.input as z.ZodObject).shape)).toContain('dossierId');
  });

  test('lets the diagram catch only refusals there are', () => {
    for (const code of worker.bpmnErrors) expect(PROBLEM_CODES).toContain(code);
  });

  test('refuses a dossier id that cannot be one', () => {
    expect(worker.input.safeParse({ dossierId: 'x' }).success).toBe(false);
  });

  test('takes no more jobs than it can do in time', () => {
    expect(worker.concurrency).toBeLessThan(worker.timeoutMs / 1_000);
  });
});
