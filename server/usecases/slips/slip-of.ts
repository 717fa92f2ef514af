import type { SlipNumber } from '../../../contract/vocabulary.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { Decision, DossierState } from '../../../domain/dossier/state.ts';
import { reveal, type Commitment, type Secrets } from '../../../domain/history/commitment.ts';
import type { ProcedureSheet, Release } from '../../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import type { Slip, SlipComponent, SlipPerson } from '../../ports/slips.ts';

export type SlipPorts = Pick<Ports, 'releases' | 'agencies'>;

interface Subject {
  readonly number: SlipNumber;
  /** Who issues it. */
  readonly agency: string;
}

/** What every slip of a dossier says, from what the dossier and its release hold; and that release. */
export async function slipOf(ports: SlipPorts, { state, secrets }: DossierRecord, { number, agency: id }: Subject): Promise<{ slip: Slip; release: Release }> {
  const [release, agency] = await Promise.all([ports.releases.get(state.procedure, state.release), ports.agencies.get(id)]);
  const parent = agency.parent === undefined ? undefined : (await ports.agencies.get(agency.parent)).name.vi;
  const form = release.sheet.slips?.[number];
  const slip: Slip = {
    ...(parent === undefined ? {} : { parentName: parent }),
    // A branch is often called "…, <the centre it belongs to>", and the centre stands above it already
    agencyName: parent === undefined ? agency.name.vi : agency.name.vi.replace(`, ${parent}`, ''),
    agencyCode: agency.code,
    ...(state.code === undefined ? {} : { code: state.code }),
    procedureCode: state.procedureCode,
    procedureName: release.sheet.name.vi,
    applicant: personOf(state.applicant, secrets),
    ...(state.submitter === undefined ? {} : { submitter: personOf(state.submitter, secrets) }),
    ...(form === undefined ? {} : { form }),
  };
  return { slip, release };
}

/** ID numbers stay masked on paper too. */
function personOf(person: DossierState['applicant'], secrets: Secrets): SlipPerson {
  const details = (['phone', 'email', 'address'] as const).flatMap((field) => {
    const value = plainText(person[field], secrets);
    return value === undefined ? [] : [[field, value]];
  });
  return {
    name: plainText(person['name'], secrets) ?? '',
    idNumber: plainText(person['idMasked'], secrets) ?? '',
    ...(Object.fromEntries(details) as Partial<SlipPerson>),
  };
}

/** The text behind a commitment; an erased value, and one that is no text, says nothing. */
export function plainText(value: Commitment | undefined, secrets: Secrets): string | undefined {
  const plain = reveal(value, secrets);
  return typeof plain === 'string' && plain.trim() !== '' ? plain : undefined;
}

/** What has been handed in on paper, named as the checklist names it. */
export function papersOf({ components }: Pick<DossierState, 'components'>, sheet: ProcedureSheet): readonly SlipComponent[] {
  const names = new Map(sheet.components.map(({ id, name }) => [id, name.vi]));
  return components
    .filter((one) => one.originals + one.certified + one.copies > 0)
    .map(({ id, originals, certified, copies }) => ({ name: names.get(id) ?? id, originals, certified, copies }));
}

/** Decisions that hold, in order. */
export const standing = ({ decisions }: Pick<DossierState, 'decisions'>): readonly Decision[] => decisions.filter(({ undone }) => undone !== true);
