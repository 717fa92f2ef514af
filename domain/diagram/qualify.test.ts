import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDecisions } from '../decisions/evaluate-table.ts';
import { canonicalBpmn, canonicalDmn } from './canonical.ts';
import { DiagramRefused } from './diagram-refused.ts';
import { plainName, qualifyRelease, type ReleaseName, type ReleaseSources } from './qualify.ts';
import { readDiagram } from './read-diagram.ts';
import { aDecisionFile, aDiagram, aTable, callActivity, decisionTask, serviceTask } from './testing/a-diagram.ts';

const table = (id: string, needs: readonly string[] = []) =>
  aTable({ id, inputs: ['x'], rules: [[['> 3'], ['1']]], needs, resultName: `${id}Result`.replaceAll('-', '') });

async function refusal(sources: ReleaseSources): Promise<string[]> {
  try {
    await qualifyRelease(sources);
  } catch (error) {
    if (error instanceof DiagramRefused) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe('a release', () => {
  const sources: ReleaseSources = {
    procedure: 'house-permit',
    release: 3,
    diagrams: [
      { name: 'process', xml: aDiagram({ nodes: [decisionTask('assess', 'fees'), callActivity('ask', 'supplement'), serviceTask('issue', 'issue-receipt')] }) },
      { name: 'supplement', xml: aDiagram({ processId: 'supplement', startMessage: null, nodes: [decisionTask('conclude', 'conclusion')] }) },
    ],
    decisions: [
      { name: 'fees', xml: aDecisionFile('fees-file', table('fees', ['base']), table('base')) },
      { name: 'conclusion', xml: aDecisionFile('conclusion-file', table('conclusion')) },
    ],
  };

  test('names everything it deploys, and every reference between them', async () => {
    // when
    const { process, called, decisions, startMessage } = await qualifyRelease(sources);

    // then
    expect(startMessage).toBe('house-permit--r3.submitted');
    expect(process.id).toBe('house-permit--r3');
    expect(called.map(({ id }) => id)).toEqual(['house-permit--r3--supplement']);
    expect(decisions.map(({ id, decisionIds }) => [id, decisionIds])).toEqual([
      ['house-permit--r3--fees-file', ['house-permit--r3--fees', 'house-permit--r3--base']],
      ['house-permit--r3--conclusion-file', ['house-permit--r3--conclusion']],
    ]);
    const main = await readDiagram(process.xml);
    expect(main.processId).toBe('house-permit--r3');
    expect(main.startMessage).toBe(startMessage);
    expect(main.elements['assess']?.calledDecision).toBe('house-permit--r3--fees');
    expect(main.elements['ask']?.calledElement).toBe('house-permit--r3--supplement');
    expect(main.elements['issue']?.taskType).toBe('issue-receipt');
    expect(process.xml).toContain('bpmnElement="house-permit--r3"');
    expect(decisions[0]?.xml).toContain('href="#house-permit--r3--base"');
    expect(decisions[0]?.xml).toContain('dmnElementRef="house-permit--r3--fees"');
    expect((await readDecisions(decisions[0]?.xml ?? '')).decisions['house-permit--r3--fees']?.needs).toEqual(['house-permit--r3--base']);
  });

  test('can be a rehearsal', async () => {
    expect((await qualifyRelease({ ...sources, release: 'draft2' })).process.id).toBe('house-permit--draft2');
  });

  test.each([
    ['a table that is not in the package', { ...sources, decisions: [] }, 'unknown-reference'],
    ['a process that is not in the package', { ...sources, diagrams: sources.diagrams.slice(0, 1) }, 'unknown-reference'],
    [
      'a table chosen while running',
      { ...sources, diagrams: [{ name: 'process', xml: aDiagram({ nodes: [decisionTask('assess', '=tableName')] }) }] },
      'unknown-reference',
    ],
    [
      'a required table outside its file',
      {
        ...sources,
        diagrams: [{ name: 'process', xml: aDiagram() }],
        decisions: [
          { name: 'a', xml: aDecisionFile('a', table('x', ['y'])) },
          { name: 'b', xml: aDecisionFile('b', table('y')) },
        ],
      },
      'unknown-reference',
    ],
    [
      'a required table without a result name',
      {
        ...sources,
        diagrams: [{ name: 'process', xml: aDiagram() }],
        decisions: [{ name: 'a', xml: aDecisionFile('a', table('x', ['y']), aTable({ id: 'y', inputs: ['x'], rules: [] })) }],
      },
      'unnamed-result',
    ],
    [
      'two tables of one name',
      { ...sources, decisions: [...sources.decisions, { name: 'again', xml: aDecisionFile('again', table('fees')) }] },
      'duplicate-id',
    ],
    [
      'processes that call each other',
      {
        ...sources,
        decisions: [],
        diagrams: [
          { name: 'process', xml: aDiagram({ nodes: [callActivity('a', 'left')] }) },
          { name: 'left', xml: aDiagram({ processId: 'left', startMessage: null, nodes: [callActivity('b', 'right')] }) },
          { name: 'right', xml: aDiagram({ processId: 'right', startMessage: null, nodes: [callActivity('c', 'left')] }) },
        ],
      },
      'call-circle',
    ],
    ['another start message', { ...sources, diagrams: [{ name: 'process', xml: aDiagram({ startMessage: 'begun' }) }] }, 'start-message'],
    ['no start message', { ...sources, diagrams: [{ name: 'process', xml: aDiagram({ startMessage: null }) }] }, 'start-message'],
    [
      'several diagrams of which none is the process',
      {
        ...sources,
        diagrams: [
          { name: 'a', xml: aDiagram() },
          { name: 'b', xml: aDiagram() },
        ],
      },
      'no-main-diagram',
    ],
    ['a procedure id that looks qualified', { ...sources, procedure: 'house--r1' }, 'ambiguous-name'],
  ] as const)('refuses %s', async (_, bad, code) => {
    expect(await refusal(bad)).toContain(code);
  });
});

describe('plain names', () => {
  test.each([
    ['house-permit--r3', 'house-permit'],
    ['house-permit--draft12', 'house-permit'],
    ['house-permit--r3--fees', 'fees'],
    ['house-permit--r3.submitted', 'submitted'],
    ['house-permit--r3--a--r4', 'a--r4'],
    ['fee-paid', 'fee-paid'],
    ['house-permit', 'house-permit'],
  ])('%s is shown as %s', (qualified, plain) => {
    expect(plainName(qualified)).toBe(plain);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const id = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-'));
const release: fc.Arbitrary<ReleaseName> = fc.oneof(
  fc.integer({ min: 1, max: 9_999 }),
  fc.integer({ min: 1, max: 99 }).map((n) => `draft${String(n)}` as `draft${number}`),
);

const releases = fc
  .record({
    procedure: id,
    release,
    tables: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
    processes: fc.uniqueArray(id, { maxLength: 3 }),
    name: fc.string({ unit: fc.constantFrom('ạ', 'Đ', ' ', 'b', '.', '-'), minLength: 1, maxLength: 20 }),
  })
  .map(({ procedure, release, tables, processes, name }): ReleaseSources => ({
    procedure,
    release,
    diagrams: [
      {
        name: 'process',
        xml: aDiagram({
          processId: procedure,
          nodes: [
            ...tables.map((one, at) => decisionTask(`decide-${String(at)}`, one)),
            ...processes.map((one, at) => callActivity(`call-${String(at)}`, one)),
            serviceTask('named', 'notify-applicant', name),
          ],
        }),
      },
      ...processes.map((one, at) => ({
        name: `called-${String(at)}`,
        xml: aDiagram({ processId: one, startMessage: null, nodes: tables.slice(0, 2).map((called, n) => decisionTask(`decide-${String(n)}`, called)) }),
      })),
    ],
    decisions: [{ name: 'tables', xml: aDecisionFile('requirements', ...tables.map((one, at) => table(one, tables.slice(at + 1, at + 2)))) }],
  }));
/** Ids of tables and processes must not be ids of the test diagram's own elements. */
const distinctReleases = releases.filter(({ diagrams, decisions }) =>
  [...diagrams, ...decisions].every(({ xml }) => new Set(xml.match(/ id="[^"]+"/g)).size === xml.match(/ id="[^"]+"/g)?.length),
);

describe('whatever a package looks like', () => {
  test('its plain names come back, its elements keep their ids, and no reference stays unqualified', async () => {
    await fc.assert(
      fc.asyncProperty(distinctReleases, async (sources) => {
        // when
        const { process, called, decisions } = await qualifyRelease(sources);

        // then
        const before = await Promise.all(sources.diagrams.map(({ xml }) => readDiagram(xml)));
        const after = await Promise.all([process, ...called].map(({ xml }) => readDiagram(xml)));
        const prefix = process.id;
        for (const [at, diagram] of after.entries()) {
          const original = before[at];
          expect(plainName(diagram.processId)).toBe(original?.processId);
          const own = (ids: readonly string[]) => ids.filter((one) => one !== diagram.processId && one !== original?.processId);
          expect(own(Object.keys(diagram.elements))).toEqual(own(Object.keys(original?.elements ?? {})));
          for (const { id: elementId, calledDecision, calledElement } of Object.values(diagram.elements)) {
            for (const reference of [calledDecision, calledElement]) if (reference !== undefined) expect(reference.startsWith(`${prefix}--`)).toBe(true);
            expect(plainName(calledDecision ?? '')).toBe(original?.elements[elementId]?.calledDecision ?? '');
            expect(plainName(calledElement ?? '')).toBe(original?.elements[elementId]?.calledElement ?? '');
          }
        }
        const deployed = new Set([...called.map((one) => one.id), ...decisions.flatMap(({ decisionIds }) => decisionIds)]);
        for (const { elements } of after)
          for (const { calledDecision, calledElement } of Object.values(elements))
            for (const reference of [calledDecision, calledElement]) if (reference !== undefined) expect(deployed).toContain(reference);
        for (const { xml } of decisions) for (const [, href] of xml.matchAll(/href="#([^"]+)"/g)) expect(deployed).toContain(href);
        for (const { xml } of decisions) for (const [, shown] of xml.matchAll(/dmnElementRef="([^"]+)"/g)) expect(deployed).toContain(shown);
      }),
      { numRuns: 60 },
    );
  });

  test('the same sources give the same text, and the text is already in its final form', async () => {
    await fc.assert(
      fc.asyncProperty(distinctReleases, async (sources) => {
        // when
        const [first, second] = await Promise.all([qualifyRelease(sources), qualifyRelease(sources)]);

        // then
        expect(second).toEqual(first);
        for (const { xml } of [first.process, ...first.called]) expect(await canonicalBpmn(xml)).toBe(xml);
        for (const { xml } of first.decisions) expect(await canonicalDmn(xml)).toBe(xml);
      }),
      { numRuns: 30 },
    );
  });
});
