import { finding, type Finding } from '../../../domain/diagram/diagram-refused.ts';
import type { Diagram, DiagramElement } from '../../../domain/diagram/diagram.ts';
import type { Rule } from '../rule.ts';

const TASKS = new Set([
  'userTask',
  'serviceTask',
  'businessRuleTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'callActivity',
  'subProcess',
  'manualTask',
  'task',
]);
const EVENTS = new Set(['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent']);
const CHOICES = new Set(['exclusiveGateway', 'inclusiveGateway', 'eventBasedGateway']);
/** Letters that only Vietnamese text has, after splitting off the marks: a horn, a hook, a breve, a dot below, đ … */
const VIETNAMESE = /[\u0300-\u0303\u0306\u0309\u031b\u0323đĐ]/;

export const vietnameseLabels: Rule = {
  name: 'vietnamese-labels',
  check(diagram) {
    return Object.values(diagram.elements).flatMap((element) => [...missing(element, diagram), ...written(element)]);
  },
};

function missing(element: DiagramElement, diagram: Diagram): Finding[] {
  if (element.name !== '' || !needsName(element, diagram)) return [];
  return [finding('label-missing', `Phần tử "${element.id}" chưa có tên hiển thị.`, element.id)];
}

function needsName({ type, outgoing, sourceRef }: DiagramElement, diagram: Diagram): boolean {
  if (TASKS.has(type) || EVENTS.has(type) || type === 'process' || type === 'lane' || type === 'participant') return true;
  if (type === 'exclusiveGateway' || type === 'inclusiveGateway') return outgoing.length > 1;
  const source = type === 'sequenceFlow' ? diagram.elements[sourceRef ?? ''] : undefined;
  return source !== undefined && CHOICES.has(source.type) && source.type !== 'eventBasedGateway' && source.outgoing.length > 1;
}

function written({ id, type, name }: DiagramElement): Finding[] {
  if (name !== name.normalize('NFC')) return [finding('label-not-nfc', `Tên "${name}" không ở dạng Unicode dựng sẵn (NFC).`, id)];
  const sentence = TASKS.has(type) && name.includes(' ');
  return sentence && !VIETNAMESE.test(name.normalize('NFD')) ? [finding('label-not-vietnamese', `Tên "${name}" phải viết bằng tiếng Việt có dấu.`, id)] : [];
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Histories and mappings refer to elements by id for years: it says what the element is, and stays. */
export const readableIds: Rule = {
  name: 'readable-ids',
  check(diagram) {
    const ids = [...Object.keys(diagram.elements), ...diagram.messages.map(({ id }) => id)];
    return ids
      .filter((id) => !ID.test(id))
      .map((id) => finding('unreadable-id', `Mã "${id}" phải gồm chữ thường, số và dấu gạch nối, nói lên phần tử là gì.`, id));
  },
};
