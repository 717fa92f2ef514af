import { afterAll } from '@jest/globals';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeDossiers } from '../support/fakes/describe-dossiers.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  describeDossiers(name, async () => {
    const connections = await start();
    open.push(connections);
    return { first: dossiersIn(connections.first), second: dossiersIn(connections.second) };
  });
}
