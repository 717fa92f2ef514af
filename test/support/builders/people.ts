import type { AgencyId, Role } from '../../../contract/vocabulary.ts';
import type { Actor } from '../../../domain/history/entry.ts';
import type { Officer } from '../../../domain/policy.ts';

export const CENTER = 'binh-an-center';
export const WARD = 'an-phu-ward';
export const OTHER_WARD = 'phu-hoa-ward';
export const FIRE_POLICE = 'fire-police';

/** An officer of one agency, at the ward's desk unless told otherwise. */
export function anOfficer({
  id = 'hoa.motcua',
  agency = WARD,
  roles = ['RECEPTION_OFFICER'],
}: { readonly id?: string; readonly agency?: AgencyId; readonly roles?: readonly Role[] } = {}): Officer {
  return { id, name: `Cán bộ ${id}`, assignments: [{ agency, agencyName: `Cơ quan ${agency}`, roles }] };
}

export const aCaseOfficer = (id = 'tuan.hotich'): Officer => anOfficer({ id, roles: ['CASE_OFFICER'] });
export const aCashier = (id = 'thuy.thungan'): Officer => anOfficer({ id, roles: ['CASHIER'] });
/** Works for an agency that has nothing to do with the dossier. */
export const aStranger = (roles: readonly Role[] = ['RECEPTION_OFFICER', 'CASE_OFFICER', 'CASHIER']): Officer =>
  anOfficer({ id: 'nguoi.la', agency: OTHER_WARD, roles });

export function anActor(officer: Officer = anOfficer()): Actor {
  const [assignment] = officer.assignments;
  const role = assignment?.roles[0];
  if (assignment === undefined || role === undefined) throw new TypeError('An actor needs an assignment');
  return { officer: officer.id, name: officer.name, agency: assignment.agency, agencyName: assignment.agencyName, role };
}
