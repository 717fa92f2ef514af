import { expect, test } from '@jest/globals';
import { PROBLEM_CODES } from '../../contract/vocabulary.ts';
import { Problem } from '../../contract/problem.ts';
import { InvalidInput, NotFound } from '../../domain/errors.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import { SignInThrottled } from '../usecases/session/refusals.ts';
import { answerFor, PROBLEMS } from './problem.ts';

const asked = { requestId: '00000000-0000-4000-8000-000000000000', language: 'vi' } as const;

test('every code has an error status and a title in both languages', () => {
  for (const code of PROBLEM_CODES) {
    expect(PROBLEMS[code].status).toBeGreaterThanOrEqual(400);
    expect(PROBLEMS[code].title.vi).not.toBe(PROBLEMS[code].title.en);
  }
});

test('a refusal by the rules shows its code, sentence and places', () => {
  // when
  const { problem, unexpected } = answerFor(new InvalidInput('form-invalid', 'Biểu mẫu chưa đúng.', [{ pointer: '/form/area', detail: 'Required' }]), asked);

  // then
  expect(Problem.parse(problem)).toEqual(problem);
  expect(problem).toMatchObject({
    status: 422,
    code: 'form-invalid',
    type: 'urn:mot-cua:problem:form-invalid',
    detail: 'Biểu mẫu chưa đúng.',
    errors: [{ pointer: '/form/area' }],
  });
  expect(unexpected).toBe(false);
});

test('parts that are away say when to come again', () => {
  expect(answerFor(new StoreUnavailable('x'), asked)).toMatchObject({ problem: { status: 503, code: 'store-unavailable' }, headers: { 'retry-after': '2' } });
  expect(answerFor(new EngineUnavailable('x'), asked)).toMatchObject({ problem: { status: 503, code: 'engine-unavailable' }, headers: { 'retry-after': '2' } });
  expect(answerFor(new SignInThrottled(17), asked)).toMatchObject({ problem: { status: 429 }, headers: { 'retry-after': '17' } });
});

test('the engine\'s "somebody else holds it" is a conflict, its other refusals are not for officers', () => {
  expect(answerFor(new EngineRefused('conflict', 'x'), asked).problem.code).toBe('task-already-claimed');
  expect(answerFor(new EngineRefused('invalid-argument', 'x'), asked).unexpected).toBe(true);
});

test.each<[string, unknown]>([
  ['an error', new Error('secret at /home/x.ts:3')],
  ['a text', 'secret'],
  ['nothing', undefined],
])('%s nobody has foreseen says nothing about itself', (_, error) => {
  // when
  const { problem, unexpected } = answerFor(error, asked);

  // then
  expect(problem).toMatchObject({ status: 500, code: 'internal-error' });
  expect(JSON.stringify(problem)).not.toMatch(/secret|home|stack/);
  expect(unexpected).toBe(true);
});

test('an English reader gets an English title', () => {
  expect(answerFor(new NotFound('task'), { ...asked, language: 'en' }).problem.title).toBe('No such task');
});
