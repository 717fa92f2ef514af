import { ROLES, type AgencyId, type Role } from '../contract/vocabulary.ts';
import { ActionNotAllowed, NotFound } from './errors.ts';
import type { Actor } from './history/entry.ts';

/** Somebody signed in: what one person may do in which agency. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly { readonly agency: AgencyId; readonly agencyName: string; readonly roles: readonly Role[] }[];
}

/** What an agency is to a dossier. One agency may be several at once. */
export const RELATIONS = ['receiving', 'competent', 'returning', 'consulted', 'none'] as const;
export type Relation = (typeof RELATIONS)[number];

export const ACTIONS = [
  'receive-dossier',
  'refuse-receipt',
  'read-dossier',
  'read-personal-data',
  'read-history',
  'work-on-task',
  'answer-supplement',
  'confirm-fee',
  'withdraw-dossier',
  'stop-dossier',
  'add-document',
  'read-all-dossiers',
  'print-slip',
  'read-register',
  'read-calendar',
  'propose-calendar',
  'confirm-calendar',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who signs for an agency: results, letters of apology, second supplement requests, notices that a dossier is stopped. */
export const LEADER: Role = 'APPROVER';

const STAFF = ROLES.filter((role) => role !== 'AUDITOR' && role !== 'SYSTEM_ADMIN' && role !== 'PROCESS_ADMIN');
const INSIDE = ['receiving', 'competent', 'returning'] as const;

/**
 * The one table of rights: action → role → relations of the officer's agency to the dossier that allow it. What is not listed is refused.
 * A consulted agency sees the facts of the case and its own task, not the applicant's personal data (domain brief, roles).
 */
const POLICY: Readonly<Record<Action, Partial<Record<Role, readonly Relation[]>>>> = {
  'receive-dossier': { RECEPTION_OFFICER: ['receiving'] },
  'refuse-receipt': { RECEPTION_OFFICER: ['receiving'] },
  'read-dossier': { ...all(STAFF, [...INSIDE, 'consulted']), ...all(['AUDITOR', 'CENTER_DIRECTOR'], RELATIONS) },
  'read-personal-data': {
    ...all(
      STAFF.filter((role) => role !== 'CONSULTED_AGENCY'),
      INSIDE,
    ),
    AUDITOR: RELATIONS,
  },
  'read-history': { ...all(STAFF, INSIDE), AUDITOR: RELATIONS, CENTER_DIRECTOR: RELATIONS },
  // Which task: the candidate groups of the task itself (agency:ROLE) say who; here only that the dossier is theirs to touch
  'work-on-task': all(STAFF, [...INSIDE, 'consulted']),
  'answer-supplement': { RECEPTION_OFFICER: ['receiving', 'returning'] },
  'confirm-fee': { CASHIER: INSIDE },
  'withdraw-dossier': { RECEPTION_OFFICER: ['receiving', 'returning'] },
  'stop-dossier': { APPROVER: ['competent'] },
  'add-document': all(STAFF, INSIDE),
  'read-all-dossiers': { AUDITOR: RELATIONS, CENTER_DIRECTOR: RELATIONS },
  // Slips and the register are made of personal data
  'print-slip': all(
    STAFF.filter((role) => role !== 'CONSULTED_AGENCY'),
    INSIDE,
  ),
  'read-register': all(['RECEPTION_OFFICER', 'CENTER_DIRECTOR', 'AUDITOR'], ['receiving']),
  // The calendar belongs to no dossier. Who proposes it does not put it into force
  'read-calendar': all(['SYSTEM_ADMIN', 'PROCESS_ADMIN', 'CENTER_DIRECTOR', 'AUDITOR'], ['none']),
  'propose-calendar': all(['SYSTEM_ADMIN', 'PROCESS_ADMIN'], ['none']),
  'confirm-calendar': { CENTER_DIRECTOR: ['none'] },
};

function all(roles: readonly Role[], relations: readonly Relation[]): Partial<Record<Role, readonly Relation[]>> {
  return Object.fromEntries(roles.map((role) => [role, relations]));
}

export interface Concerned {
  readonly receivingAgency: AgencyId;
  readonly competentAgency: AgencyId;
  readonly returnAgency: AgencyId;
  readonly consultedAgencies: readonly AgencyId[];
}

export function relationsOf(agency: AgencyId, dossier: Concerned): readonly Relation[] {
  const relations: Relation[] = [];
  if (agency === dossier.receivingAgency) relations.push('receiving');
  if (agency === dossier.competentAgency) relations.push('competent');
  if (agency === dossier.returnAgency) relations.push('returning');
  if (dossier.consultedAgencies.includes(agency)) relations.push('consulted');
  return relations.length === 0 ? ['none'] : relations;
}

export function allows(action: Action, role: Role, relation: Relation): boolean {
  return POLICY[action][role]?.includes(relation) ?? false;
}

/** The capacity in which an officer may do something, or undefined. `within` narrows to some `agency:ROLE` groups. */
export function findCapacity(officer: Officer, action: Action, dossier: Concerned, within?: readonly string[]): Actor | undefined {
  for (const { agency, agencyName, roles } of officer.assignments) {
    for (const role of roles) {
      if (within !== undefined && !within.includes(`${agency}:${role}`)) continue;
      if (relationsOf(agency, dossier).some((relation) => allows(action, role, relation)))
        return { officer: officer.id, name: officer.name, agency, agencyName, role };
    }
  }
  return undefined;
}

export const can = (officer: Officer, action: Action, dossier: Concerned): boolean => findCapacity(officer, action, dossier) !== undefined;

/**
 * @throws NotFound when the officer may not even see the dossier: another agency's object answers like a missing one
 * @throws ActionNotAllowed when they may see it but not do this
 */
export function capacityFor(officer: Officer, action: Action, dossier: Concerned): Actor {
  if (!can(officer, 'read-dossier', dossier)) throw new NotFound('dossier');
  const actor = findCapacity(officer, action, dossier);
  if (actor === undefined) throw new ActionNotAllowed(action);
  return actor;
}

const NO_DOSSIER: Concerned = { receivingAgency: '', competentAgency: '', returnAgency: '', consultedAgencies: [] };

/** The capacity in which an officer may do what is about no dossier, or undefined. */
export const findGeneralCapacity = (officer: Officer, action: Action): Actor | undefined => findCapacity(officer, action, NO_DOSSIER);

/** @throws ActionNotAllowed */
export function generalCapacityFor(officer: Officer, action: Action): Actor {
  const actor = findGeneralCapacity(officer, action);
  if (actor === undefined) throw new ActionNotAllowed(action, 'Vai trò của bạn không được làm việc này.');
  return actor;
}

/** Every `agency:ROLE` group the officer belongs to. */
export const groupsOf = (officer: Officer): readonly string[] => officer.assignments.flatMap(({ agency, roles }) => roles.map((role) => `${agency}:${role}`));
