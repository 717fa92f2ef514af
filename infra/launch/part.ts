import { whileRunning, type Child } from './child.ts';

/** One program of the system: it can die and be started again on the same data. */
export interface Part {
  readonly name: string;
  /** The process that runs now, or ran last; another one after a restart. */
  readonly child: () => Child;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Starts it again, after stopping what still runs. */
  readonly restart: () => Promise<void>;
}

export interface PartSpec {
  readonly name: string;
  readonly launch: () => Child;
  readonly ready: (child: Child) => Promise<unknown>;
  readonly stop: (child: Child) => Promise<void>;
}

export async function startPart(spec: PartSpec): Promise<Part> {
  let child = await start(spec);
  const stop = async (): Promise<void> => {
    if (child.isRunning()) await spec.stop(child);
  };
  return {
    name: spec.name,
    child: () => child,
    stop,
    kill: () => child.kill(),
    async restart() {
      await stop();
      child = await start(spec);
    },
  };
}

async function start(spec: PartSpec): Promise<Child> {
  const child = spec.launch();
  try {
    await whileRunning(child, spec.ready(child));
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

/** What every part is given by whoever starts the system. */
export interface Surroundings {
  readonly root: string;
  readonly inherited: NodeJS.ProcessEnv;
  /** Told of each process as soon as it exists, so that it can be found again after a crash of the launcher. */
  readonly onSpawn?: (child: Child) => void;
}
