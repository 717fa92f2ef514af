import { expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { validateZeebe } from '@bpmn-io/element-templates-validator/dist/index.js';
import { z } from 'zod';
import { PORTAL_STATUSES } from '../../contract/vocabulary.ts';
import { WORKERS } from '../../workers/index.ts';

const Template = z.object({
  name: z.string(),
  id: z.string(),
  description: z.string().min(20),
  icon: z.object({ contents: z.string() }),
  appliesTo: z.tuple([z.literal('bpmn:Task')]),
  elementType: z.object({ value: z.literal('bpmn:ServiceTask') }),
  properties: z.array(
    z.object({
      type: z.string(),
      value: z.string().optional(),
      optional: z.boolean().optional(),
      binding: z.object({ type: z.string(), property: z.string().optional(), name: z.string().optional(), key: z.string().optional() }),
      choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
    }),
  ),
});

const folders = readdirSync('workers', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const fileOf = (step: string): string => readFileSync(`workers/${step}/template.json`, 'utf8');
const templateOf = (step: string): z.infer<typeof Template> => Template.parse(JSON.parse(fileOf(step)));

test('every step has a folder, a template and a place in the list, and nothing else has', () => {
  expect(WORKERS.map(({ type }) => type).sort()).toEqual(folders);
  expect(folders.filter((step) => !existsSync(`workers/${step}/template.json`))).toEqual([]);
});

test.each(folders)('the template of %s is valid by the published schema', (step) => {
  const { valid, errors } = validateZeebe(fileOf(step));

  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test.each(folders)('the template of %s makes a service task of that very type', (step) => {
  const { id, properties } = templateOf(step);

  expect(id).toBe(`vn.motcua.${step}`);
  expect(properties.filter(({ binding }) => binding.type === 'zeebe:taskDefinition' && binding.property === 'type')).toEqual([
    { type: 'Hidden', value: step, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
  ]);
});

test.each(WORKERS.map((worker) => [worker.type, worker] as const))(
  'the template of %s asks for what the step reads, besides the dossier itself',
  (step, { input }) => {
    const asked = templateOf(step).properties.flatMap(({ binding }) => (binding.type === 'zeebe:input' ? [binding.name] : []));

    expect(asked.sort()).toEqual(
      Object.keys((input as z.ZodObject).shape)
        .filter((name) => name !== 'dossierId')
        .sort(),
    );
  },
);

test('the messages to choose from are the messages the step can write', () => {
  // given
  const notify = WORKERS.find(({ type }) => type === 'notify-applicant')?.input as z.ZodObject<{ template: z.ZodEnum }>;

  // when
  const choices = templateOf('notify-applicant').properties.find(({ binding }) => binding.name === 'template')?.choices ?? [];

  // then: as FEEL texts, the way the diagrams write them
  expect(choices.map(({ value }) => value)).toEqual(notify.shape.template.options.map((name) => `="${String(name)}"`));
});

test.each(folders)('the status of %s may stay as it is or be one of the portal’s', (step) => {
  const status = templateOf(step).properties.find(({ binding }) => binding.type === 'zeebe:taskHeader' && binding.key === 'portalStatus');

  expect(status?.optional).toBe(true);
  expect(status?.choices?.map(({ value }) => value)).toEqual(['', ...PORTAL_STATUSES.map(String)]);
});

test('each step has a drawing of its own, without anything that could act or call out', () => {
  const drawings = folders.map((step) => decodeURIComponent(templateOf(step).icon.contents.replace('data:image/svg+xml,', '')));

  expect(new Set(drawings).size).toBe(folders.length);
  for (const drawing of drawings) {
    expect(drawing).toMatch(/^<svg xmlns='http:\/\/www\.w3\.org\/2000\/svg'[^>]*>.*<\/svg>$/);
    expect(drawing).not.toMatch(/script|href|url\(|on\w+=/);
  }
});
