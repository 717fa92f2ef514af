import { describe, expect, test } from '@jest/globals';
import type { DiagramElement } from '../../domain/diagram/diagram.ts';
import { readDiagram } from '../../domain/diagram/read-diagram.ts';
import { aDiagram, callActivity, decisionTask, HEADERS, node, serviceTask, userTask, type DiagramParts } from '../../domain/diagram/testing/a-diagram.ts';
import { RULES } from './rules.ts';
import type { Surroundings } from './rule.ts';

const SURROUNDINGS: Surroundings = {
  isMain: true,
  forms: { intake: ['area'], review: ['area', 'remark'] },
  decisionIds: new Set(['fees']),
  calledProcesses: new Set(['supplement']),
  calledTasks: [],
  steps: new Set(['issue-receipt']),
  sheet: {
    id: 'house-permit',
    intakeForm: 'intake',
    variables: { submitted: ['area'] },
    reasonRequired: {},
    outcomeLabels: { APPROVE: {}, RETURN: {} },
    nextStep: {},
  },
};

/** A user task of a called process. */
const CALLED: DiagramElement = {
  id: 'allow',
  type: 'userTask',
  name: 'Cho phép bổ sung',
  formReference: 'review',
  incoming: [],
  outgoing: [],
  inputs: [],
  outputs: [],
  headers: {},
  properties: {},
  outcomes: ['APPROVE'],
};

type Snippet = DiagramParts & { readonly around?: Partial<Surroundings>; readonly edit?: (xml: string) => string };

async function codes(rule: string, { around = {}, edit = (xml) => xml, ...parts }: Snippet): Promise<string[]> {
  const found = RULES.find(({ name }) => name === rule);
  if (found === undefined) throw new RangeError(rule);
  return found.check(await readDiagram(edit(aDiagram(parts))), { ...SURROUNDINGS, ...around }).map(({ code }) => code);
}

const nodes = (...all: readonly string[]): Snippet => ({ nodes: all });
const sheet = (parts: Partial<Surroundings['sheet']>): Partial<Surroundings> => ({ sheet: { ...SURROUNDINGS.sheet, ...parts } });
const message = (name: string, key: string | null) =>
  `<bpmn:message id="message-a" name="${name}">${key === null ? '' : `<bpmn:extensionElements><zeebe:subscription correlationKey="${key}" /></bpmn:extensionElements>`}</bpmn:message>`;
const waiting = (name: string, key: string | null): Snippet => ({
  nodes: [node('intermediateCatchEvent', 'wait', 'Chờ', '<bpmn:messageEventDefinition id="wait-definition" messageRef="message-a" />')],
  roots: [message(name, key)],
});
const timer = (expression: string): Snippet =>
  nodes(
    node(
      'intermediateCatchEvent',
      'wait',
      'Hết hạn',
      `<bpmn:timerEventDefinition id="wait-definition"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${expression}</bpmn:timeDate></bpmn:timerEventDefinition>`,
    ),
  );
/** An event sub-process with one task: it interrupts the dossier's course, or runs beside it. */
const beside = (task: string, interrupting = false): string => {
  const id = `beside-${/id="([^"]+)"/.exec(task)?.[1] ?? ''}`;
  const start = `<bpmn:startEvent id="${id}-begun" name="Sắp đến hạn" isInterrupting="${String(interrupting)}" />`;
  return `<bpmn:subProcess id="${id}" name="Việc bên lề" triggeredByEvent="true">${start}${task.replace(/%FLOWS-[^%]+%/, '')}</bpmn:subProcess>`;
};
/** A choice between going on and ending; its ways are written out, so that each test can spoil one. */
const choice = ({
  fallback = ' default="flow-to-ended"',
  condition = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=a</bpmn:conditionExpression>',
  onDefault = '',
  name = 'Đạt?',
  way = 'đạt',
} = {}): Snippet => ({
  nodes: [node('exclusiveGateway', 'choice', name), node('serviceTask', 'other', 'Việc khác')],
  edit: (xml) =>
    xml
      .replace('<bpmn:exclusiveGateway ', `<bpmn:exclusiveGateway${fallback.replace('flow-to-ended', 'flow-away')} `)
      .replace(
        '<bpmn:outgoing>flow-to-other</bpmn:outgoing></bpmn:exclusiveGateway>',
        '<bpmn:outgoing>flow-to-other</bpmn:outgoing><bpmn:outgoing>flow-away</bpmn:outgoing></bpmn:exclusiveGateway>',
      )
      .replace(
        '<bpmn:sequenceFlow id="flow-to-other" sourceRef="choice" targetRef="other" />',
        `<bpmn:sequenceFlow id="flow-to-other" name="${way}" sourceRef="choice" targetRef="other">${condition}</bpmn:sequenceFlow><bpmn:sequenceFlow id="flow-away" name="không" sourceRef="choice" targetRef="ended">${onDefault}</bpmn:sequenceFlow>`,
      ),
});

const CASES: readonly (readonly [rule: string, passes: Snippet, fails: readonly (readonly [code: string, snippet: Snippet])[]])[] = [
  [
    'known-steps',
    nodes(
      serviceTask('a', 'issue-receipt'),
      node('scriptTask', 'b', 'Tính', '<bpmn:extensionElements><zeebe:script expression="=1" resultVariable="one" /></bpmn:extensionElements>'),
    ),
    [
      ['step-unknown', nodes(serviceTask('a', 'launch-rocket'))],
      ['step-missing', nodes(node('serviceTask', 'a', 'Cấp mã'))],
    ],
  ],
  [
    'known-decisions',
    nodes(decisionTask('a', 'fees')),
    [
      ['decision-unknown', nodes(decisionTask('a', 'taxes'))],
      ['decision-missing', nodes(node('businessRuleTask', 'a', 'Tính phí'))],
      ['decision-without-result', nodes(decisionTask('a', 'fees', ''))],
    ],
  ],
  ['known-processes', nodes(callActivity('a', 'supplement')), [['process-unknown', nodes(callActivity('a', 'other'))]]],
  [
    'native-user-tasks',
    nodes(userTask('a')),
    [
      ['not-native', nodes(userTask('a', { native: false }))],
      ['not-a-user-task', nodes(node('task', 'a', 'Làm gì đó'))],
    ],
  ],
  [
    'known-forms',
    nodes(userTask('a')),
    [
      ['form-unknown', nodes(userTask('a', { form: 'other' }))],
      ['form-missing', nodes(userTask('a', { form: null }))],
    ],
  ],
  [
    'agency-groups',
    nodes(userTask('a'), userTask('b', { groups: '=[returnAgency + &quot;:CASHIER&quot;, &quot;fire-police:CONSULTED_AGENCY&quot;]' })),
    [
      ['groups-missing', nodes(userTask('a', { groups: 'CASE_OFFICER' }))],
      ['groups-malformed', nodes(userTask('a', { groups: '=[competentAgency]' }))],
      ['role-unknown', nodes(userTask('a', { groups: '=[competentAgency + &quot;:WIZARD&quot;]' }))],
    ],
  ],
  [
    'task-headers',
    nodes(
      userTask('a'),
      userTask('b', { headers: { ...HEADERS, timeLimit: 'same day' } }),
      userTask('c', { headers: { ...HEADERS, timeLimit: '4 working hours' } }),
      beside(userTask('d', { headers: { timeLimit: 'same day', outcomes: 'APPROVE' } })),
      beside(userTask('e'), true),
    ),
    [
      ['beside-the-flow', nodes(beside(userTask('a')))],
      ['phase', nodes(beside(userTask('a', { headers: { ...HEADERS, phase: '' } }), true))],
      ['time-limit', nodes(userTask('a', { headers: { ...HEADERS, timeLimit: 'soon' } }))],
      ['time-limit', nodes(userTask('a', { headers: { phase: 'process', portalStatus: '4', outcomes: 'APPROVE' } }))],
      ['phase', nodes(userTask('a', { headers: { ...HEADERS, phase: '' } }))],
      ['portal-status', nodes(userTask('a', { headers: { ...HEADERS, portalStatus: '11' } }))],
      ['portal-status', nodes(userTask('a', { headers: { ...HEADERS, portalStatus: 'x' } }))],
      ['outcomes-missing', nodes(userTask('a', { headers: { ...HEADERS, outcomes: '' } }))],
      ['outcomes-repeated', nodes(userTask('a', { headers: { ...HEADERS, outcomes: 'A,A' } }))],
      ['outcome-malformed', nodes(userTask('a', { headers: { ...HEADERS, outcomes: 'approve' } }))],
    ],
  ],
  [
    'task-outputs',
    {
      ...nodes(
        userTask('a', {
          outputs: [
            ['=outcome', 'reviewOutcome'],
            ['=area = 1', 'isSmall'],
          ],
        }),
      ),
      around: sheet({ variables: { a: ['area'] } }),
    },
    [
      ['outputs-missing', nodes(userTask('a', { outputs: [] }))],
      ['outcome-not-mapped', nodes(userTask('a', { outputs: [['=area', 'area']] }))],
      ['outcome-overwritten', nodes(userTask('a', { outputs: [['=outcome', 'outcome']] }))],
      [
        'output-repeated',
        nodes(
          userTask('a', {
            outputs: [
              ['=outcome', 'one'],
              ['=area', 'one'],
            ],
          }),
        ),
      ],
      ['output-incomplete', nodes(userTask('a', { outputs: [['=outcome', '']] }))],
      ['field-not-mapped', { ...nodes(userTask('a')), around: sheet({ variables: { a: ['area'] } }) }],
    ],
  ],
  [
    'message-names',
    waiting('fee-paid', '=feeId'),
    [
      ['message-name', waiting('pay-fee', '=feeId')],
      ['message-name', waiting('Fee_Paid', '=feeId')],
      ['correlation-key', waiting('fee-paid', null)],
      ['correlation-key', waiting('fee-paid', '=a + b')],
      ['correlation-key', waiting('fee-paid', '=dossierId')],
    ],
  ],
  [
    'message-start',
    {},
    [
      ['start-message', { startMessage: 'begun' }],
      ['start-message', { startMessage: null }],
      ['one-start', { edit: (xml) => xml.replace('<bpmn:endEvent', '<bpmn:startEvent id="second" name="Hai" /><bpmn:endEvent') }],
      ['start-event', { around: { isMain: false } }],
      [
        'start-message',
        { nodes: [node('intermediateCatchEvent', 'wait', 'Chờ', '<bpmn:messageEventDefinition id="wait-definition" messageRef="message-submitted" />')] },
      ],
    ],
  ],
  [
    'vietnamese-labels',
    nodes(userTask('a'), serviceTask('b', 'x', 'Fax')),
    [
      ['label-missing', nodes(userTask('a', { name: ' ' }))],
      ['label-missing', choice({ name: '' })],
      ['label-missing', choice({ way: '' })],
      ['label-missing', { edit: (xml) => xml.replace('name="Kết thúc"', '') }],
      ['label-not-nfc', nodes(userTask('a', { name: 'Thẩm định'.normalize('NFD') }))],
      ['label-not-vietnamese', nodes(userTask('a', { name: 'Check the dossier' }))],
    ],
  ],
  [
    'readable-ids',
    nodes(serviceTask('issue-receipt', 'x')),
    [
      ['unreadable-id', nodes(serviceTask('Activity_0x1', 'x'))],
      ['unreadable-id', { edit: (xml) => xml.replaceAll('message-submitted', 'Message_1') }],
    ],
  ],
  [
    'decided-gateways',
    choice(),
    [
      ['no-default', choice({ fallback: '' })],
      ['no-condition', choice({ condition: '' })],
      ['conditional-default', choice({ onDefault: '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=b</bpmn:conditionExpression>' })],
    ],
  ],
  [
    'timers-by-variable',
    timer('=opinionDueAt'),
    [
      ['constant-timer', timer('=date and time(&quot;2026-11-24T00:00:00Z&quot;)')],
      ['constant-timer', timer('2026-11-24T00:00:00Z')],
    ],
  ],
  [
    'listed-flows',
    nodes(serviceTask('a', 'x')),
    [
      ['flow-unlisted', { edit: (xml) => xml.replace('<bpmn:outgoing>flow-to-ended</bpmn:outgoing>', '') }],
      ['flow-unlisted', { edit: (xml) => xml.replace('<bpmn:incoming>flow-to-ended</bpmn:incoming>', '') }],
    ],
  ],
  [
    'agreeing-sheet',
    {
      ...nodes(userTask('a')),
      around: {
        ...sheet({
          variables: { submitted: ['area'], a: ['remark'] },
          reasonRequired: { a: ['RETURN'] },
          nextStep: { a: { APPROVE: {} }, allow: { APPROVE: {} } },
        }),
        calledTasks: [CALLED],
      },
    },
    [
      ['process-id', { processId: 'other' }],
      ['intake-form', { around: sheet({ intakeForm: 'none' }) }],
      ['variables-missing', nodes(userTask('a'))],
      ['outcome-unlabelled', { ...nodes(userTask('a')), around: sheet({ outcomeLabels: {} }) }],
      ['task-unknown', { around: sheet({ variables: { gone: [] } }) }],
      ['task-unknown', { around: sheet({ nextStep: { gone: {} } }) }],
      ['outcome-unlabelled', { around: { ...sheet({ variables: {}, outcomeLabels: {} }), calledTasks: [CALLED] } }],
      ['outcome-unknown', { around: { ...sheet({ variables: {}, nextStep: { allow: { REFUSE: {} } } }), calledTasks: [CALLED] } }],
      ['field-unknown', { around: sheet({ variables: { submitted: ['colour'] } }) }],
      ['outcome-unknown', { ...nodes(userTask('a')), around: sheet({ reasonRequired: { a: ['REFUSE'] } }) }],
      ['outcome-unknown', { ...nodes(userTask('a')), around: sheet({ nextStep: { a: { REFUSE: {} } } }) }],
    ],
  ],
];

test('every rule is tried', () => {
  expect(CASES.map(([name]) => name).sort()).toEqual(RULES.map(({ name }) => name).sort());
});

describe.each(CASES)('the rule %s', (rule, passes, fails) => {
  test('has nothing to say about a good diagram', async () => {
    expect(await codes(rule, passes)).toEqual([]);
  });

  test.each(fails)('finds %s', async (code, snippet) => {
    expect(await codes(rule, snippet)).toContain(code);
  });
});
