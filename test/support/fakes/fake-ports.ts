import type { CalendarData } from '../../../domain/calendar/calendar.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import { rowsOf } from '../../../domain/dossier/rows.ts';
import type { Officer } from '../../../domain/policy.ts';
import type { Release } from '../../../domain/release.ts';
import { createChangeBus } from '../../../server/background/change-bus.ts';
import { noFailpoint, type Failpoint } from '../../../server/ports/failpoint.ts';
import type { Ports } from '../../../server/ports/index.ts';
import type { DossierStore } from '../../../server/store/dossiers.ts';
import { aReckoning } from '../builders/a-reckoning.ts';
import { aRelease } from '../builders/a-release.ts';
import { fakeCalendars } from './fake-calendars.ts';
import { FakeClock } from './fake-clock.ts';
import { fakeClockMarks } from './fake-clock-marks.ts';
import { dossierDocuments, fakeDossiers, type DossierDocuments } from './fake-dossiers.ts';
import { FakeEngine } from './fake-engine.ts';
import { fakeEngineState, type EngineState } from './fake-engine-state.ts';
import { fakeHistory, type FakeHistory } from './fake-history.ts';
import { FakeLog } from './fake-log.ts';
import { fakeReadModels, type FakeReadModels } from './fake-read-models.ts';
import { fakeReleases } from './fake-releases.ts';
import { fakeAgencies, fakeFiles, fakeOfficers, fakeSecrecy, fakeSequences, FakeMessenger, FakeSlips, type FakeFiles } from './fake-surroundings.ts';

export interface FakePorts extends Ports, EngineState {
  readonly clock: FakeClock;
  readonly dossiers: DossierStore;
  readonly history: FakeHistory;
  readonly readModels: FakeReadModels;
  readonly engine: FakeEngine;
  readonly messenger: FakeMessenger;
  readonly files: FakeFiles;
  readonly slips: FakeSlips;
  readonly log: FakeLog;
  readonly failpoint: Failpoint;
  /** What the database holds. */
  readonly documents: DossierDocuments;
}

interface Given {
  readonly dossiers?: readonly DossierRecord[];
  readonly releases?: readonly Release[];
  readonly officers?: readonly Officer[];
  readonly calendar?: CalendarData;
  readonly clock?: FakeClock;
  readonly failpoint?: Failpoint;
}

/** Every port in memory, with the same semantics as the real ones. The rows of the given dossiers are in the read models already. */
export function fakePorts({
  dossiers: records = [],
  releases = [aRelease()],
  officers = [],
  calendar,
  clock = new FakeClock(),
  failpoint = noFailpoint,
}: Given = {}): FakePorts {
  const documents = dossierDocuments(records);
  const dossiers = fakeDossiers(documents);
  const bus = createChangeBus(dossiers);
  dossiers.onCommitted(({ record }) => {
    bus.committed(record);
  });
  const lines = [...documents.values()].map((record) => {
    const sheet = releases.find(({ procedure, number }) => procedure === record.state.procedure && number === record.state.release)?.sheet;
    const reckoning = aReckoning({ ...(sheet === undefined ? {} : { rules: sheet.clock }), ...(calendar === undefined ? {} : { calendar }) });
    return { dossierId: record.id, version: record.version, ...rowsOf(record, reckoning) };
  });
  return {
    clock,
    documents,
    dossiers,
    failpoint,
    history: fakeHistory(),
    readModels: fakeReadModels(new Map(lines.map((one) => [one.dossierId, one]))),
    releases: fakeReleases(releases),
    agencies: fakeAgencies(),
    officers: fakeOfficers(officers),
    calendars: fakeCalendars(calendar),
    clockMarks: fakeClockMarks(),
    sequences: fakeSequences(),
    files: fakeFiles(),
    secrecy: fakeSecrecy(),
    messenger: new FakeMessenger(),
    slips: new FakeSlips(),
    changes: bus,
    engine: new FakeEngine(),
    log: new FakeLog(),
    ...fakeEngineState(),
  };
}

/** How the database looks at this moment. */
export function theDossier(ports: Pick<FakePorts, 'documents'>, id: string): DossierRecord {
  const record = ports.documents.get(id);
  if (record === undefined) throw new TypeError(`There is no dossier ${id}`);
  return record;
}
