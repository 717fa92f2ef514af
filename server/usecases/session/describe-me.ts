import type { AgencyId, OfficerId, Role } from '../../../contract/vocabulary.ts';
import type { Officer } from '../../../domain/policy.ts';
import type { Agencies } from '../../ports/index.ts';

export interface Described {
  readonly id: OfficerId;
  readonly name: string;
  readonly assignments: { readonly agency: AgencyId; readonly agencyName: string; readonly agencyCode: string; readonly roles: Role[] }[];
}

export async function describeMe({ agencies }: { readonly agencies: Pick<Agencies, 'get'> }, { id, name, assignments }: Officer): Promise<Described> {
  return {
    id,
    name,
    assignments: await Promise.all(
      assignments.map(async ({ agency, agencyName, roles }) => ({ agency, agencyName, agencyCode: (await agencies.get(agency)).code, roles: [...roles] })),
    ),
  };
}
