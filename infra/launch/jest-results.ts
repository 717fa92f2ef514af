import { z } from 'zod';
import type { Tally } from './tally.ts';

const Results = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

/** Counts what jest reports; a file that could not even be run counts as one failed test. */
export function readJestResults(json: string): Tally {
  const results = Results.parse(JSON.parse(json));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !results.success ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
