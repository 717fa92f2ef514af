import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { TrackedDossier } from '../../../contract/endpoints/tracking.ts';
import { NotFound } from '../../../domain/errors.ts';
import { anApp, fakeHandlers, type TestApp } from '../../../test/support/http-fakes.ts';

const CODE = 'H99.21-261120-0001';
const both = (text: string): { vi: string; en: string } => ({ vi: text, en: text });
const TRACKED: TrackedDossier = {
  code: CODE,
  status: 4,
  statusName: both('Đang xử lý'),
  stages: [{ stage: 'received', state: 'done' }],
  clock: { state: 'running', limit: { unit: 'WORKING_DAY', amount: 7 }, limitText: both('7'), lines: [], pauses: [], moves: [] },
};

/** One dossier is there, under one code. */
const tracker = (): TestApp =>
  anApp({ handlers: fakeHandlers({ trackDossier: ({ code }) => (code === CODE ? Promise.resolve(TRACKED) : Promise.reject(new NotFound('dossier'))) }) });
const codeOf = (response: request.Response): string => (response.body as { code: string }).code;

describe('the public look-up', () => {
  test('answers without sign-in, and its answer may be kept for a moment but never be listed', async () => {
    // when
    const response = await request(tracker().express).get(`/api/tracking/${CODE}`);

    // then
    expect([response.status, response.body]).toEqual([200, TRACKED]);
    expect(response.headers).toMatchObject({ 'cache-control': 'public, max-age=10', 'x-robots-tag': 'noindex' });
  });

  test('an unknown code and one of another shape are refused alike, and nobody keeps that', async () => {
    for (const code of ['H99.21-261120-0002', 'abc', 'd000000000000000000000000a']) {
      const response = await request(tracker().express).get(`/api/tracking/${code}`);
      expect([response.status, codeOf(response), response.headers['cache-control']]).toEqual([404, 'dossier-not-found', 'no-store']);
    }
  });

  test('who tries numbers is stopped after twenty, and told how long; who holds a code goes on much longer', async () => {
    // given
    const { express } = tracker();

    // when
    const guesses: number[] = [];
    for (let nth = 1; nth <= 21; nth++) guesses.push((await request(express).get(`/api/tracking/H99.21-261121-${String(nth).padStart(4, '0')}`)).status);
    const stopped = await request(express).get(`/api/tracking/${CODE}`);

    // then
    expect(guesses).toEqual([...Array<number>(20).fill(404), 429]);
    expect([stopped.status, codeOf(stopped)]).toEqual([429, 'look-up-throttled']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(500);

    // when
    const fresh = tracker();
    const answers = new Set<number>();
    for (let nth = 1; nth <= 60; nth++) answers.add((await request(fresh.express).get(`/api/tracking/${CODE}`)).status);

    // then
    expect([...answers]).toEqual([200]);
  });

  test('another address has a measure of its own', async () => {
    // given
    const { express } = anApp({
      config: { publicUrl: undefined, trustProxy: 1, rateLimit: 0, portalDir: undefined },
      handlers: fakeHandlers({ trackDossier: () => Promise.reject(new NotFound('dossier')) }),
    });
    const ask = (address: string): request.Test => request(express).get('/api/tracking/H99.21-261121-0001').set('x-forwarded-for', address);

    // when
    for (let nth = 1; nth <= 20; nth++) await ask('203.0.113.7');

    // then
    expect([(await ask('203.0.113.7')).status, (await ask('203.0.113.8')).status]).toEqual([429, 404]);
    // One household of IPv6 is one address, however it numbers itself
    for (let nth = 1; nth <= 20; nth++) await ask(`2001:db8:1:2::${String(nth)}`);
    expect([(await ask('2001:db8:1:2:3::1')).status, (await ask('2001:db8:1:3::1')).status]).toEqual([429, 404]);
  });
});
