import type { DossierRecord } from '../../domain/dossier/record.ts';
import { rowsOf } from '../../domain/dossier/rows.ts';
import type { Ports } from '../ports/index.ts';
import type { DossierLines } from '../ports/read-models.ts';
import { reckoningOf } from './reckoning-of.ts';

/** What inbox and lists show of these dossiers. */
export const linesOf = (ports: Pick<Ports, 'releases' | 'calendars'>, records: readonly DossierRecord[]): Promise<readonly DossierLines[]> =>
  Promise.all(records.map(async (record) => ({ dossierId: record.id, version: record.version, ...rowsOf(record, await reckoningOf(ports, record.state)) })));
