import { afterAll } from '@jest/globals';
import { releasesIn } from '../../server/store/releases.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeReleases } from '../support/fakes/describe-releases.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  describeReleases(name, async () => {
    const connections = await start();
    open.push(connections);
    return { first: releasesIn(connections.first), second: releasesIn(connections.second) };
  });
}
