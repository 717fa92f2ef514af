import { finding } from '../../../domain/diagram/diagram-refused.ts';
import { elementsOf } from '../../../domain/diagram/diagram.ts';
import type { Rule } from '../rule.ts';

const JOB_TYPES = ['serviceTask', 'sendTask', 'scriptTask'];

export const knownSteps: Rule = {
  name: 'known-steps',
  check(diagram, { steps }) {
    return Object.values(diagram.elements).flatMap(({ id, name, type, taskType, script }) => {
      if (taskType === undefined)
        return JOB_TYPES.includes(type) && script === undefined ? [finding('step-missing', `Việc tự động "${name}" chưa chọn loại bước.`, id)] : [];
      return steps.has(taskType) ? [] : [finding('step-unknown', `Việc tự động "${name}" dùng bước "${taskType}", chưa có chương trình nào làm.`, id)];
    });
  },
};

export const knownDecisions: Rule = {
  name: 'known-decisions',
  check(diagram, { decisionIds }) {
    return elementsOf(diagram, 'businessRuleTask').flatMap(({ id, name, calledDecision, resultVariable }) => {
      if (calledDecision === undefined) return [finding('decision-missing', `"${name}" chưa chọn bảng quyết định.`, id)];
      if (!decisionIds.has(calledDecision))
        return [finding('decision-unknown', `"${name}" gọi bảng quyết định "${calledDecision}", không có trong gói quy trình.`, id)];
      return resultVariable === undefined ? [finding('decision-without-result', `"${name}" chưa có tên biến nhận kết quả.`, id)] : [];
    });
  },
};

export const knownProcesses: Rule = {
  name: 'known-processes',
  check(diagram, { calledProcesses }) {
    return elementsOf(diagram, 'callActivity').flatMap(({ id, name, calledElement }) =>
      calledElement !== undefined && calledProcesses.has(calledElement)
        ? []
        : [finding('process-unknown', `"${name}" gọi quy trình "${calledElement ?? ''}", không có trong gói quy trình.`, id)],
    );
  },
};
