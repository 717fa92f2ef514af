import type { DossierRecord } from '../../domain/dossier/record.ts';

const MOST_RECORDS = 2_000;
const MOST_TASKS = 10_000;

/** Dossiers as this process last saw them, the latest ones. Records are never changed in place, so they may be shared. */
export class RecentRecords {
  readonly #records = new Map<string, DossierRecord>();
  readonly #holders = new Map<string, string>();

  find(id: string): DossierRecord | undefined {
    return this.#records.get(id);
  }

  /** Id of the dossier that an open task was last seen in. */
  holderOf(taskKey: string): string | undefined {
    return this.#holders.get(taskKey);
  }

  /** Keeps a record unless a newer version of it is at hand: answers may come in another order than they were asked for. */
  keep(record: DossierRecord): void {
    if ((this.#records.get(record.id)?.version ?? 0) > record.version) return;
    putLast(this.#records, record.id, record, MOST_RECORDS);
    for (const key of Object.keys(record.state.tasks)) putLast(this.#holders, key, record.id, MOST_TASKS);
  }
}

/** The one that was put first goes first. */
function putLast<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const first = map.keys().next();
  if (map.size > most && first.done !== true) map.delete(first.value);
}
