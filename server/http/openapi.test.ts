import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; parameters?: { name: string; in: string; required?: boolean }[] }>
  >;
};

test('docs/openapi.json is what the contract says now (npm run openapi writes it)', () => {
  expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(document);
});

test('every operation of the contract is described once, as OpenAPI 3.1', () => {
  // given
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));

  // then
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(described.sort()).toEqual(Object.keys(ENDPOINTS).sort());
});

test('commands ask for their key, name their refusals, and may answer 202', () => {
  // given
  const submit = document.paths['/api/dossiers']?.post;

  // then
  expect(submit?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }));
  expect(Object.keys(submit?.responses ?? {})).toEqual(expect.arrayContaining(['201', '202', '400', '401', '403', '409', '422', '503']));
});
