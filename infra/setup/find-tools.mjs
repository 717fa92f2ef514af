// Looks for a JDK and for Maven where they usually are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { SetupError } from './setup-error.mjs';

const LEAST_JAVA = 21;
const NEWEST_TRIED_JAVA = 25;
const LEAST_MAVEN = [3, 6, 3];

/** The home of a JDK of release 21 or newer. The answer is kept in .cache/java-home for programs that are started by hand. */
export function findJdk(root, env, folders = usualFolders()) {
  const found = [];
  const onThePath = onPath('javac', env).map((file) => dirname(dirname(realpathSync(file))));
  const home = firstSuitable([env.JAVA_HOME, env.JDK_HOME, ...onThePath], found) ?? bestOf(folders.filter(isJdk), found);
  if (home === undefined) throw new SetupError(noJdk(found));
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, '.cache', 'java-home'), `${home}\n`);
  return home;
}

function firstSuitable(homes, found) {
  return homes.filter((home) => home && isJdk(home)).find((home) => isSuitable(home, found));
}

/** Of several, the newest that the engine was tried with, else the oldest beyond. */
function bestOf(homes, found) {
  const suitable = homes.filter((home) => isSuitable(home, found));
  const tried = suitable.filter((home) => release(home) <= NEWEST_TRIED_JAVA);
  const order = (a, b) => release(a) - release(b);
  return tried.sort(order).at(-1) ?? suitable.sort(order)[0];
}

function isSuitable(home, found) {
  found.push(home);
  return release(home) >= LEAST_JAVA;
}

function isJdk(home) {
  return existsSync(join(home, 'bin', 'javac')) && existsSync(join(home, 'bin', 'java'));
}

const releases = new Map();

export function release(home) {
  if (!releases.has(home)) releases.set(home, readRelease(home));
  return releases.get(home);
}

function readRelease(home) {
  const file = join(home, 'release');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' }).stderr;
  return Number(/(?:^JAVA_VERSION=|version )"(\d+)/m.exec(text ?? '')?.[1] ?? 0);
}

function usualFolders() {
  const home = homedir();
  return [
    ...inside('/usr/lib/jvm'),
    ...inside('/usr/lib64/jvm'),
    ...inside('/usr/java'),
    ...inside('/usr/local'),
    ...inside('/opt'),
    ...inside('/opt').flatMap(inside),
    ...inside(join(home, '.sdkman', 'candidates', 'java')),
    ...inside(join(home, '.jdks')),
    ...inside(join(home, '.asdf', 'installs', 'java')),
    ...inside(join(home, '.local', 'share', 'mise', 'installs', 'java')),
    ...inside('/opt/homebrew/opt').map((folder) => join(folder, 'libexec', 'openjdk.jdk', 'Contents', 'Home')),
    ...['/Library/Java/JavaVirtualMachines', join(home, 'Library', 'Java', 'JavaVirtualMachines')]
      .flatMap(inside)
      .map((folder) => join(folder, 'Contents', 'Home')),
  ];
}

function noJdk(found) {
  const seen = [...new Set(found)].map((home) => `  release ${release(home)} in ${home}`);
  const said = seen.length === 0 ? 'None was found.' : `Found, but too old:\n${seen.join('\n')}`;
  return (
    `A JDK of release ${LEAST_JAVA} or newer is needed (java and javac), for the engine and its exporter. ${said}\n` +
    'Install one, for example Eclipse Temurin 25, or set JAVA_HOME to the folder of one that is already there.'
  );
}

/** The program mvn, asked for only when something has to be built. */
export function findMaven(env, folders = usualMavenFolders()) {
  const homes = [env.MAVEN_HOME, env.M2_HOME].filter(Boolean);
  const programs = [...onPath('mvn', env), ...[...homes, ...folders].map((folder) => join(folder, 'bin', 'mvn'))].filter((file) => existsSync(file));
  const versions = programs.map((program) => ({ program, version: mavenVersion(program, env) }));
  const suitable = versions.find(({ version }) => version !== undefined && isAtLeast(version, LEAST_MAVEN));
  if (suitable !== undefined) return suitable.program;
  const said = versions.map(({ program, version }) => `  ${version?.join('.') ?? 'no answer'} from ${program}`);
  throw new SetupError(
    `Maven ${LEAST_MAVEN.join('.')} or newer is needed, to build the Java parts and to fetch the engine. ` +
      (said.length === 0 ? 'None was found.' : `Found, but unsuitable:\n${said.join('\n')}`) +
      '\nInstall it (Debian: apt install maven) or set MAVEN_HOME.',
  );
}

function usualMavenFolders() {
  return [...inside('/opt'), '/usr/share/maven', ...inside(join(homedir(), '.sdkman', 'candidates', 'maven'))];
}

function mavenVersion(program, env) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', env });
  const version = /Apache Maven (\d+)\.(\d+)\.(\d+)/.exec(stdout ?? '');
  return version === null ? undefined : version.slice(1).map(Number);
}

function isAtLeast(version, least) {
  for (const [index, part] of least.entries()) {
    if (version[index] !== part) return version[index] > part;
  }
  return true;
}

function onPath(program, env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .filter((file) => existsSync(file));
}

function inside(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
