import { z } from 'zod';
import { feelFaults } from '../diagram/check-feel.ts';
import { finding, type Finding } from '../diagram/diagram-refused.ts';
import { LIMITS } from '../diagram/limits.ts';
import { patternRisk } from '../diagram/pattern-risk.ts';
import { conditionChains } from './condition-chains.ts';

/** The components a form may have. What shows foreign content (html, iframe, image, table …) or computes is left out on purpose. */
export const COMPONENT_TYPES = [
  'text',
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'checklist',
  'radio',
  'select',
  'datetime',
  'separator',
  'group',
  'dynamiclist',
  'spacer',
] as const;
export type ComponentType = (typeof COMPONENT_TYPES)[number];
const KEYED = new Set<ComponentType>(['textfield', 'textarea', 'number', 'checkbox', 'checklist', 'radio', 'select', 'datetime']);

const Validate = z.strictObject({
  required: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  pattern: z.string().optional(),
  patternErrorMessage: z.string().max(200).optional(),
  validationType: z.enum(['custom', 'email', 'phone', '']).optional(),
});

const Option = z.strictObject({ label: z.string().min(1), value: z.union([z.string().min(1), z.number(), z.boolean()]) });

const Component = z.looseObject({
  type: z.enum(COMPONENT_TYPES),
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,99}$/),
  key: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/)
    .optional(),
  label: z.string().optional(),
  dateLabel: z.string().optional(),
  timeLabel: z.string().optional(),
  disabled: z.boolean().optional(),
  validate: Validate.optional(),
  conditional: z.strictObject({ hide: z.string().startsWith('=').optional() }).optional(),
  values: z.array(Option).min(1).max(500).optional(),
  decimalDigits: z.int().min(0).max(10).optional(),
  increment: z.union([z.string().regex(/^\d+(\.\d+)?$/), z.number().positive()]).optional(),
  subtype: z.enum(['date', 'time', 'datetime']).optional(),
  timeSerializingFormat: z.enum(['utc_offset', 'utc_normalized', 'no_timezone']).optional(),
  path: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/)
    .optional(),
  isRepeating: z.boolean().optional(),
  get components() {
    return z.array(Component).max(LIMITS.formComponents).optional();
  },
});
export type FormComponent = z.infer<typeof Component>;

const Schema = z.looseObject({
  type: z.literal('default'),
  id: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  schemaVersion: z.int().min(1).max(19).optional(),
  components: z.array(Component).max(LIMITS.formComponents),
});
export type FormSchema = z.infer<typeof Schema>;

/** What cannot be checked on the server cannot be offered: these would make options, values or limits depend on something else. */
const DYNAMIC = ['valuesKey', 'valuesExpression', 'serializeToString', 'expression'];

/** Every fault of a form schema; an empty list means it can be compiled. */
export function formFaults(schema: unknown): Finding[] {
  if (depthOf(schema, 0) > LIMITS.formDepth) return [finding('too-deep', `Biểu mẫu lồng sâu quá ${String(LIMITS.formDepth)} cấp.`)];
  const texts = textFaults(schema);
  const parsed = Schema.safeParse(schema);
  if (!parsed.success) return [...texts, ...parsed.error.issues.map((issue) => shapeFault(issue, schema))];
  const all = parsed.data.components.flatMap(withInner);
  const tooMany = all.length > LIMITS.formComponents ? [finding('too-many-elements', `Biểu mẫu có quá ${String(LIMITS.formComponents)} thành phần.`)] : [];
  return [
    ...texts,
    ...tooMany,
    ...all.flatMap(componentFaults),
    ...repeatedIds(all),
    ...repeatedKeys(parsed.data.components),
    ...conditionChains(parsed.data.components),
  ];
}

export function parseForm(schema: unknown): FormSchema {
  return Schema.parse(schema);
}

function withInner(component: FormComponent): FormComponent[] {
  return [component, ...(component.components ?? []).flatMap(withInner)];
}

function componentFaults(component: FormComponent): Finding[] {
  const { id, type, key, validate, values } = component;
  const faults: Finding[] = [];
  const say = (code: string, message: string) => faults.push(finding(code, message, id));
  if (KEYED.has(type) && (key === undefined || key in Object.prototype)) say('missing-key', `Ô "${id}" chưa có tên trường (key).`);
  if (type === 'dynamiclist' && (component.path === undefined || component.path in Object.prototype || component.isRepeating !== true))
    say('missing-key', `Danh sách "${id}" phải có path và isRepeating.`);
  if (type === 'group' && component.path !== undefined) say('unsupported', `Nhóm "${id}" không được có path.`);
  if (component.components !== undefined && type !== 'group' && type !== 'dynamiclist')
    say('unsupported', `Thành phần "${id}" không thể chứa thành phần khác.`);
  for (const name of DYNAMIC)
    if (component[name] !== undefined && component[name] !== false) say('unsupported', `Thành phần "${id}" dùng "${name}", máy chủ không kiểm tra được.`);
  if (['select', 'radio', 'checklist'].includes(type) && values === undefined) say('missing-options', `Ô "${id}" chưa có danh sách lựa chọn.`);
  if (type === 'datetime' && component.subtype === undefined) say('unsupported', `Ô "${id}" phải ghi rõ là ngày, giờ hay ngày giờ (subtype).`);
  const condition = component.conditional?.hide;
  // A condition is evaluated as a unary test, which has a grammar of its own
  if (condition !== undefined) for (const fault of feelFaults(condition.slice(1), 'unary-tests')) say(fault.code, fault.message);
  const risk = validate?.pattern === undefined ? undefined : patternRisk(validate.pattern);
  if (risk !== undefined) say('dangerous-pattern', `Mẫu kiểm tra của ô "${id}" ${RISKS[risk]}.`);
  return faults;
}

const RISKS = {
  'too-long': 'quá dài',
  unparsable: 'không đúng cú pháp',
  'nested-quantifier': 'lặp lồng nhau, có thể chạy mãi không dừng',
  'many-quantifiers': 'lặp quá nhiều lần liên tiếp',
  'back-reference': 'dùng tham chiếu ngược hoặc nhìn trước, nhìn sau',
} as const;

function repeatedIds(all: readonly FormComponent[]): Finding[] {
  const seen = new Set<string>();
  return all.flatMap(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [finding('duplicate-id', `Mã "${id}" dùng cho hai thành phần.`, id)];
  });
}

/** Groups share the names of the form around them; a dynamic list has names of its own. */
function repeatedKeys(components: readonly FormComponent[]): Finding[] {
  const seen = new Set<string>();
  const faults: Finding[] = [];
  const visit = (component: FormComponent) => {
    const name = component.type === 'dynamiclist' ? component.path : component.key;
    if (name !== undefined) {
      if (seen.has(name)) faults.push(finding('duplicate-key', `Tên trường "${name}" dùng hai lần.`, component.id));
      seen.add(name);
    }
    if (component.type === 'dynamiclist') faults.push(...repeatedKeys(component.components ?? []));
    else for (const inner of component.components ?? []) visit(inner);
  };
  components.forEach(visit);
  return faults;
}

function textFaults(value: unknown): Finding[] {
  if (typeof value === 'string') {
    if (value.startsWith('=')) return feelFaults(value.slice(1)).map(({ code, message }) => finding(code, message));
    return value.includes('{{') ? [finding('unsupported', 'Biểu mẫu chưa được dùng mẫu {{…}}.')] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textFaults);
}

function depthOf(value: unknown, above: number): number {
  if (typeof value !== 'object' || value === null || above > LIMITS.formDepth) return above;
  return Math.max(above + 1, ...Object.values(value).map((inner) => depthOf(inner, above + 1)));
}

function shapeFault(issue: z.core.$ZodIssue, schema: unknown): Finding {
  const where = issue.path.join('.');
  if (issue.path.at(-1) === 'type' && issue.path.length > 1) {
    return finding('unknown-component', `Biểu mẫu có loại thành phần không được phép: "${String(valueAt(schema, issue.path))}" (${where}).`);
  }
  if (issue.path.at(-1) === 'id') return finding('missing-id', `Thành phần ở ${where} chưa có mã hợp lệ.`);
  if (issue.path.at(-1) === 'key') return finding('missing-key', `Tên trường ở ${where} không hợp lệ.`);
  return finding('form-malformed', `Biểu mẫu sai ở ${where === '' ? 'gốc' : where}.`);
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined), value);
