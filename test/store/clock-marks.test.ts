import { afterAll } from '@jest/globals';
import { clockMarksIn } from '../../server/store/clock-marks.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeClockMarks } from '../support/fakes/describe-clock-marks.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  let ready: Promise<TwoConnections> | undefined;
  describeClockMarks(name, async () => {
    ready ??= start().then((connections) => {
      open.push(connections);
      return connections;
    });
    const connections = await ready;
    await connections.first.collection('clock_marks').deleteMany({});
    return { first: clockMarksIn(connections.first), second: clockMarksIn(connections.second) };
  });
}
