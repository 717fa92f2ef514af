import { afterAll } from '@jest/globals';
import { changeFeedIn } from '../../server/store/change-feed.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeChangeFeed } from '../support/fakes/describe-change-feed.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  describeChangeFeed(name, async () => {
    const connections = await start();
    open.push(connections);
    return { first: changeFeedIn(connections.first), second: changeFeedIn(connections.second) };
  });
}
