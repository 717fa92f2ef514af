import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { OpenTask } from '../../domain/dossier/state.ts';
import { NotFound } from '../../domain/errors.ts';
import { can, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';

/** @throws NotFound for a task that is closed, unknown, or of a dossier the officer may not see */
export async function getOpenTask(
  { dossiers, readModels }: Pick<Ports, 'dossiers' | 'readModels'>,
  officer: Officer,
  taskKey: string,
): Promise<{ readonly record: DossierRecord; readonly task: OpenTask }> {
  const dossierId = dossiers.holderOf(taskKey) ?? (await readModels.findTask(taskKey))?.dossierId;
  const record = dossierId === undefined ? undefined : await dossiers.find(dossierId);
  const task = record?.state.tasks[taskKey];
  if (record === undefined || task === undefined || !can(officer, 'read-dossier', record.state)) throw new NotFound('task');
  return { record, task };
}
