import type { Secrets } from '../history/commitment.ts';
import { EMPTY_HEAD, link, type Head } from '../history/chain.ts';
import type { Entry, EntryDraft } from '../history/entry.ts';
import { evolve } from './fold.ts';
import { waitBeforeRelay, type OutboxDraft, type OutboxRow } from './outbox.ts';
import type { DossierState } from './state.ts';

/** A command this dossier has answered, so that its repeat gets the same answer (IETF Idempotency-Key). */
export interface CommandMark {
  readonly key: string;
  readonly bodyHash: string;
  readonly at: string;
  readonly entry: number;
}

/**
 * The aggregate: everything one command changes, written as one document. `pending` holds the newest entries until they have been copied
 * to the history collection; readers see both.
 */
export interface DossierRecord {
  readonly id: string;
  /** Counts writes; compare-and-set guards every one. */
  readonly version: number;
  readonly state: DossierState;
  readonly head: Head;
  readonly pending: readonly Entry[];
  readonly outbox: readonly OutboxRow[];
  readonly secrets: Secrets;
  /** Keyed hashes of ID numbers, for look-up. */
  readonly idHashes: readonly string[];
  readonly commands: readonly CommandMark[];
  /** Position of the last engine record applied, by partition. */
  readonly enginePosition: Readonly<Record<string, number>>;
}

export interface Change {
  readonly entries: readonly EntryDraft[];
  readonly outbox?: readonly OutboxDraft[];
  readonly secrets?: Secrets;
  readonly command?: Omit<CommandMark, 'entry' | 'at'>;
}

const COMMANDS_KEPT = 100;
/** The newest, and for ever the one that opened the dossier: its repeat must never open another. */
const kept = (commands: readonly CommandMark[]): readonly CommandMark[] =>
  commands.length <= COMMANDS_KEPT ? commands : [...commands.slice(0, 1), ...commands.slice(1 - COMMANDS_KEPT)];

/** Opens a dossier with its first entries. */
export function openDossier(id: string, change: Change, idHashes: readonly string[]): DossierRecord {
  const first = change.entries[0];
  if (first === undefined) throw new TypeError('A dossier opens with an entry');
  const blank = { id, version: 0, head: EMPTY_HEAD, pending: [], outbox: [], secrets: {}, idHashes, commands: [], enginePosition: {}, state: undefined };
  return applyChange(blank, change);
}

/** The record after a change. Pure: the store decides whether it becomes true. */
export function applyChange(record: Omit<DossierRecord, 'state'> & { readonly state: DossierState | undefined }, change: Change): DossierRecord {
  let { head, state } = record;
  const entries: Entry[] = [];
  for (const draft of change.entries) {
    const entry = link(record.id, head, draft);
    state = evolve(state, entry);
    head = { seq: entry.seq, hash: entry.hash };
    entries.push(entry);
  }
  if (state === undefined) throw new TypeError('A dossier without an entry');
  const at = change.entries.at(-1)?.at ?? state.updatedAt;
  const rows = (change.outbox ?? []).map((draft, i) => outboxRow(record.id, head.seq, i, at, draft));
  const mark = change.command === undefined ? [] : [{ ...change.command, at, entry: head.seq }];
  return {
    ...record,
    state,
    head,
    pending: [...record.pending, ...entries],
    outbox: [...record.outbox, ...rows],
    secrets: change.secrets === undefined ? record.secrets : { ...record.secrets, ...change.secrets },
    commands: kept([...record.commands, ...mark]),
  };
}

function outboxRow(dossierId: string, seq: number, index: number, at: string, draft: OutboxDraft): OutboxRow {
  const nextAt = new Date(Date.parse(at) + waitBeforeRelay(draft)).toISOString();
  return { ...draft, id: `${dossierId}:${String(seq)}:${String(index)}`, nextAt, attempts: 0 };
}
