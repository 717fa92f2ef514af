import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DiagramRefused } from '../diagram/diagram-refused.ts';
import { aDecisionFile, aTable, type RuleParts } from '../diagram/testing/a-diagram.ts';
import { evaluate, readDecisions, TableUnanswerable } from './evaluate-table.ts';

const RULES: RuleParts[] = [
  [['> 10'], ['100']],
  [['> 20'], ['x + 1']],
  [['0'], ['null']],
];
const table = async (attributes: string, rules = RULES) => readDecisions(aDecisionFile('file', aTable({ id: 'top', inputs: ['x'], rules, attributes })));
const answer = async (attributes: string, x: unknown) => evaluate(await table(attributes), 'top', { x });

/** What the engine's own DMN library (dmn-engine 1.9.0) answers for the same tables. */
describe('a decision table answers like the engine', () => {
  test.each([
    ['hitPolicy="UNIQUE"', 15, 100, ['top-rule-1']],
    ['hitPolicy="UNIQUE"', 5, null, []],
    ['hitPolicy="UNIQUE"', 0, null, ['top-rule-3']],
    ['', 15, 100, ['top-rule-1']],
    ['hitPolicy="FIRST"', 25, 100, ['top-rule-1']],
    ['hitPolicy="FIRST"', 5, null, []],
    ['hitPolicy="ANY"', 15, 100, ['top-rule-1']],
    ['hitPolicy="RULE ORDER"', 25, [100, 26], ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="RULE ORDER"', 5, null, []],
    ['hitPolicy="COLLECT"', 25, [100, 26], ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="COLLECT"', 15, [100], ['top-rule-1']],
    ['hitPolicy="COLLECT"', 0, [null], ['top-rule-3']],
    ['hitPolicy="COLLECT"', 5, null, []],
    ['hitPolicy="COLLECT" aggregation="SUM"', 25, 126, ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="COLLECT" aggregation="MIN"', 25, 26, ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="COLLECT" aggregation="MAX"', 25, 100, ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 25, 2, ['top-rule-1', 'top-rule-2']],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 0, 1, ['top-rule-3']],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 5, null, []],
  ])('%s for %j: %j', async (attributes, x, output, matchedRules) => {
    expect(await answer(attributes, x)).toEqual({ output, matchedRules });
  });

  test.each([
    ['hitPolicy="UNIQUE"', 25],
    ['hitPolicy="ANY"', 25],
    ['hitPolicy="COLLECT" aggregation="SUM"', 0],
  ])('%s for %j: no answer', async (attributes, x) => {
    await expect(answer(attributes, x)).rejects.toThrow(TableUnanswerable);
  });
});

describe('a decision', () => {
  test('with several outputs answers a context of them', async () => {
    // given
    const fees = await readDecisions(
      aDecisionFile(
        'fees-file',
        aTable({
          id: 'fees',
          inputs: ['exempt', 'returnChannel'],
          outputs: ['code', 'amount'],
          attributes: 'hitPolicy="COLLECT"',
          rules: [
            [
              ['false', '-'],
              ['"HT-08"', '8000 * copies'],
            ],
            [
              ['true', ''],
              ['"HT-08"', '0'],
            ],
            [
              ['', '"post","courier"'],
              ['"BCCI"', '25000'],
            ],
          ],
        }),
      ),
    );

    // when
    const answered = evaluate(fees, 'fees', { exempt: false, returnChannel: 'post', copies: 3 });

    // then
    expect(answered).toEqual({
      output: [
        { code: 'HT-08', amount: 24_000 },
        { code: 'BCCI', amount: 25_000 },
      ],
      matchedRules: ['fees-rule-1', 'fees-rule-3'],
    });
  });

  test('sees the results of the decisions it needs, by their names', async () => {
    // given
    const decisions = await readDecisions(
      aDecisionFile(
        'file',
        aTable({
          id: 'total',
          inputs: ['areaClass'],
          rules: [
            [['"large"'], ['base * 2']],
            [['-'], ['base']],
          ],
          attributes: 'hitPolicy="FIRST"',
          needs: ['class', 'base-fee'],
        }),
        aTable({
          id: 'class',
          inputs: ['area'],
          rules: [
            [['>= 200'], ['"large"']],
            [['< 200'], ['"small"']],
          ],
          resultName: 'areaClass',
        }),
        '<decision id="base-fee" name="Mức cơ sở"><variable id="base-variable" name="base" /><literalExpression id="base-literal"><text>if district = "urban" then 75000 else 50000</text></literalExpression></decision>',
      ),
    );

    // then
    expect(evaluate(decisions, 'total', { area: 250, district: 'urban' })).toEqual({ output: 150_000, matchedRules: ['total-rule-1'] });
    expect(evaluate(decisions, 'total', { area: 90, district: 'rural' })).toEqual({ output: 50_000, matchedRules: ['total-rule-2'] });
    expect(decisions.decisions['total']).toMatchObject({ needs: ['class', 'base-fee'], resultName: 'total' });
  });

  test('reads as rows and columns, for screens', async () => {
    expect((await table('hitPolicy="FIRST"')).decisions['top']?.logic).toEqual({
      kind: 'table',
      hitPolicy: 'FIRST',
      inputs: [{ label: '', expression: 'x' }],
      outputs: [{ name: 'value', label: '' }],
      rules: [
        { id: 'top-rule-1', description: '', tests: ['> 10'], results: ['100'] },
        { id: 'top-rule-2', description: '', tests: ['> 20'], results: ['x + 1'] },
        { id: 'top-rule-3', description: '', tests: ['0'], results: ['null'] },
      ],
    });
  });

  test('that nobody drew is not answered', async () => {
    await expect((async () => evaluate(await table(''), 'other', {}))()).rejects.toThrow(RangeError);
  });

  test.each([
    ['an output order', aTable({ id: 't', inputs: ['x'], rules: RULES, attributes: 'hitPolicy="OUTPUT ORDER"' })],
    ['an empty result, which the engine refuses too', aTable({ id: 't', inputs: ['x'], rules: [[['1'], ['']]] })],
    ['an empty input, which the engine refuses too', aTable({ id: 't', inputs: [' '], rules: [] })],
    ['no content', '<decision id="t" name="T" />'],
  ])('with %s is refused when it is read', async (_, decision) => {
    await expect(readDecisions(aDecisionFile('file', decision))).rejects.toThrow(DiagramRefused);
  });

  test('collects exactly the rules whose interval holds the number', async () => {
    // given
    const interval = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 })).map(([from, length]) => [from, from + length] as const);
    const bounds = fc.array(interval, { minLength: 1, maxLength: 6 });

    await fc.assert(
      fc.asyncProperty(bounds, fc.integer({ min: -5, max: 55 }), async (intervals, x) => {
        // when
        const { output } = evaluate(
          await table(
            'hitPolicy="COLLECT"',
            intervals.map(([from, to], at) => [[`[${String(from)}..${String(to)}]`], [String(at)]]),
          ),
          'top',
          { x },
        );

        // then
        const expected = intervals.flatMap(([from, to], at) => (from <= x && x <= to ? [at] : []));
        expect(output ?? []).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
