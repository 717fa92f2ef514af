import { finding, type Finding } from '../../../domain/diagram/diagram-refused.ts';
import { elementsOf, type DiagramElement } from '../../../domain/diagram/diagram.ts';
import type { Rule } from '../rule.ts';

/** A dossier that meets no open way stands still until somebody repairs it: one way is always the default. */
export const decidedGateways: Rule = {
  name: 'decided-gateways',
  check(diagram) {
    return elementsOf(diagram, 'exclusiveGateway', 'inclusiveGateway').flatMap((gateway) => {
      if (gateway.outgoing.length < 2) return [];
      const flows = gateway.outgoing.flatMap((id) => diagram.elements[id] ?? []);
      const open = flows.filter(({ id, condition }) => id !== gateway.default && condition === undefined);
      const conditional = flows.filter(({ id, condition }) => id === gateway.default && condition !== undefined);
      return [
        ...(gateway.default === undefined ? [finding('no-default', `Cổng "${gateway.name}" chưa có hướng đi mặc định.`, gateway.id)] : []),
        ...open.map(({ id, name }) => finding('no-condition', `Hướng "${name}" của cổng "${gateway.name}" chưa có điều kiện.`, id)),
        ...conditional.map(({ id, name }) =>
          finding('conditional-default', `Hướng mặc định "${name}" của cổng "${gateway.name}" không được có điều kiện.`, id),
        ),
      ];
    });
  },
};

/** Working days and holidays are ours to count: a step writes the date, the timer reads it. */
export const timersByVariable: Rule = {
  name: 'timers-by-variable',
  check(diagram) {
    return Object.values(diagram.elements).flatMap(({ id, name, event, timer }) =>
      event !== 'timer' || /^=\s*[A-Za-z_]\w*(?:\.\w+)*\s*$/.test(timer?.expression ?? '')
        ? []
        : [finding('constant-timer', `Hẹn giờ "${name}" phải đọc một biến, không ghi hằng số.`, id)],
    );
  },
};

/** The engine refuses flows that the elements at their ends do not list, though drawing tools show them. */
export const listedFlows: Rule = {
  name: 'listed-flows',
  check(diagram) {
    return elementsOf(diagram, 'sequenceFlow').flatMap((flow): Finding[] => {
      const source = diagram.elements[flow.sourceRef ?? ''];
      const target = diagram.elements[flow.targetRef ?? ''];
      if (source === undefined || target === undefined) return [finding('flow-dangling', `Mũi tên "${flow.id}" chưa nối hai đầu.`, flow.id)];
      return lists(source.outgoing, flow) && lists(target.incoming, flow)
        ? []
        : [finding('flow-unlisted', `Mũi tên "${flow.id}" không được ghi ở "${source.name}" (outgoing) hoặc "${target.name}" (incoming).`, flow.id)];
    });
  },
};

const lists = (ids: readonly string[], flow: DiagramElement): boolean => ids.includes(flow.id);
