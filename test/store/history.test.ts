import { afterAll } from '@jest/globals';
import { historyIn } from '../../server/store/history.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeHistory } from '../support/fakes/describe-history.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  describeHistory(name, async () => {
    const connections = await start();
    open.push(connections);
    return { first: historyIn(connections.first), second: historyIn(connections.second) };
  });
}
