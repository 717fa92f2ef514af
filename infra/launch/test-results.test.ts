import { expect, test } from '@jest/globals';
import { readJestResults } from './jest-results.ts';
import { readReport } from './surefire.ts';
import { describeTally, sum } from './tally.ts';

const JEST = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

test('the last line tells of skipped tests only when there are any', () => {
  expect(describeTally({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(
    describeTally(
      sum([
        { passed: 3, failed: 1, skipped: 0 },
        { passed: 1, failed: 1, skipped: 2 },
      ]),
    ),
  ).toBe('4 passed, 2 failed, 2 skipped');
});

test('a test file that cannot be run counts as a failed test', () => {
  expect(readJestResults(JSON.stringify(JEST))).toEqual({ passed: 5, failed: 0, skipped: 1 });
  expect(readJestResults(JSON.stringify({ ...JEST, success: false, numRuntimeErrorTestSuites: 2 }))).toMatchObject({ failed: 2 });
  expect(readJestResults(JSON.stringify({ ...JEST, success: false }))).toMatchObject({ failed: 1 });
});

test('Java results are counted, and failures named', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="x" name="vn.motcua.SomeTest" time="1" tests="4" errors="1" skipped="1" failures="1">
  <testcase name="good" classname="vn.motcua.SomeTest" time="0.1"/>
  <testcase name="bad" classname="vn.motcua.SomeTest" time="0.1">
    <failure message="expected: 1" type="E"><![CDATA[…]]></failure>
  </testcase>
  <testcase name="skipped" classname="vn.motcua.SomeTest" time="0"><skipped/></testcase>
  <testcase name="broken" classname="vn.motcua.SomeTest" time="0.1">
    <error message="no memory" type="E"/>
  </testcase>
</testsuite>`;

  expect(readReport(xml)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    failures: ['vn.motcua.SomeTest.bad: expected: 1', 'vn.motcua.SomeTest.broken: no memory'],
  });
});
