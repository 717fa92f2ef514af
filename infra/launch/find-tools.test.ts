import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { projectRoot } from './project-root.ts';

interface FindTools {
  readonly findJdk: (root: string, env: NodeJS.ProcessEnv, folders: readonly string[]) => string;
  readonly findMaven: (env: NodeJS.ProcessEnv, folders: readonly string[]) => string;
}

const { findJdk, findMaven } = (await import(pathToFileURL(join(projectRoot(), 'infra', 'setup', 'find-tools.mjs')).href)) as FindTools;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'motcua-tools-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('the JDK of JAVA_HOME is taken when it is new enough', () => {
  const home = aJdk('given', '21.0.4');

  expect(findJdk(root, { JAVA_HOME: home }, [aJdk('other', '25.0.1')])).toBe(home);
  expect(readFileSync(join(root, '.cache', 'java-home'), 'utf8').trim()).toBe(home);
});

test('a JAVA_HOME that is too old does not hide a JDK elsewhere', () => {
  const old = aJdk('old', '17.0.15');
  const other = aJdk('other', '25.0.1');

  expect(findJdk(root, { JAVA_HOME: old, PATH: join(old, 'bin') }, [old, other])).toBe(other);
});

test('of several the newest is taken that the engine was tried with', () => {
  const folders = [aJdk('a', '21.0.1'), aJdk('b', '25.0.1'), aJdk('c', '27'), aJdk('d', '17.0.1')];

  expect(findJdk(root, {}, folders)).toBe(folders[1]);
});

test('a release older than 10 counts as old', () => {
  expect(() => findJdk(root, {}, [aJdk('ancient', '1.8.0_402')])).toThrow('release 1 in');
});

test('a runtime without compiler is no JDK', () => {
  const runtime = aJdk('runtime', '21.0.1');
  rmSync(join(runtime, 'bin', 'javac'));

  expect(() => findJdk(root, { JAVA_HOME: runtime }, [])).toThrow('None was found');
});

test('without a JDK the sentence says what is needed and what was found', () => {
  const old = aJdk('old', '17.0.15');

  expect(() => findJdk(root, { JAVA_HOME: old }, [old])).toThrow(/JDK of release 21 or newer.*too old:\n {2}release 17 in .*old\nInstall/s);
});

test('Maven is taken from MAVEN_HOME, and an old one is passed over', () => {
  const old = aMaven('old', '3.3.9');
  const recent = aMaven('recent', '3.9.9');

  expect(findMaven({ PATH: join(old, 'bin'), MAVEN_HOME: recent }, [])).toBe(join(recent, 'bin', 'mvn'));
});

test('without a suitable Maven the sentence says what is needed and what was found', () => {
  expect(() => findMaven({ PATH: '' }, [])).toThrow('Maven 3.6.3 or newer is needed');
  expect(() => findMaven({ PATH: '' }, [aMaven('old', '3.3.9')])).toThrow(/3\.3\.9 from .*mvn/);
});

function aJdk(name: string, version: string): string {
  const home = join(root, 'jdks', name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const program of ['java', 'javac']) writeFileSync(join(home, 'bin', program), '');
  writeFileSync(join(home, 'release'), `IMPLEMENTOR="Test"\nJAVA_VERSION="${version}"\n`);
  return home;
}

function aMaven(name: string, version: string): string {
  const home = join(root, 'mavens', name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  const program = join(home, 'bin', 'mvn');
  writeFileSync(program, `#!/bin/sh\necho "Apache Maven ${version} (test)"\n`);
  chmodSync(program, 0o755);
  return home;
}
