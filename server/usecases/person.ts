import type { Person } from '../../contract/endpoints/dossiers.ts';
import { maskId } from '../../domain/ids.ts';
import type { Commitment, Vault } from '../../domain/history/commitment.ts';
import type { Secrecy } from '../ports/index.ts';

/** A person as history knows them: every value a commitment, the ID number encrypted before it is committed to. */
export function committed(person: Person & { readonly authorisation?: string }, vault: Vault, secrecy: Secrecy): Record<string, Commitment> {
  const { idNumber, ...rest } = person;
  const values = { ...rest, idNumber: secrecy.encrypt(idNumber), idMasked: maskId(idNumber) };
  return vault.hideAll(Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value.normalize('NFC')]]))));
}
