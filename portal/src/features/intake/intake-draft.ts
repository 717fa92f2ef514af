import type { Channel, Me, AgencyView, ReleaseView, ReturnChannel, Submission } from '../../api/contract.ts';
import type { AttachedFile } from '../../components/file-drop.tsx';
import { fieldsOf, withoutEmpty } from '../../components/form-schema.ts';

export interface PersonDraft {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly idKind: 'cccd' | 'passport' | 'tax-code' | 'other';
  readonly idNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly authorisation: string;
}

export interface Counts {
  readonly originals: number;
  readonly certified: number;
  readonly copies: number;
}

export interface IntakeDraft {
  readonly procedure: string;
  readonly channel: Channel;
  readonly receivingAgency: string;
  readonly competentAgency: string;
  readonly returnAgency: string;
  readonly returnChannel: ReturnChannel;
  readonly applicant: PersonDraft;
  readonly another: boolean;
  readonly submitter: PersonDraft;
  readonly form: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, Counts>>;
  readonly attachments: readonly AttachedFile[];
}

const nobody: PersonDraft = { kind: 'person', name: '', idKind: 'cccd', idNumber: '', phone: '', email: '', address: '', authorisation: '' };
export const NO_COUNTS: Counts = { originals: 0, certified: 0, copies: 0 };
export const sumOf = ({ originals, certified, copies }: Counts): number => originals + certified + copies;

/** The agencies in whose name this officer receives. */
export const receivingChoices = (me: Me): Me['assignments'] => me.assignments.filter(({ roles }) => roles.includes('RECEPTION_OFFICER'));

/** One-stop units receive and hand over; deciding is for the others, communes first because most cases are theirs. */
export function competentChoices(agencies: readonly AgencyView[], kinds: readonly string[] = ['commune', 'department']): readonly AgencyView[] {
  const deciding = agencies.filter(({ kind }) => kinds.includes(kind));
  return (deciding.length > 0 ? [...deciding] : [...agencies]).sort((one, other) => Number(other.kind === 'commune') - Number(one.kind === 'commune'));
}

export const returnChoices = (agencies: readonly AgencyView[]): readonly AgencyView[] =>
  agencies.filter(({ kind }) => kind === 'service-center' || kind === 'branch' || kind === 'commune');

export function emptyIntake(me: Me, agencies: readonly AgencyView[]): IntakeDraft {
  const here = receivingChoices(me)[0]?.agency ?? '';
  const decides = competentChoices(agencies).some(({ id }) => id === here);
  return {
    procedure: '',
    channel: 'counter',
    receivingAgency: here,
    competentAgency: decides ? here : '',
    returnAgency: here,
    returnChannel: 'counter',
    applicant: nobody,
    another: false,
    submitter: nobody,
    form: {},
    components: {},
    attachments: [],
  };
}

/** Some forms ask themselves how the result is to be handed over; then their answer counts and it is not asked twice. */
export const formAsksReturnChannel = (release: Pick<ReleaseView, 'intakeForm'> | undefined): boolean =>
  fieldsOf(release?.intakeForm).some(({ key }) => key === 'returnChannel');

export function returnChannelOf(draft: IntakeDraft, form: Readonly<Record<string, unknown>>, release: ReleaseView): ReturnChannel {
  const asked = form['returnChannel'];
  return formAsksReturnChannel(release) && (asked === 'counter' || asked === 'post' || asked === 'online') ? asked : draft.returnChannel;
}

function toPerson({ kind, name, idKind, idNumber, phone, email, address }: PersonDraft): Submission['applicant'] {
  return {
    kind,
    name: tidy(name),
    idKind,
    idNumber: idNumber.replace(/\s/g, ''),
    ...(phone.trim() === '' ? {} : { phone: phone.replace(/[\s.()]/g, '') }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    ...(address.trim() === '' ? {} : { address: tidy(address) }),
  };
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

export function toSubmission(draft: IntakeDraft, form: Readonly<Record<string, unknown>>, release: ReleaseView): Submission {
  return {
    procedure: draft.procedure,
    channel: draft.channel,
    receivingAgency: draft.receivingAgency,
    competentAgency: draft.competentAgency,
    returnAgency: draft.returnAgency,
    returnChannel: returnChannelOf(draft, form, release),
    applicant: toPerson(draft.applicant),
    ...(draft.another ? { submitter: { ...toPerson(draft.submitter), authorisation: tidy(draft.submitter.authorisation) } } : {}),
    form: withoutEmpty(form),
    components: release.components.flatMap(({ id }) => {
      const counts = draft.components[id] ?? NO_COUNTS;
      return sumOf(counts) === 0 ? [] : [{ id, ...counts }];
    }),
    attachments: draft.attachments.map(({ fileId, component }) => ({ fileId, ...(component === undefined ? {} : { component }) })),
  };
}
