import { afterAll } from '@jest/globals';
import { engineMarksIn, instanceLinksIn, leasesIn } from '../../server/store/engine-state.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeEngineState } from '../support/fakes/describe-engine-state.ts';
import type { EngineState } from '../support/fakes/fake-engine-state.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

const stateIn = (connection: TwoConnections['first']): EngineState => ({
  leases: leasesIn(connection),
  marks: engineMarksIn(connection),
  links: instanceLinksIn(connection),
});

for (const { name, start } of DATABASES) {
  describeEngineState(name, async () => {
    const connections = await start();
    open.push(connections);
    return { first: stateIn(connections.first), second: stateIn(connections.second) };
  });
}
