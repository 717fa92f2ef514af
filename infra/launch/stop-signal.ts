import { watchProcess } from './watch-parent.ts';

export interface StopSignal {
  readonly asked: Promise<void>;
  readonly wasAsked: () => boolean;
  readonly ask: () => void;
}

/** A terminal, npm and the set-up each pass the same Ctrl-C on. */
const SAME_CTRL_C_MS = 1_500;

/** Asked by Ctrl-C, by SIGTERM, or by the end of the process that started this one. A second, later Ctrl-C does not wait. */
export function stopSignal(parentPid: number): StopSignal {
  let askedAt: number | undefined;
  let resolve: () => void = () => undefined;
  const asked = new Promise<void>((done) => {
    resolve = done;
  });
  // nothing else keeps this process: it only waits for others
  const alive = setInterval(() => undefined, 60_000);
  const ask = (): void => {
    askedAt ??= Date.now();
    clearInterval(alive);
    resolve();
  };
  const onSignal = (): void => {
    // the guards of the parts end them when this process is gone
    if (askedAt !== undefined && Date.now() - askedAt > SAME_CTRL_C_MS) process.exit(130);
    ask();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // with a closed terminal every line would be an error, and the stop would end half-way
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  if (parentPid > 0) watchProcess(parentPid, ask);
  return { asked, wasAsked: () => askedAt !== undefined, ask };
}
