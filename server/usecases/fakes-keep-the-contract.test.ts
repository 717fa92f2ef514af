/** The contract suites of test/store, run against the fakes these unit tests stand on. */
import { fakeCalendars, calendarVersions } from '../../test/support/fakes/fake-calendars.ts';
import { fakeClockMarks } from '../../test/support/fakes/fake-clock-marks.ts';
import { dossierDocuments, fakeDossiers } from '../../test/support/fakes/fake-dossiers.ts';
import { engineStateData, fakeEngineState } from '../../test/support/fakes/fake-engine-state.ts';
import { fakeHistory } from '../../test/support/fakes/fake-history.ts';
import { fakeReadModels } from '../../test/support/fakes/fake-read-models.ts';
import { fakeReleases } from '../../test/support/fakes/fake-releases.ts';
import { describeCalendars } from '../../test/support/fakes/describe-calendars.ts';
import { describeClockMarks } from '../../test/support/fakes/describe-clock-marks.ts';
import { describeDossiers } from '../../test/support/fakes/describe-dossiers.ts';
import { describeEngineState } from '../../test/support/fakes/describe-engine-state.ts';
import { describeHistory } from '../../test/support/fakes/describe-history.ts';
import { describeReadModels } from '../../test/support/fakes/describe-read-models.ts';
import { describeReleases } from '../../test/support/fakes/describe-releases.ts';

const MEMORY = 'memory';

describeDossiers(MEMORY, () => {
  const documents = dossierDocuments();
  return Promise.resolve({ first: fakeDossiers(documents), second: fakeDossiers(documents) });
});
describeHistory(MEMORY, () => {
  const entries = new Map();
  return Promise.resolve({ first: fakeHistory(entries), second: fakeHistory(entries) });
});
describeClockMarks(MEMORY, () => {
  const data = {};
  return Promise.resolve({ first: fakeClockMarks(data), second: fakeClockMarks(data) });
});
describeReadModels(MEMORY, () => Promise.resolve(fakeReadModels()));
describeReleases(MEMORY, () => {
  const kept = new Map();
  return Promise.resolve({ first: fakeReleases([], kept), second: fakeReleases([], kept) });
});
describeEngineState(MEMORY, () => {
  const data = engineStateData();
  return Promise.resolve({ first: fakeEngineState(data), second: fakeEngineState(data) });
});
describeCalendars(MEMORY, () => {
  const versions = calendarVersions(null);
  return Promise.resolve({ first: fakeCalendars(null, versions), second: fakeCalendars(null, versions) });
});
