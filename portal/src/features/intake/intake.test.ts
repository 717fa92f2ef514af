import { expect, test } from '@jest/globals';
import { Submission, type AgencyView, type Me, type ReleaseView } from '../../api/contract.ts';
import { checkIntake, checkPapers, checkRefusal } from './check-intake.ts';
import { competentChoices, emptyIntake, toSubmission, type IntakeDraft } from './intake-draft.ts';

const agency = (id: string, kind: string): AgencyView => ({ id, code: 'H99.21', name: { vi: id, en: id }, shortName: id, kind });
const agencies = [agency('center', 'service-center'), agency('construction', 'department'), agency('an-phu', 'commune'), agency('power', 'other')];
const me: Me = {
  id: 'lan',
  name: 'Lan',
  assignments: [
    { agency: 'center', agencyName: 'Trung tâm', agencyCode: 'H99.01', roles: ['RECEPTION_OFFICER'] },
    { agency: 'an-phu', agencyName: 'An Phú', agencyCode: 'H99.21', roles: ['CASHIER'] },
  ],
};
const name = { vi: 'x', en: 'x' };
const release = {
  id: 'house-permit',
  release: 1,
  channels: ['counter', 'online'],
  returnChannels: ['counter', 'post', 'online'],
  components: [
    { id: 'application', name, required: true, originals: 1, certified: 0, copies: 0 },
    { id: 'land', name, required: false, originals: 0, certified: 1, copies: 0 },
  ],
  intakeForm: { components: [{ id: 'rc', key: 'returnChannel', type: 'select' }] },
} as unknown as ReleaseView;

const aDraft = (part: Partial<IntakeDraft> = {}): IntakeDraft => {
  const empty = emptyIntake(me, agencies);
  return {
    ...empty,
    procedure: 'house-permit',
    competentAgency: 'an-phu',
    applicant: { ...empty.applicant, name: '  Lê Thị   Thu Hằng ', idNumber: '099 187 000 111', phone: '0903.127.127' },
    components: { application: { originals: 1, certified: 0, copies: 0 } },
    ...part,
  };
};
const places = (draft: IntakeDraft): string[] => checkIntake(draft, release).map(({ place }) => place);

test('an officer starts where they receive; a center does not decide, so the competent agency is open', () => {
  expect(emptyIntake(me, agencies)).toMatchObject({ receivingAgency: 'center', returnAgency: 'center', competentAgency: '' });
});

test('communes stand before departments, and counters and partners do not decide', () => {
  expect(competentChoices(agencies).map(({ id }) => id)).toEqual(['an-phu', 'construction']);
});

test('of a procedure that names who may decide only those are offered', () => {
  expect(competentChoices(agencies, ['commune']).map(({ id }) => id)).toEqual(['an-phu']);
});

test('a complete draft becomes a submission that the contract takes', () => {
  // when
  const submission = toSubmission(
    aDraft({ attachments: [{ fileId: `f${'0'.repeat(32)}`, name: 'a.pdf', size: 1, component: 'application' }] }),
    { floors: 3, note: '', returnChannel: 'post' },
    release,
  );

  // then
  expect(places(aDraft())).toEqual([]);
  expect(Submission.parse(submission)).toEqual(submission);
  expect(submission).toMatchObject({
    applicant: { name: 'Lê Thị Thu Hằng', idNumber: '099187000111', phone: '0903127127' },
    form: { floors: 3, returnChannel: 'post' },
    returnChannel: 'post',
    components: [{ id: 'application', originals: 1 }],
  });
  expect(submission).not.toHaveProperty('submitter');
});

test('somebody else at the counter is named with the ground on which they act', () => {
  const { applicant } = aDraft();
  expect(places(aDraft({ another: true, submitter: { ...applicant, authorisation: ' ' } }))).toEqual(['submitter-authorisation']);
  const submission = toSubmission(aDraft({ another: true, submitter: { ...applicant, authorisation: 'Văn bản ủy quyền' } }), {}, release);
  expect(Submission.parse(submission).submitter).toMatchObject({ authorisation: 'Văn bản ủy quyền' });
});

test('what is missing is named by its place', () => {
  const { applicant } = aDraft();
  expect(places(aDraft({ procedure: '', competentAgency: '', applicant: { ...applicant, name: '', idNumber: '12' }, components: {} }))).toEqual([
    'procedure',
    'competentAgency',
    'applicant-name',
    'applicant-idNumber',
    'paper-application',
  ]);
  expect(places(aDraft({ channel: 'post' }))).toEqual(['channel']);
  expect(places(aDraft({ applicant: { ...applicant, phone: '12', email: 'a@b' } }))).toEqual(['applicant-phone', 'applicant-email']);
});

test('other papers than a citizen card have other numbers', () => {
  const { applicant } = aDraft();
  expect(places(aDraft({ applicant: { ...applicant, idKind: 'passport', idNumber: 'B1234567' } }))).toEqual([]);
});

test('a required paper may come as a file alone', () => {
  const draft = aDraft({ components: {}, attachments: [{ fileId: 'f', name: 'a.pdf', size: 1, component: 'application' }] });
  expect(checkPapers(draft, release)).toEqual([]);
});

test('refusing does not wait for papers', () => {
  expect(checkRefusal(aDraft({ components: {} }), release)).toEqual([]);
});
