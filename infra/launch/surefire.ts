import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from './tally.ts';

/** The folders where the Java modules leave their test results. */
export function reportFolders(root: string): string[] {
  const infra = join(root, 'infra');
  return readdirSync(infra)
    .map((module) => join(infra, module, 'target', 'surefire-reports'))
    .filter((folder) => existsSync(folder));
}

/** Results of an earlier run must not be counted as this one's. */
export function forgetReports(root: string): void {
  for (const folder of reportFolders(root)) rmSync(folder, { recursive: true });
}

export interface JavaResults extends Tally {
  /** One line for each test that failed. */
  readonly failures: readonly string[];
}

export function readReports(root: string): JavaResults {
  const texts = reportFolders(root)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => /TEST-.*\.xml$/.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  return texts.map(readReport).reduce(add, { passed: 0, failed: 0, skipped: 0, failures: [] });
}

function add(a: JavaResults, b: JavaResults): JavaResults {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

export function readReport(xml: string): JavaResults {
  const suite = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
  const failed = numberIn(suite, 'failures') + numberIn(suite, 'errors');
  const skipped = numberIn(suite, 'skipped');
  const cases = xml.matchAll(/<testcase\b(?<attributes>[^>]*[^/])>\s*<(?:failure|error)\b(?<problem>[^>]*)>/g);
  const failures = [...cases].map(({ groups }) => {
    const { attributes = '', problem = '' } = groups ?? {};
    return `${textIn(attributes, 'classname')}.${textIn(attributes, 'name')}: ${textIn(problem, 'message')}`;
  });
  return { passed: numberIn(suite, 'tests') - failed - skipped, failed, skipped, failures };
}

function numberIn(tag: string, attribute: string): number {
  return Number(textIn(tag, attribute) || 0);
}

function textIn(tag: string, attribute: string): string {
  return new RegExp(`\\b${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
