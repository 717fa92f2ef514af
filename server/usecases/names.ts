import { releaseId } from '../../domain/release.ts';
import type { Ports } from '../ports/index.ts';

/** Short names by procedure id, each as one of the rows' own releases has it. */
export async function nameProcedures(
  { releases }: Pick<Ports, 'releases'>,
  rows: readonly { readonly procedure: string; readonly release: number }[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { procedure, release } of rows) {
    if (names.has(procedure)) continue;
    names.set(procedure, (await releases.find(releaseId(procedure, release)))?.sheet.shortName ?? procedure);
  }
  return names;
}

export async function nameOfficers({ officers }: Pick<Ports, 'officers'>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...new Set(ids)].map((id) => officers.find(id)));
  return new Map(found.flatMap((officer) => (officer === undefined ? [] : [[officer.id, officer.name] as const])));
}
