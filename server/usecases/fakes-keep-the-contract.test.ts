/** The contract suites of test/store, run against the fakes these unit tests stand on. */
import { dossierDocuments, fakeDossiers } from '../../test/support/fakes/fake-dossiers.ts';
import { engineStateData, fakeEngineState } from '../../test/support/fakes/fake-engine-state.ts';
import { fakeHistory } from '../../test/support/fakes/fake-history.ts';
import { fakeReadModels } from '../../test/support/fakes/fake-read-models.ts';
import { fakeReleases } from '../../test/support/fakes/fake-releases.ts';
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
describeReadModels(MEMORY, () => Promise.resolve(fakeReadModels()));
describeReleases(MEMORY, () => {
  const kept = new Map();
  return Promise.resolve({ first: fakeReleases([], kept), second: fakeReleases([], kept) });
});
describeEngineState(MEMORY, () => {
  const data = engineStateData();
  return Promise.resolve({ first: fakeEngineState(data), second: fakeEngineState(data) });
});
