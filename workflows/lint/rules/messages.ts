import { finding } from '../../../domain/diagram/diagram-refused.ts';
import { elementsOf, type Diagram, type DiagramElement } from '../../../domain/diagram/diagram.ts';
import type { Rule } from '../rule.ts';

export const START_MESSAGE = 'submitted';
/** Participles that do not end in -ed. */
const IRREGULAR = ['paid', 'sent', 'given', 'taken', 'drawn', 'withdrawn', 'chosen', 'found', 'lost', 'held', 'made', 'done', 'known', 'written', 'overdue'];
const NAME = new RegExp(`^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:[a-z]+ed|${IRREGULAR.join('|')})$`);
/** The clock's first warning has no participle. */
const EXCEPTIONS = new Set(['clock-due-soon']);
/** Every other wait has an id of its own, so that an answer meant for an earlier wait cannot end a later one. */
const ABOUT_THE_DOSSIER = /^(?:dossier|clock)-/;

const isProcessStart = (element: DiagramElement, diagram: Diagram): boolean => element.type === 'startEvent' && element.parent === diagram.processId;

export const messageNames: Rule = {
  name: 'message-names',
  check(diagram) {
    return Object.values(diagram.elements).flatMap((element) => {
      const { id, name, message } = element;
      if (message === undefined || isProcessStart(element, diagram)) return [];
      const key = message.correlationKey ?? '';
      if (!NAME.test(message.name) && !EXCEPTIONS.has(message.name))
        return [finding('message-name', `"${name}" chờ thông điệp "${message.name}": tên phải là <danh từ>-<động từ quá khứ>, ví dụ fee-paid.`, id)];
      if (!/^=\s*[A-Za-z_]\w*\s*$/.test(key)) return [finding('correlation-key', `"${name}" chưa có khóa ghép thông điệp là một biến (correlationKey).`, id)];
      if (/^=\s*dossierId\s*$/.test(key) && !ABOUT_THE_DOSSIER.test(message.name)) {
        return [finding('correlation-key', `"${name}" phải ghép theo mã của lần chờ (feeId, supplementId …), không theo dossierId.`, id)];
      }
      return [];
    });
  },
};

export const messageStart: Rule = {
  name: 'message-start',
  check(diagram, { isMain }) {
    const starts = elementsOf(diagram, 'startEvent').filter((element) => isProcessStart(element, diagram));
    const [start] = starts;
    if (starts.length !== 1 || start === undefined)
      return [finding('one-start', `Quy trình phải có đúng một sự kiện bắt đầu, đang có ${String(starts.length)}.`, diagram.processId)];
    if (!isMain) return start.event === 'none' ? [] : [finding('start-event', 'Quy trình được gọi phải bắt đầu bằng sự kiện thường.', start.id)];
    if (start.message?.name !== START_MESSAGE) return [finding('start-message', `Quy trình phải bắt đầu bằng thông điệp "${START_MESSAGE}".`, start.id)];
    return elementsOf(diagram, 'receiveTask', 'intermediateCatchEvent', 'boundaryEvent')
      .filter(({ message }) => message?.name === START_MESSAGE)
      .map(({ id, name }) => finding('start-message', `"${name}" không được chờ thông điệp bắt đầu "${START_MESSAGE}".`, id));
  },
};
