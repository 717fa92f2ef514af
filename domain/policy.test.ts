import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '../contract/vocabulary.ts';
import { ActionNotAllowed, NotFound } from './errors.ts';
import {
  ACTIONS,
  allows,
  can,
  capacityFor,
  findCapacity,
  groupsOf,
  RELATIONS,
  relationsOf,
  type Action,
  type Concerned,
  type Officer,
  type Relation,
} from './policy.ts';

/**
 * The rights once more, written down from the other side: for each role and each relation of its agency to the dossier, the actions it may do.
 * R receiving, C competent, T returning, N consulted, - none. Whatever is not here must be refused.
 */
const READ = ['read-dossier', 'read-personal-data', 'read-history', 'work-on-task', 'add-document', 'print-slip'] as const;
const PERSONAL: readonly Action[] = ['read-personal-data', 'print-slip'];
const SEE_CASE = ['read-dossier', 'work-on-task'] as const;
const OVERSIGHT = ['read-dossier', 'read-history', 'read-all-dossiers'] as const;

const EXPECTED: Record<Role, Partial<Record<Relation, readonly Action[]>>> = {
  RECEPTION_OFFICER: {
    receiving: [...READ, 'receive-dossier', 'refuse-receipt', 'answer-supplement', 'withdraw-dossier', 'read-register'],
    competent: READ,
    returning: [...READ, 'answer-supplement', 'withdraw-dossier'],
    consulted: SEE_CASE,
  },
  RESULT_OFFICER: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  COORDINATOR: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  CASE_OFFICER: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  DIVISION_HEAD: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  APPROVER: { receiving: READ, competent: [...READ, 'stop-dossier'], returning: READ, consulted: SEE_CASE },
  RECORDS_CLERK: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  CASHIER: { receiving: [...READ, 'confirm-fee'], competent: [...READ, 'confirm-fee'], returning: [...READ, 'confirm-fee'], consulted: SEE_CASE },
  POST_STAFF: { receiving: READ, competent: READ, returning: READ, consulted: SEE_CASE },
  // Sees facts and its own task, never the applicant's personal data, wherever its agency stands
  CONSULTED_AGENCY: {
    receiving: READ.filter((action) => !PERSONAL.includes(action)),
    competent: READ.filter((action) => !PERSONAL.includes(action)),
    returning: READ.filter((action) => !PERSONAL.includes(action)),
    consulted: SEE_CASE,
  },
  // The director works in the centre and also watches over all of it
  CENTER_DIRECTOR: {
    receiving: [...READ, 'read-all-dossiers', 'read-register'],
    competent: [...READ, 'read-all-dossiers'],
    returning: [...READ, 'read-all-dossiers'],
    consulted: [...OVERSIGHT, 'work-on-task'],
    none: [...OVERSIGHT, 'read-calendar', 'confirm-calendar'],
  },
  AUDITOR: {
    ...Object.fromEntries(RELATIONS.map((relation) => [relation, [...OVERSIGHT, 'read-personal-data']])),
    receiving: [...OVERSIGHT, 'read-personal-data', 'read-register'],
    none: [...OVERSIGHT, 'read-personal-data', 'read-calendar'],
  },
  // No dossier is theirs; the calendar they propose somebody else puts into force
  PROCESS_ADMIN: { none: ['read-calendar', 'propose-calendar'] },
  SYSTEM_ADMIN: { none: ['read-calendar', 'propose-calendar'] },
};

/** Agencies named after what they are to this dossier. */
const dossier: Concerned = { receivingAgency: 'receiving', competentAgency: 'competent', returnAgency: 'returning', consultedAgencies: ['consulted'] };
const anOfficer = (agency: string, ...roles: Role[]): Officer => ({
  id: 'lan',
  name: 'Lan',
  assignments: [{ agency, agencyName: `Cơ quan ${agency}`, roles }],
});
const every = ROLES.flatMap((role) =>
  RELATIONS.flatMap((relation) => ACTIONS.map((action) => ({ role, relation, action, expected: EXPECTED[role][relation]?.includes(action) ?? false }))),
);

describe('the table of rights', () => {
  test('has every combination', () => {
    expect(every).toHaveLength(ROLES.length * RELATIONS.length * ACTIONS.length);
  });

  test.each(every)('$role of an agency that is $relation: $action → $expected', ({ role, relation, action, expected }) => {
    expect(allows(action, role, relation)).toBe(expected);
    expect(can(anOfficer(relation, role), action, dossier)).toBe(expected);
  });
});

describe('a refusal', () => {
  test.each(every.filter(({ expected }) => !expected))('to $role ($relation) of $action tells no more than he may know', ({ role, relation, action }) => {
    // given
    const maySee = EXPECTED[role][relation]?.includes('read-dossier') ?? false;

    // then
    expect(() => capacityFor(anOfficer(relation, role), action, dossier)).toThrow(maySee ? ActionNotAllowed : NotFound);
  });

  test('of somebody without any role looks like a missing dossier', () => {
    expect(() => capacityFor({ id: 'x', name: 'x', assignments: [] }, 'read-dossier', dossier)).toThrow(NotFound);
  });
});

describe('whoever they are', () => {
  const role = fc.constantFrom(...ROLES);
  const agency = fc.constantFrom('a', 'b', 'c', 'd');
  const officer = fc
    .array(fc.record({ agency, agencyName: fc.constant('x'), roles: fc.uniqueArray(role, { maxLength: 4 }) }), { maxLength: 4 })
    .map((assignments): Officer => ({ id: 'lan', name: 'Lan', assignments }));
  const concerned = fc.record({
    receivingAgency: agency,
    competentAgency: agency,
    returnAgency: agency,
    consultedAgencies: fc.uniqueArray(agency, { maxLength: 3 }),
  });
  const action = fc.constantFrom(...ACTIONS);

  test("an officer may do exactly what one of his roles may do in one of its agency's relations", () => {
    fc.assert(
      fc.property(officer, concerned, action, (who, what, doing) => {
        const expected = who.assignments.some(({ agency: of, roles }) =>
          roles.some((as) => relationsOf(of, what).some((relation) => EXPECTED[as][relation]?.includes(doing) ?? false)),
        );
        expect(can(who, doing, what)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the capacity he acts in is one he really has, and it allows the action', () => {
    fc.assert(
      fc.property(officer, concerned, action, (who, what, doing) => {
        const actor = findCapacity(who, doing, what);
        if (actor === undefined) return;
        expect(groupsOf(who)).toContain(`${actor.agency}:${actor.role}`);
        expect(relationsOf(actor.agency, what).some((relation) => allows(doing, actor.role, relation))).toBe(true);
        expect(actor.officer).toBe('lan');
      }),
      { numRuns: 2_000 },
    );
  });

  test('narrowing to groups never adds a right, and never leaves the groups', () => {
    fc.assert(
      fc.property(
        officer,
        concerned,
        action,
        fc.array(
          fc.tuple(agency, role).map(([of, as]) => `${of}:${as}`),
          { maxLength: 3 },
        ),
        (who, what, doing, groups) => {
          const actor = findCapacity(who, doing, what, groups);
          if (actor === undefined) return;
          expect(groups).toContain(`${actor.agency}:${actor.role}`);
          expect(can(who, doing, what)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a role in an agency that has nothing to do with the dossier opens it only to oversight', () => {
    fc.assert(
      fc.property(fc.uniqueArray(role, { maxLength: 6 }), (roles) => {
        const sees = can(anOfficer('elsewhere', ...roles), 'read-dossier', dossier);
        expect(sees).toBe(roles.includes('AUDITOR') || roles.includes('CENTER_DIRECTOR'));
      }),
    );
  });

  test('every relation is found, several at once, and none only when there is no other', () => {
    fc.assert(
      fc.property(agency, concerned, (of, what) => {
        const relations = relationsOf(of, what);
        expect(relations.includes('receiving')).toBe(of === what.receivingAgency);
        expect(relations.includes('competent')).toBe(of === what.competentAgency);
        expect(relations.includes('returning')).toBe(of === what.returnAgency);
        expect(relations.includes('consulted')).toBe(what.consultedAgencies.includes(of));
        expect(relations.includes('none')).toBe(relations.length === 1 && relations[0] === 'none');
      }),
    );
  });
});
