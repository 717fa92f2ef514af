/** A dossier that an older program has written is used only after its state has been made anew from its history. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FOLD_VERSION } from '../../domain/dossier/fold.ts';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { historyIn } from '../../server/store/history.ts';
import { aDossier, aNewDossier, after, D1, D2, feeAssessed, received } from '../support/builders/a-dossier.ts';
import { DATABASES, type TwoConnections } from '../support/builders/a-database.ts';

describe.each(DATABASES)('an older fold in $name', ({ start }) => {
  let connections: TwoConnections;
  beforeAll(async () => {
    connections = await start();
  });
  afterAll(() => connections.close());

  /** As a program left it whose fold knew neither the code nor the number. */
  const age = (id: string): Promise<unknown> =>
    connections.first
      .collection('dossiers')
      .updateOne({ _id: id as never }, { $unset: { foldVersion: '', 'state.code': '' }, $set: { version: 9, pending: [] } });

  test('is made anew from the whole history, by whichever way the dossier is found, and stays so with the next write', async () => {
    // given
    const record = after(aDossier(), [received()]);
    const writer = dossiersIn(connections.first);
    await writer.create(record);
    await historyIn(connections.first).append(record.pending);
    await age(D1);
    const dossiers = dossiersIn(connections.second);

    // then
    for (const found of [await dossiers.get(D1), ...(await dossiers.changeMany([D1], (one) => one))]) expect(found.state).toEqual(record.state);

    // when
    await dossiers.change(D1, (one) => after(one, [feeAssessed()]));

    // then
    const stored = await connections.first.collection('dossiers').findOne({ _id: D1 as never });
    expect([stored?.['foldVersion'], (stored?.['state'] as { code: string }).code]).toEqual([FOLD_VERSION, record.state.code]);
  });

  test('whose history is not whole is refused rather than guessed', async () => {
    // given
    await dossiersIn(connections.first).create(aNewDossier({ id: D2 }));
    await age(D2);

    // then
    await expect(dossiersIn(connections.second).get(D2)).rejects.toMatchObject({ code: 'history-gap' });
  });

  test('of this program is left as it is: nobody reads a history for it', async () => {
    // given
    await connections.first.collection('history').deleteMany({});

    // then
    expect((await dossiersIn(connections.first).get(D1)).state.code).toBeDefined();
  });
});
