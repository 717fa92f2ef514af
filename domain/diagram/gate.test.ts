import { describe, expect, test } from '@jest/globals';
import { DiagramRefused } from './diagram-refused.ts';
import { checkDecision, checkForm, checkXml } from './gate.ts';
import { aDecisionFile, aDiagram, aTable, node, serviceTask } from './testing/a-diagram.ts';

function refusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DiagramRefused) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}
const withTask = (name: string, inner = '') => aDiagram({ nodes: [node('serviceTask', 'step', name, inner)] });
const nested = (depth: number) =>
  aDiagram({
    nodes: [`${'<bpmn:subProcess id="n%">'.repeat(depth)}${'</bpmn:subProcess>'.repeat(depth)}`].map((xml) => {
      let at = 0;
      return xml.replaceAll('%', () => String((at += 1)));
    }),
  });

describe('the gate for diagrams', () => {
  test('lets an ordinary diagram through', () => {
    expect(
      refusal(() => {
        checkXml(aDiagram({ nodes: [serviceTask('step', 'issue-receipt')] }));
      }),
    ).toEqual([]);
  });

  test.each([
    ['a document type', aDiagram().replace('<bpmn:definitions', '<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions'), 'doctype'],
    ['a processing instruction', aDiagram().replace('<bpmn:process', '<?php evil ?><bpmn:process'), 'processing-instruction'],
    ['an undefined entity', withTask('&a9;'), 'entity'],
    ['another encoding', aDiagram().replace('UTF-8', 'ISO-8859-1'), 'encoding'],
    ['text that is not XML', 'hello', 'xml-malformed'],
    ['a file cut in half', aDiagram().slice(0, 900), 'xml-malformed'],
    ['an empty file', '', 'xml-malformed'],
    ['HTML', '<html xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', 'wrong-root'],
    ['an element from elsewhere', withTask('A', '<bpmn:extensionElements><evil:x xmlns:evil="urn:evil"/></bpmn:extensionElements>'), 'unknown-namespace'],
    ['a NUL in a name', withTask('a\u0000b'), 'xml-malformed'],
    ['a character that turns the reading direction', withTask('a\u202eb'), 'control-character'],
    ['a control character by number', withTask('a&#x85;b'), 'control-character'],
    ['a name of 501 characters', withTask('a'.repeat(501)), 'attribute-too-long'],
    ['two elements with one id', aDiagram({ nodes: [serviceTask('step', 'a'), serviceTask('step', 'b')] }), 'duplicate-id'],
    ['an id that is a word of the language', aDiagram({ nodes: [serviceTask('constructor', 'a')] }), 'bad-id'],
    ['an id with a space', aDiagram({ nodes: [serviceTask('a b', 'a')] }), 'bad-id'],
    ['sub-processes 21 deep', nested(21), 'too-deep'],
    ['tags 70 deep', nested(70), 'too-deep'],
    ['more than 2,000 elements', aDiagram({ nodes: Array.from({ length: 1_100 }, (_, at) => serviceTask(`step-${String(at)}`, 'a')) }), 'too-many-elements'],
    ['a file over 1 MB', withTask('x').replace('</bpmn:definitions>', `<!-- ${'x'.repeat(1_000_000)} --></bpmn:definitions>`), 'file-too-large'],
    [
      'an endless loop in an attribute',
      withTask(
        'x',
        '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=for i in 1..99999999 return i" target="x" /></zeebe:ioMapping></bpmn:extensionElements>',
      ),
      'feel-range-too-large',
    ],
    [
      'a broken expression in a body',
      withTask(
        'x',
        '<bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">= a +</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>',
      ),
      'feel-unparsable',
    ],
    ['a broken expression in a message name', aDiagram({ startMessage: '=a +' }), 'feel-unparsable'],
  ])('refuses %s', (_, xml, code) => {
    expect(
      refusal(() => {
        checkXml(xml);
      }),
    ).toContain(code);
  });

  test('says where, and lists every fault at once', () => {
    // given
    const xml = aDiagram({ nodes: [node('serviceTask', 'one', 'a\u202eb'), node('serviceTask', 'two', 'a'.repeat(501))] });

    // when
    let caught: unknown;
    try {
      checkXml(xml);
    } catch (error) {
      caught = error;
    }

    // then
    expect(caught).toBeInstanceOf(DiagramRefused);
    expect((caught as DiagramRefused).code).toBe('diagram-refused');
    expect((caught as DiagramRefused).findings.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['control-character', 'one'],
      ['attribute-too-long', 'two'],
    ]);
    expect((caught as DiagramRefused).message).toMatch(/và 1 lỗi khác/);
  });

  test('takes a name that starts with "=" for a name', () => {
    expect(
      refusal(() => {
        checkXml(withTask('= không phải biểu thức'));
      }),
    ).toEqual([]);
  });

  test('answers hostile files quickly', () => {
    // given
    const hostile = [
      nested(20_000),
      aDiagram().replace('<bpmn:process', `${'<bpmn:message id="a"/>'.repeat(30_000)}<bpmn:process`),
      withTask('&#97;'.repeat(190_000)),
    ];

    // when
    const before = performance.now();
    const codes = hostile.map((xml) =>
      refusal(() => {
        checkXml(xml);
      }),
    );

    // then
    expect(codes.every((found) => found.length > 0)).toBe(true);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('the gate for decision tables', () => {
  const chain = (length: number, last: string) =>
    aDecisionFile(
      'd',
      ...Array.from({ length }, (_, at) =>
        aTable({ id: `t${String(at)}`, inputs: ['x'], rules: [[['-'], ['1']]], needs: [at + 1 < length ? `t${String(at + 1)}` : last] }),
      ),
    );

  test('lets an ordinary table through', () => {
    expect(
      refusal(() => {
        checkDecision(
          aDecisionFile(
            'fees',
            aTable({
              id: 'fee',
              inputs: ['area'],
              rules: [
                [['> 3'], ['8000 * copies']],
                [['"a","b"'], ['null']],
              ],
            }),
          ),
        );
      }),
    ).toEqual([]);
  });

  test.each([
    ['a test that is not FEEL', aDecisionFile('d', aTable({ id: 't', inputs: ['x'], rules: [[['> >'], ['1']]] })), 'feel-unparsable'],
    ['a result that is not FEEL', aDecisionFile('d', aTable({ id: 't', inputs: ['x'], rules: [[['1'], ['1 +']]] })), 'feel-unparsable'],
    ['an endless loop', aDecisionFile('d', aTable({ id: 't', inputs: ['for i in 1..99999999 return i'], rules: [] })), 'feel-range-too-large'],
    ['a long chain of tables', chain(25, 't24'), 'decision-chain'],
    ['tables that need each other', chain(3, 't0'), 'decision-chain'],
    [
      'a reference to another file',
      aDecisionFile('d', aTable({ id: 't', inputs: ['x'], rules: [], needs: ['y'] }).replace('#y', 'other.dmn#y')),
      'outside-reference',
    ],
    ['knowledge models', aDecisionFile('d', '<businessKnowledgeModel id="b" name="b" />'), 'unsupported-decision-logic'],
    [
      'another expression language',
      aDecisionFile('d', aTable({ id: 't', inputs: ['x'], rules: [] }).replace('<inputExpression', '<inputExpression expressionLanguage="groovy"')),
      'expression-language',
    ],
    ['a BPMN file', aDiagram(), 'unknown-namespace'],
  ])('refuses %s', (_, xml, code) => {
    expect(
      refusal(() => {
        checkDecision(xml);
      }),
    ).toContain(code);
  });
});

describe('the gate for forms', () => {
  test.each([
    ['text that is not JSON', '{', 'json-malformed'],
    ['a file over its limit', JSON.stringify({ a: 'x'.repeat(260_000) }), 'file-too-large'],
    ['absurd depth', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'too-deep'],
    ['an html component', JSON.stringify({ type: 'default', id: 'f', components: [{ type: 'html', id: 'h', content: '<script>' }] }), 'unknown-component'],
  ])('refuses %s', (_, json, code) => {
    expect(refusal(() => checkForm(json))).toContain(code);
  });

  test('gives back the schema of a good form', () => {
    expect(checkForm('{"type":"default","id":"f","components":[]}')).toEqual({ type: 'default', id: 'f', components: [] });
  });
});
