import { assertPortsFree } from './assert-ports-free.ts';
import { announce } from './announce.ts';
import type { Child } from './child.ts';
import { takeDataFolder } from './data-folder.ts';
import { assertEnoughDisk } from './disk.ts';
import { findOnPath } from './find-on-path.ts';
import { findJava } from './java.ts';
import { LaunchError, messageOf } from './launch-error.ts';
import { parseOptions, USAGE, type Options } from './options.ts';
import { addressOf, makePlan, portsOf } from './plan.ts';
import { projectRoot } from './project-root.ts';
import { startSystem, type System } from './start-system.ts';
import { stopSignal, type StopSignal } from './stop-signal.ts';
import { supervise } from './supervise.ts';

const say = (line: string): void => {
  console.log(line);
};

/** Runs until it is told to stop, or until something cannot go on. */
async function run(options: Options, env: NodeJS.ProcessEnv, stop: StopSignal): Promise<void> {
  const began = Date.now();
  const root = projectRoot();
  const plan = makePlan({ env, port: options.port, demo: options.demo, dev: options.dev, mongod: findOnPath('mongod', env.PATH) });
  const java = findJava(root, env.JAVA_HOME);
  const folder = await takeDataFolder(options.dataDir);
  try {
    if (folder.stopped.length > 0) say(`Stopped what an earlier run had left behind: ${folder.stopped.join(', ')}.`);
    await assertPortsFree(plan.ports, portsOf(plan));
    assertEnoughDisk(options.dataDir);
    const children: Child[] = [];
    const onSpawn = (child: Child): void => {
      children.push(child);
      folder.remember(child);
    };
    const starting = startSystem({ root, plan, options, env, java, say, onSpawn, isStopping: stop.wasAsked });
    const system = await Promise.race([starting, stop.asked]);
    if (system === undefined) {
      await abandon(starting, children);
      return;
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    say(announce({ root, address: addressOf(plan), dataDir: options.dataDir, demoPassword: system.demoPassword, seconds }));
    await untilStopped(system, stop);
  } finally {
    folder.release();
  }
}

const GRACE_MS = 30_000;

/** Told to stop while starting: what runs already has nothing to lose yet. */
async function abandon(starting: Promise<System>, children: readonly Child[]): Promise<void> {
  say('\nStopping …');
  for (const child of children.toReversed()) await child.stop(GRACE_MS);
  await starting.then(
    (system) => system.stop(),
    () => undefined,
  );
  say('Stopped.');
}

async function untilStopped(system: System, stop: StopSignal): Promise<void> {
  let gaveUp: string | undefined;
  supervise({
    parts: system.parts,
    say,
    isStopping: stop.wasAsked,
    giveUp(why) {
      gaveUp = why;
      stop.ask();
    },
  });
  await stop.asked;
  say(gaveUp === undefined ? '\nStopping …' : `\n${gaveUp}\nStopping …`);
  await system.stop();
  say('Stopped.');
  if (gaveUp !== undefined) throw new LaunchError(gaveUp);
}

async function main(): Promise<void> {
  // the launcher is one of the few programs that read and hand on the environment
  const { env } = process;
  try {
    const options = parseOptions(process.argv.slice(2), process.cwd());
    if (options.help) say(USAGE);
    else await run(options, env, stopSignal(Number(env.MOTCUA_PARENT_PID ?? 0)));
  } catch (error) {
    console.error(`\n${messageOf(error)}\n`);
    process.exitCode = error instanceof LaunchError ? error.exitCode : 1;
  }
}

await main();
process.exit();
