import { afterAll } from '@jest/globals';
import { calendarsIn } from '../../server/store/calendars.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeCalendars } from '../support/fakes/describe-calendars.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  let connections: TwoConnections | undefined;
  describeCalendars(name, async () => {
    if (connections === undefined) open.push((connections = await start()));
    // Versions count from one for everybody, so each test begins with none
    await connections.first.collection('calendars').deleteMany({});
    return { first: calendarsIn(connections.first), second: calendarsIn(connections.second) };
  });
}
