import { OutcomeCode, ROLES } from '../../../contract/vocabulary.ts';
import { finding, type Finding } from '../../../domain/diagram/diagram-refused.ts';
import { elementsOf, type Diagram, type DiagramElement } from '../../../domain/diagram/diagram.ts';
import type { Rule, Surroundings } from '../rule.ts';

type Complaint = readonly [code: string, message: string];

const forEachUserTask = (name: string, complain: (task: DiagramElement, surroundings: Surroundings, diagram: Diagram) => Complaint[]): Rule => ({
  name,
  check: (diagram: Diagram, surroundings: Surroundings): Finding[] =>
    elementsOf(diagram, 'userTask', 'task', 'manualTask').flatMap((task) =>
      complain(task, surroundings, diagram).map(([code, message]) => finding(code, `Việc "${task.name}" ${message}.`, task.id)),
    ),
});

/** Only the engine's own user tasks can be claimed so that two officers cannot both win. */
export const nativeUserTasks = forEachUserTask('native-user-tasks', ({ type, nativeUserTask }) => {
  if (type !== 'userTask') return [['not-a-user-task', 'chưa rõ ai hoặc bước nào làm: chọn việc của cán bộ hoặc việc tự động']];
  return nativeUserTask === true ? [] : [['not-native', 'phải là việc do engine quản lý (zeebe:userTask)']];
});

export const knownForms = forEachUserTask('known-forms', ({ type, formReference }, { forms }) => {
  if (type !== 'userTask') return [];
  if (formReference === undefined) return [['form-missing', 'chưa gắn biểu mẫu (externalReference)']];
  return forms[formReference] === undefined ? [['form-unknown', `gắn biểu mẫu "${formReference}", không có trong gói quy trình`]] : [];
});

const GROUP = /^(?:[A-Za-z_]\w*(?:\.\w+)*\s*\+\s*":([A-Z_]+)"|"[a-z][a-z0-9-]*:([A-Z_]+)")$/;

export const agencyGroups = forEachUserTask('agency-groups', ({ type, candidateGroups }) => {
  if (type !== 'userTask') return [];
  const list = /^=\s*\[(.*)\]\s*$/s.exec(candidateGroups ?? '')?.[1];
  if (list === undefined) return [['groups-missing', 'phải có nhóm người làm dạng =[cơQuan + ":VAI_TRÒ"]']];
  return list.split(',').flatMap((item): Complaint[] => {
    const match = GROUP.exec(item.trim());
    const role = match?.[1] ?? match?.[2];
    if (role === undefined) return [['groups-malformed', `có nhóm người làm không đúng dạng: ${item.trim()}`]];
    return (ROLES as readonly string[]).includes(role) ? [] : [['role-unknown', `giao cho vai trò "${role}", không có trong hệ thống`]];
  });
});

const TIME_LIMIT = /^(?:same day|[1-9]\d{0,2} working (?:hour|day)s?)$/;

export const taskHeaders = forEachUserTask('task-headers', (task, _surroundings, diagram) => {
  if (task.type !== 'userTask') return [];
  const complaints: Complaint[] = [];
  if (!TIME_LIMIT.test(task.timeLimit ?? ''))
    complaints.push(['time-limit', 'chưa có thời hạn đúng dạng, ví dụ "2 working days", "4 working hours", "same day" (timeLimit)']);
  complaints.push(...(isBesideTheFlow(task, diagram) ? markedBeside(task) : unmarked(task)));
  if (task.outcomes.length === 0) complaints.push(['outcomes-missing', 'chưa có kết quả để chọn (outcomes)']);
  if (new Set(task.outcomes).size < task.outcomes.length) complaints.push(['outcomes-repeated', 'có kết quả ghi hai lần']);
  const malformed = task.outcomes.filter((outcome) => !OutcomeCode.safeParse(outcome).success);
  return [...complaints, ...malformed.map((outcome): Complaint => ['outcome-malformed', `có mã kết quả không đúng dạng: ${outcome}`])];
});

function unmarked({ phase, portalStatus }: DiagramElement): Complaint[] {
  return [
    ...(/^[a-z]+(?:-[a-z]+)*$/.test(phase ?? '') ? [] : [['phase', 'chưa có giai đoạn (phase)'] as const]),
    ...(portalStatus === undefined || portalStatus < 1 || portalStatus > 10
      ? [['portal-status', 'phải có trạng thái Cổng dịch vụ công từ 1 đến 10 (portalStatus)'] as const]
      : []),
  ];
}

/** What runs beside the dossier's own course, such as a letter of apology, says nothing about where the dossier stands. */
function markedBeside({ phase, portalStatus }: DiagramElement): Complaint[] {
  return phase === undefined && portalStatus === undefined
    ? []
    : [['beside-the-flow', 'chạy song song với hồ sơ nên không được đổi giai đoạn hay trạng thái (phase, portalStatus)']];
}

function isBesideTheFlow({ parent }: DiagramElement, diagram: Diagram): boolean {
  const around = diagram.elements[parent ?? ''];
  if (around === undefined) return false;
  const starts = elementsOf(diagram, 'startEvent').filter((start) => start.parent === around.id);
  return (around.triggeredByEvent === true && starts.every(({ interrupting }) => interrupting === false)) || isBesideTheFlow(around, diagram);
}

/** Without mappings of its own, a task writes `outcome` into the process, and a parallel one overwrites it. */
export const taskOutputs = forEachUserTask('task-outputs', ({ id, type, outputs }, { sheet }) => {
  if (type !== 'userTask') return [];
  if (outputs.length === 0) return [['outputs-missing', 'chưa ghi kết quả nào ra khỏi việc (output mapping)']];
  const complaints: Complaint[] = [];
  if (!outputs.some(({ source }) => /^=\s*outcome\s*$/.test(source))) complaints.push(['outcome-not-mapped', 'chưa đưa outcome ra một biến có tên riêng']);
  if (outputs.some(({ target }) => target === 'outcome'))
    complaints.push(['outcome-overwritten', 'đưa kết quả ra biến chung "outcome", việc song song sẽ ghi đè']);
  const targets = outputs.map(({ target }) => target);
  if (new Set(targets).size < targets.length) complaints.push(['output-repeated', 'ghi hai lần vào cùng một biến']);
  for (const { source, target } of outputs) if (source === '' || target === '') complaints.push(['output-incomplete', 'có dòng kết quả chưa đủ nguồn và đích']);
  for (const field of sheet.variables[id] ?? []) {
    if (!outputs.some(({ source }) => mentions(source, field)))
      complaints.push(['field-not-mapped', `gửi trường "${field}" cho engine nhưng không đưa ra biến nào`]);
  }
  return complaints;
});

const mentions = (source: string, name: string): boolean => new Set<string>(source.match(/[A-Za-z_]\w*/g)).has(name);
