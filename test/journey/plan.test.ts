import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Submission } from '../../contract/endpoints/dossiers.ts';
import { WrongUsage } from './arguments.ts';
import { datesIn, fullName, planJourney, receiverOf, submissionOf, type DemoOfficer } from './plan.ts';
import { readScenarios, type Scenario, type ScriptStep } from './scenario.ts';

const scenarios = readScenarios('workflows');
const officers = JSON.parse(readFileSync('server/demo/officers.json', 'utf8')) as readonly DemoOfficer[];
const [sample] = scenarios as [Scenario];

const aScenario = (changes: Partial<Scenario> = {}): Scenario => ({ ...sample, procedure: 'p', scenario: 's', script: [], ...changes });
const decide = (by: string): ScriptStep => ({ step: 'receive', by, outcome: 'ACCEPT', form: {} });

test('a scenario that lives on a passing limit is left out, and it is said why', () => {
  // given
  const told = [
    aScenario(),
    aScenario({ scenario: 'silent', script: [{ expectSilence: 'fire-police' }] }),
    aScenario({ scenario: 'late', script: [{ expectSupplementLate: true }] }),
    aScenario({ scenario: 'slow', script: [{ expectClock: 'due-soon' }] }),
  ];

  // when
  const { play, skip } = planJourney(told, []);

  // then
  expect(play.map(fullName)).toEqual(['p/s']);
  expect(skip.map(({ scenario, why }) => `${scenario.scenario}: ${why}`)).toEqual([
    "silent: waits until the legal limit of fire-police's opinion has passed",
    'late: waits until the legal limit for the supplement has passed',
    'slow: waits until the dossier is due soon',
  ]);
});

test('a bare name means every procedure that has it, a full name one', () => {
  const told = [aScenario(), aScenario({ procedure: 'q' }), aScenario({ scenario: 'other' })];

  expect(planJourney(told, ['s']).play.map(fullName)).toEqual(['p/s', 'q/s']);
  expect(planJourney(told, ['q/s']).play.map(fullName)).toEqual(['q/s']);
});

test('an unknown name, or nothing left to play, is wrong usage', () => {
  expect(() => planJourney([aScenario()], ['missing'])).toThrow(WrongUsage);
  expect(() => planJourney([aScenario({ script: [{ expectSilence: 'x' }] })], [])).toThrow(WrongUsage);
  expect(() => planJourney([], [])).toThrow(WrongUsage);
});

test('a date told from today is the day in Việt Nam', () => {
  const lateInTheEvening = new Date('2026-11-25T18:00:00Z');

  expect(datesIn({ newDueDate: 'today+5', before: 'today-1', text: 'today is the day' }, lateInTheEvening)).toEqual({
    newDueDate: '2026-12-01',
    before: '2026-11-25',
    text: 'today is the day',
  });
});

test('the officer whom the script names first receives it, if they may; else the first who may', () => {
  const submission = { ...sample.submission, receivingAgency: 'an-phu-ward' };

  expect(receiverOf(aScenario({ submission, script: [decide('duy.motcua')] }), officers)).toBe('duy.motcua');
  expect(receiverOf(aScenario({ submission, script: [decide('khoa.chutich')] }), officers)).toBe('ngoc.motcua');
  expect(() => receiverOf(aScenario({ submission: { ...submission, receivingAgency: 'power-company' } }), officers)).toThrow('Nobody receives');
});

test.each(scenarios.map((scenario) => [fullName(scenario), scenario] as const))(
  '%s is a submission the interface takes, played by officers there are',
  (_name, scenario) => {
    expect(Submission.safeParse(submissionOf(scenario)).error).toBeUndefined();
    const usernames = officers.map(({ username }) => username);
    for (const step of scenario.script) {
      if ('by' in step) expect(usernames).toContain(step.by);
      if ('calendarDecision' in step) expect(usernames).toEqual(expect.arrayContaining([step.proposedBy, step.confirmedBy]));
    }
  },
);

test('both procedures are played to a granted and to a refused end', () => {
  const { play } = planJourney(scenarios, []);

  for (const procedure of ['house-permit', 'civil-status-extract']) {
    const ends = play.filter((scenario) => scenario.procedure === procedure).map(({ ends: { status } }) => status);
    expect(ends).toEqual(expect.arrayContaining([3, 7, 8, 10]));
  }
});
