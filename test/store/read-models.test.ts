import { afterAll } from '@jest/globals';
import { readModelsIn } from '../../server/store/read-models.ts';
import type { ReadModels } from '../../server/ports/read-models.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';
import { describeReadModels } from '../support/fakes/describe-read-models.ts';

const open: TwoConnections[] = [];
afterAll(async () => {
  for (const connections of open) await connections.close();
});

for (const { name, start } of DATABASES) {
  let ready: Promise<{ readonly models: ReadModels; readonly connections: TwoConnections }> | undefined;
  const begin = async (): Promise<{ models: ReadModels; connections: TwoConnections }> => {
    const connections = await start();
    open.push(connections);
    return { models: readModelsIn(connections.first), connections };
  };

  describeReadModels(name, async () => {
    ready ??= begin();
    const { models, connections } = await ready;
    for (const collection of ['inbox', 'dossier_list']) await connections.first.collection(collection).deleteMany({});
    return models;
  });
}
