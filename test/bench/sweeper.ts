import { createClockAlarms } from '../../server/background/clock-alarms.ts';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { readModelsIn } from '../../server/store/read-models.ts';
import { DATABASES } from '../support/builders/a-database.ts';
import { FakeClock } from '../support/fakes/fake-clock.ts';
import { fakePorts } from '../support/fakes/fake-ports.ts';
import { openDossiers } from './open-dossiers.ts';
import { median, round, type Result } from './report.ts';

const OPEN = 100_000;
const DUE = 200;
const ROUNDS = 20;
/** A server sweeps each ten seconds: it must have next to nothing to do when nothing is due. */
const IDLE_BAR_MS = 50;
/** An alarm is written within a minute of its moment, though many fall due together. */
const BUSY_BAR_MS = 10_000;

/** One look at the clocks of 100,000 open dossiers on the embedded database: with alarms to write, and with none. */
export async function sweeper(_options: unknown, say: (line: string) => void): Promise<Result[]> {
  const [embedded] = DATABASES;
  if (embedded === undefined) throw new TypeError('There is no database');
  const database = await embedded.start();
  try {
    say(`sweeper: laying ${String(OPEN)} open dossiers down`);
    const { now } = await openDossiers(database.first, { open: OPEN, due: DUE });
    const ports = fakePorts({ clock: new FakeClock(now) });
    const readModels = readModelsIn(database.first);
    const alarms = createClockAlarms({ ...ports, dossiers: dossiersIn(database.first), readModels, watch: { mayBelieve: () => Promise.resolve(true) } });
    const look = async (): Promise<{ readonly ms: number; readonly raised: number }> => {
      const start = performance.now();
      const raised = await alarms.round(() => Promise.resolve(true));
      return { ms: performance.now() - start, raised };
    };
    const busy = await look();
    if (busy.raised !== DUE) throw new Error(`${String(busy.raised)} alarms were raised instead of ${String(DUE)}`);
    // The settler would have brought the rows up to date by now
    await database.first.collection('dossier_list').updateMany({ clockWakeAt: { $lt: now } }, { $unset: { clockWakeAt: '' } });
    const idle: number[] = [];
    for (let i = 0; i < ROUNDS; i++) idle.push((await look()).ms);
    const [idleMs, busyMs] = [round(median(idle)), round(busy.ms, 0)];
    return [
      {
        id: 'sweeper',
        what: 'a look at 100,000 open dossiers, nothing due',
        figure: idleMs,
        unit: 'ms',
        bar: IDLE_BAR_MS,
        holds: idleMs <= IDLE_BAR_MS,
        detail: { idle: idle.map((ms) => round(ms)) },
      },
      {
        id: 'sweeper',
        what: `the same with ${String(DUE)} alarms to write`,
        figure: busyMs,
        unit: 'ms',
        bar: BUSY_BAR_MS,
        holds: busyMs <= BUSY_BAR_MS,
        detail: { perAlarmMs: round(busy.ms / DUE) },
      },
    ];
  } finally {
    await database.close();
  }
}
