import { describe, expect, test } from '@jest/globals';
import { DiagramRefused } from './diagram-refused.ts';
import { elementsOf } from './diagram.ts';
import { readDiagram } from './read-diagram.ts';
import { aDiagram, callActivity, decisionTask, extensions, node, serviceTask, userTask } from './testing/a-diagram.ts';

async function refusal(xml: string): Promise<string[]> {
  try {
    await readDiagram(xml);
  } catch (error) {
    if (error instanceof DiagramRefused) return error.findings.map(({ code }) => code);
    throw error;
  }
  return [];
}

describe('reading a diagram', () => {
  test('a user task tells who does it, on which form, by when, and what leaves it', async () => {
    // given
    const xml = aDiagram({
      nodes: [
        userTask('appraise', {
          name: 'Thẩm định&#10;hồ sơ',
          outputs: [
            ['=outcome', 'reviewOutcome'],
            ['=area', 'area'],
          ],
        }),
      ],
    });

    // when
    const { elements } = await readDiagram(xml);

    // then
    expect(elements['appraise']).toEqual({
      id: 'appraise',
      type: 'userTask',
      name: 'Thẩm định hồ sơ',
      parent: 'house-permit',
      incoming: ['flow-to-appraise'],
      outgoing: ['flow-to-ended'],
      inputs: [],
      outputs: [
        { source: '=outcome', target: 'reviewOutcome' },
        { source: '=area', target: 'area' },
      ],
      properties: {},
      headers: { timeLimit: '2 working days', phase: 'process', portalStatus: '4', outcomes: 'APPROVE,RETURN' },
      nativeUserTask: true,
      candidateGroups: '=[competentAgency + ":CASE_OFFICER"]',
      formReference: 'review',
      phase: 'process',
      portalStatus: 4,
      timeLimit: '2 working days',
      outcomes: ['APPROVE', 'RETURN'],
    });
  });

  test('automated work tells its step, its table, its process', async () => {
    // given
    const xml = aDiagram({ nodes: [serviceTask('issue', 'issue-receipt'), decisionTask('fees', 'fee-table', 'feeLines'), callActivity('sub', 'supplement')] });

    // when
    const { elements } = await readDiagram(xml);

    // then
    expect(elements['issue']).toMatchObject({ type: 'serviceTask', taskType: 'issue-receipt', retries: '3' });
    expect(elements['fees']).toMatchObject({ type: 'businessRuleTask', calledDecision: 'fee-table', resultVariable: 'feeLines' });
    expect(elements['sub']).toMatchObject({ type: 'callActivity', calledElement: 'supplement' });
  });

  test('events tell what they wait for, and whether they interrupt', async () => {
    // given
    const message =
      '<bpmn:message id="message-fee-paid" name="fee-paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=feeId" /></bpmn:extensionElements></bpmn:message>';
    const xml = aDiagram({
      nodes: [
        node('intermediateCatchEvent', 'paid', 'Đã nộp phí', '<bpmn:messageEventDefinition id="paid-definition" messageRef="message-fee-paid" />'),
        userTask('wait'),
        '<bpmn:boundaryEvent id="late" name="Quá hạn" attachedToRef="wait" cancelActivity="false"><bpmn:timerEventDefinition id="late-definition"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=opinionDueAt</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>',
        '<bpmn:subProcess id="withdrawal" name="Rút hồ sơ" triggeredByEvent="true"><bpmn:startEvent id="withdrawn" name="Người nộp rút"><bpmn:messageEventDefinition id="withdrawn-definition" messageRef="message-fee-paid" /></bpmn:startEvent></bpmn:subProcess>',
      ],
      roots: [message],
    });

    // when
    const diagram = await readDiagram(xml);

    // then
    expect(diagram.elements['paid']).toMatchObject({ event: 'message', message: { name: 'fee-paid', correlationKey: '=feeId' } });
    expect(diagram.elements['late']).toMatchObject({
      event: 'timer',
      timer: { kind: 'date', expression: '=opinionDueAt' },
      attachedTo: 'wait',
      interrupting: false,
    });
    expect(diagram.elements['withdrawal']).toMatchObject({ triggeredByEvent: true });
    expect(diagram.elements['withdrawn']).toMatchObject({ parent: 'withdrawal', event: 'message', interrupting: true });
    expect(diagram.startMessage).toBe('submitted');
    expect(diagram.messages).toEqual([
      { id: 'message-submitted', name: 'submitted' },
      { id: 'message-fee-paid', name: 'fee-paid', correlationKey: '=feeId' },
    ]);
  });

  test('lanes, pools, repetition and flows are there too', async () => {
    // given
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=consultedAgencies" inputElement="consultedAgency" outputCollection="opinions" outputElement="=opinion" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
    const xml = aDiagram({ nodes: [node('userTask', 'consult', 'Cho ý kiến', loop)] })
      .replace(
        '<bpmn:startEvent',
        '<bpmn:laneSet id="lanes"><bpmn:lane id="outer" name="Cơ quan"><bpmn:flowNodeRef>consult</bpmn:flowNodeRef><bpmn:childLaneSet id="inner-lanes"><bpmn:lane id="inner" name="Phòng"><bpmn:flowNodeRef>consult</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet><bpmn:startEvent',
      )
      .replace(
        '<bpmn:process ',
        '<bpmn:collaboration id="collaboration"><bpmn:participant id="pool" name="Thủ tục" processRef="house-permit" /></bpmn:collaboration><bpmn:process ',
      );

    // when
    const { elements } = await readDiagram(xml);

    // then
    expect(elements['consult']).toMatchObject({
      lane: 'inner',
      repetition: {
        sequential: false,
        inputCollection: '=consultedAgencies',
        inputElement: 'consultedAgency',
        outputCollection: 'opinions',
        outputElement: '=opinion',
      },
    });
    expect(elements['pool']).toMatchObject({ type: 'participant', name: 'Thủ tục' });
    expect(elements['flow-to-consult']).toMatchObject({ type: 'sequenceFlow', sourceRef: 'started', targetRef: 'consult' });
  });

  test('the model is plain data', async () => {
    const diagram = await readDiagram(aDiagram({ nodes: [userTask('appraise')] }));
    expect(JSON.parse(JSON.stringify(diagram))).toEqual(diagram);
    expect(elementsOf(diagram, 'userTask').map(({ id }) => id)).toEqual(['appraise']);
  });

  test.each([
    [
      'an attribute nobody knows',
      aDiagram({ nodes: [serviceTask('step', 'a').replace('<bpmn:serviceTask', '<bpmn:serviceTask colour="red"')] }),
      'not-understood',
    ],
    ['an extension nobody knows', aDiagram({ nodes: [node('serviceTask', 'step', 'A', extensions('<zeebe:script2 />'))] }), 'not-understood'],
    ['a flow to nowhere', aDiagram().replace('targetRef="ended"', 'targetRef="gone"'), 'not-understood'],
    ['a drawing of nothing', aDiagram().replace('bpmnElement="ended"', 'bpmnElement="gone"'), 'not-understood'],
    ['two processes in one file', aDiagram().replace('<bpmn:process', '<bpmn:process id="second" isExecutable="true" /><bpmn:process'), 'one-process'],
    ['a process that is not meant to run', aDiagram().replace('isExecutable="true"', 'isExecutable="false"'), 'not-executable'],
    ['an element without an id', aDiagram({ nodes: ['<bpmn:task name="A" />'] }), 'missing-id'],
    ['what the gate refuses', aDiagram().replace('<bpmn:process', '<?x y?><bpmn:process'), 'processing-instruction'],
  ])('refuses %s', async (_, xml, code) => {
    expect(await refusal(xml)).toContain(code);
  });
});
