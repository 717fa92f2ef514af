import type { ReleaseView } from '../../api/contract.ts';
import { NO_COUNTS, sumOf, type IntakeDraft, type PersonDraft } from './intake-draft.ts';

export type CheckWord =
  | 'procedure'
  | 'channel'
  | 'receivingAgency'
  | 'competentAgency'
  | 'returnAgency'
  | 'nameMissing'
  | 'name'
  | 'idMissing'
  | 'idNumber'
  | 'cccd'
  | 'phone'
  | 'email'
  | 'authorisation'
  | 'component';

/** Where something is still wrong; `place` is the id of the input it belongs to. */
export interface IntakeMistake {
  readonly place: string;
  readonly word: CheckWord;
  /** The component, when a paper is missing. */
  readonly component?: string;
}

export function checkPlaces(draft: IntakeDraft, release: ReleaseView | undefined): readonly IntakeMistake[] {
  const mistakes: IntakeMistake[] = [];
  for (const word of ['procedure', 'receivingAgency', 'competentAgency', 'returnAgency'] as const) if (draft[word] === '') mistakes.push({ place: word, word });
  if (release !== undefined && !release.channels.includes(draft.channel)) mistakes.push({ place: 'channel', word: 'channel' });
  return mistakes;
}

export function checkPerson(person: PersonDraft, who: 'applicant' | 'submitter'): readonly IntakeMistake[] {
  const number = person.idNumber.replace(/\s/g, '');
  const phone = person.phone.replace(/[\s.()]/g, '');
  const wrong: (readonly [boolean, string, CheckWord])[] = [
    [person.name.trim().length < 2, 'name', person.name.trim() === '' ? 'nameMissing' : 'name'],
    [
      person.idKind === 'cccd' ? !/^\d{12}$/.test(number) : !/^[0-9A-Za-z-]{6,20}$/.test(number),
      'idNumber',
      number === '' ? 'idMissing' : person.idKind === 'cccd' ? 'cccd' : 'idNumber',
    ],
    [phone !== '' && !/^\+?[0-9]{9,15}$/.test(phone), 'phone', 'phone'],
    [person.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(person.email.trim()), 'email', 'email'],
    [who === 'submitter' && person.authorisation.trim() === '', 'authorisation', 'authorisation'],
  ];
  return wrong.filter(([is]) => is).map(([, field, word]) => ({ place: `${who}-${field}`, word }));
}

/** A required paper counts as given on paper or as a file. */
export function checkPapers(draft: IntakeDraft, release: ReleaseView | undefined): readonly IntakeMistake[] {
  return (release?.components ?? [])
    .filter(({ required, id }) => required && !isGiven(draft, id))
    .map(({ id }) => ({ place: `paper-${id}`, word: 'component', component: id }));
}

export const isGiven = (draft: IntakeDraft, component: string): boolean =>
  sumOf(draft.components[component] ?? NO_COUNTS) > 0 || draft.attachments.some((file) => file.component === component);

export const checkPeople = (draft: IntakeDraft): readonly IntakeMistake[] => [
  ...checkPerson(draft.applicant, 'applicant'),
  ...(draft.another ? checkPerson(draft.submitter, 'submitter') : []),
];

export const checkIntake = (draft: IntakeDraft, release: ReleaseView | undefined): readonly IntakeMistake[] => [
  ...checkPlaces(draft, release),
  ...checkPeople(draft),
  ...checkPapers(draft, release),
];

/** Refusing needs to know who asked for what; papers and form may be as incomplete as they are. */
export const checkRefusal = (draft: IntakeDraft, release: ReleaseView | undefined): readonly IntakeMistake[] => [
  ...checkPlaces(draft, release),
  ...checkPeople(draft),
];
