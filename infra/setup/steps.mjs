// The steps of the set-up. Each looks first whether there is anything to do.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findMaven, release } from './find-tools.mjs';
import { runStep } from './run-step.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

export async function installPackages({ root, env }) {
  // kept inside the folder it speaks of, so that it goes with it
  const stampFile = join(root, 'node_modules', '.motcua-packages');
  const wanted = hashOf(root, ['package-lock.json'], [process.versions.modules, process.platform, process.arch]);
  if (readStamp(stampFile) === wanted) return;
  if (!isInstalled(root)) {
    await runStep({
      root,
      // two of the packages would otherwise leave programs behind that report the installation
      env: { ...env, IBM_TELEMETRY_DISABLED: 'true' },
      name: 'packages',
      what: 'Installing the packages',
      hint: 'the first time takes a minute or two',
      command: 'npm',
      // not `npm ci`: it insists on the binaries of every other platform, which a lock file cannot hold where a registry lacks them
      args: ['install', '--no-save', '--no-fund', '--no-audit'],
    });
  }
  writeStamp(stampFile, wanted);
}

/** Whether npm itself has installed exactly what the lock file says, as its own record shows. */
function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesIn(record);
  const locked = packagesIn(join(root, 'package-lock.json'));
  const isThere = ([name, { version, optional }]) => name === '' || installed[name]?.version === version || (optional && !installed[name]);
  return Object.entries(locked).every(isThere) && Object.keys(installed).every((name) => name in locked);
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

const INFRA_RESULTS = ['infra/exporter/target/exporter.jar', 'infra/database/target/database.jar', 'infra/engine/target/zeebe/lib'];

export async function buildInfra({ root, env }) {
  const modules = readdirSync(join(root, 'infra')).filter((name) => existsSync(join(root, 'infra', name, 'pom.xml')));
  const inputs = ['infra/pom.xml', ...modules.flatMap((name) => [`infra/${name}/pom.xml`, `infra/${name}/src/main`])];
  await whenChanged({ root, name: 'infra', inputs, results: INFRA_RESULTS }, () =>
    runStep({
      root,
      env: { ...env, MAVEN_OPTS: mavenOptions(env) },
      name: 'infra',
      what: 'Building the Java parts and fetching the engine',
      hint: 'the first time loads about 250 MB and takes some minutes',
      command: findMaven(env),
      args: ['--batch-mode', '--no-transfer-progress', '--file', 'infra/pom.xml', 'package', '-Dmaven.test.skip=true'],
    }),
  );
}

export async function testJava({ root, env }) {
  await runStep({
    root,
    env: { ...env, MAVEN_OPTS: mavenOptions(env) },
    name: 'test-java',
    what: 'Testing the Java parts',
    command: findMaven(env),
    // not as far as the packages: an engine that runs on the exporter's jar would not survive its being written anew
    args: ['--batch-mode', '--no-transfer-progress', '--file', 'infra/pom.xml', 'test', '-Dmaven.test.failure.ignore=true'],
  });
}

/** Maven's own libraries make newer JDKs warn; older ones do not know the options. */
function mavenOptions(env) {
  const quiet = release(env.JAVA_HOME) >= 23 ? ['--sun-misc-unsafe-memory-access=allow', '--enable-native-access=ALL-UNNAMED'] : [];
  return [...quiet, env.MAVEN_OPTS ?? ''].join(' ').trim();
}

export async function compile({ root, env }) {
  const sources = ['contract', 'domain', 'server', 'workers', 'infra/launch', 'test/journey', 'test/bench'];
  const inputs = [...sources, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  const results = ['dist/infra/launch/main.js'];
  await whenChanged({ root, name: 'compiled', inputs, results }, () => {
    // what the compiler remembers of a dist/ that has been deleted would keep it from writing
    if (!results.every((result) => existsSync(join(root, result)))) rmSync(join(root, '.cache', 'tsbuildinfo'), { force: true });
    return runStep({
      root,
      env,
      name: 'compile',
      what: 'Compiling the server',
      command: process.execPath,
      args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    });
  });
}

export async function buildBrowser({ root, env }) {
  if (!existsSync(join(root, 'portal', 'vite.config.ts'))) return;
  const inputs = ['portal', 'modeler', 'contract', 'domain', 'tsconfig.json', 'package-lock.json'];
  await whenChanged({ root, name: 'browser', inputs, results: ['dist/portal/index.html'] }, () =>
    runStep({
      root,
      env,
      name: 'browser',
      what: 'Building the portal',
      command: process.execPath,
      args: ['node_modules/vite/bin/vite.js', 'build', '--config', 'portal/vite.config.ts'],
    }),
  );
}

async function whenChanged({ root, name, inputs, results }, work) {
  const stampFile = join(root, '.cache', 'stamps', name);
  const wanted = hashOf(root, inputs);
  if (readStamp(stampFile) === wanted && results.every((result) => existsSync(join(root, result)))) return;
  await work();
  writeStamp(stampFile, wanted);
}
