import { finding, type Finding } from '../../../domain/diagram/diagram-refused.ts';
import { elementsOf } from '../../../domain/diagram/diagram.ts';
import type { Rule } from '../rule.ts';

/** procedure.json speaks about elements, outcomes and fields, also of called processes: each must exist, and each task of its own must be spoken about. */
export const agreeingSheet: Rule = {
  name: 'agreeing-sheet',
  check(diagram, { isMain, forms, sheet, calledTasks }) {
    if (!isMain) return [];
    const own = elementsOf(diagram, 'userTask');
    const tasks = new Map([...calledTasks, ...own].map((task) => [task.id, task]));
    const findings: Finding[] = [];
    const say = (code: string, message: string, id?: string) => findings.push(finding(code, `procedure.json: ${message}.`, id));

    if (sheet.id !== diagram.processId) say('process-id', `mã thủ tục "${sheet.id}" khác mã quy trình "${diagram.processId}"`);
    if (forms[sheet.intakeForm] === undefined) say('intake-form', `không có biểu mẫu tiếp nhận "${sheet.intakeForm}"`);
    for (const task of own) if (sheet.variables[task.id] === undefined) say('variables-missing', `variables chưa có "${task.id}"`, task.id);
    for (const task of tasks.values()) {
      for (const outcome of task.outcomes)
        if (sheet.outcomeLabels[outcome] === undefined) say('outcome-unlabelled', `outcomeLabels chưa có "${outcome}"`, task.id);
    }
    for (const [key, fields] of Object.entries(sheet.variables)) {
      const form = key === 'submitted' ? sheet.intakeForm : tasks.get(key)?.formReference;
      if (form === undefined) say('task-unknown', `variables nói về "${key}", không có trong sơ đồ`);
      const known = new Set(forms[form ?? '']);
      for (const field of fields) if (!known.has(field)) say('field-unknown', `variables của "${key}" có "${field}", không có trong biểu mẫu "${form ?? ''}"`);
    }
    const nextStep = Object.entries(sheet.nextStep).map(([key, steps]) => [key, Object.keys(steps)] as const);
    for (const [what, table] of [
      ['reasonRequired', Object.entries(sheet.reasonRequired)],
      ['nextStep', nextStep],
    ] as const) {
      for (const [key, codes] of table) {
        const task = tasks.get(key);
        if (task === undefined) say('task-unknown', `${what} nói về "${key}", không có trong sơ đồ`);
        for (const code of codes)
          if (task !== undefined && !task.outcomes.includes(code))
            say('outcome-unknown', `${what} của "${key}" có "${code}", việc này không có kết quả đó`, key);
      }
    }
    return findings;
  },
};
