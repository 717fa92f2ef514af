/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { plainName, readOutline } from './read-outline.ts';

const diagram = (inside: string): string =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="p">${inside}</bpmn:process></bpmn:definitions>`;
const flow = (from: string, to: string): string => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

test('steps come in the order a token meets them, not in the order of the file', () => {
  const xml =
    diagram(`<bpmn:endEvent id="end" name="Xong"/><bpmn:userTask id="sign" name="Ký duyệt"/><bpmn:exclusiveGateway id="ok" name="Đủ?"/><bpmn:userTask id="check" name="Kiểm&#10;tra"/><bpmn:startEvent id="start" name="Nộp"/>
    ${flow('start', 'check')}${flow('check', 'ok')}${flow('ok', 'sign')}${flow('sign', 'end')}${flow('ok', 'check')}`);
  expect(readOutline(xml).map(({ name }) => name)).toEqual(['Nộp', 'Kiểm tra', 'Ký duyệt', 'Xong']);
});

test('a timer on a step follows the step; an event sub-process comes last', () => {
  const xml = diagram(`<bpmn:subProcess id="withdraw" name="Rút" triggeredByEvent="true"><bpmn:startEvent id="asked" name="Yêu cầu rút"/></bpmn:subProcess>
    <bpmn:startEvent id="start" name="Nộp"/><bpmn:userTask id="opinion" name="Cho ý kiến"/><bpmn:boundaryEvent id="late" name="Quá 2 ngày" attachedToRef="opinion"/>${flow('start', 'opinion')}`);
  expect(readOutline(xml).map(({ name }) => name)).toEqual(['Nộp', 'Cho ý kiến', 'Quá 2 ngày', 'Yêu cầu rút', 'Rút']);
});

test('a step knows its lane', () => {
  const xml = diagram(
    '<bpmn:laneSet><bpmn:lane id="l" name="Lãnh đạo, VT"><bpmn:flowNodeRef>sign</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:userTask id="sign" name="Ký"/>',
  );
  expect(readOutline(xml)).toEqual([{ id: 'sign', name: 'Ký', kind: 'userTask', lane: 'Lãnh đạo, VT' }]);
});

test('what has no name and what is no diagram gives nothing', () => {
  expect(readOutline(diagram('<bpmn:userTask id="a"/>'))).toEqual([]);
  expect(readOutline('<not closed')).toEqual([]);
  expect(readOutline('')).toEqual([]);
});

test('breaks that balance a label become spaces', () => {
  expect(plainName('Cấp mã,\n gửi\u00A0giấy hẹn ')).toBe('Cấp mã, gửi giấy hẹn');
});
