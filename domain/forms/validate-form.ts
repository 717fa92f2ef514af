import { unaryTest } from 'feelin';
import { refuseAny } from '../diagram/diagram-refused.ts';
import { fieldCheck, type FieldCheck, type FieldValue } from './field-checks.ts';
import { formError, step, type FormError } from './form-messages.ts';
import { formFaults, parseForm, type ComponentType, type FormComponent } from './form-schema.ts';

export type { FormError } from './form-messages.ts';
export type FormValues = { readonly [key: string]: FieldValue | readonly FormValues[] };
export type FormResult = { readonly ok: true; readonly values: FormValues } | { readonly ok: false; readonly errors: readonly FormError[] };

/** A field that has a value, for screens and histories that show answers with their labels. */
export type FormField = {
  readonly key: string;
  readonly type: ComponentType;
  readonly label: string;
  readonly options?: readonly { readonly label: string; readonly value: string | number | boolean }[];
  readonly columns?: readonly FormField[];
};

export type Form = {
  readonly id: string;
  readonly fields: readonly FormField[];
  /** Judges what was sent for this form. Hidden fields are dropped, every other visible field is present in the result. */
  check(values: unknown): FormResult;
};

const MOST_ROWS = 100;

type Node =
  | { readonly kind: 'field'; readonly key: string; readonly hide: string | undefined; readonly label: string; readonly check: FieldCheck }
  | { readonly kind: 'group'; readonly hide: string | undefined; readonly nodes: readonly Node[] }
  | { readonly kind: 'list'; readonly key: string; readonly hide: string | undefined; readonly label: string; readonly nodes: readonly Node[] };

/** Compiles a form-js schema into a check that needs no browser. Throws DiagramRefused for a schema it cannot guarantee. */
export function compileForm(schema: unknown): Form {
  refuseAny(formFaults(schema));
  const { id, components } = parseForm(schema);
  const nodes = components.flatMap(compile);
  return {
    id,
    fields: components.flatMap(fieldsOf),
    check(values) {
      if (!isRecord(values)) return { ok: false, errors: [formError('', '', { code: 'wrong-type' })] };
      const errors: FormError[] = [];
      const kept = checkLevel(nodes, values, { scope: conditionScope(nodes, values), pointer: '', errors });
      return errors.length === 0 ? { ok: true, values: kept } : { ok: false, errors };
    },
  };
}

function compile(component: FormComponent): Node[] {
  const hide = component.conditional?.hide?.slice(1);
  const label = labelOf(component);
  switch (component.type) {
    case 'text':
    case 'separator':
    case 'spacer':
      return [];
    case 'group':
      return [{ kind: 'group', hide, nodes: (component.components ?? []).flatMap(compile) }];
    case 'dynamiclist':
      return [{ kind: 'list', key: component.path ?? '', hide, label, nodes: (component.components ?? []).flatMap(compile) }];
    default:
      // A disabled field is shown, never sent
      return component.disabled === true ? [] : [{ kind: 'field', key: component.key ?? '', hide, label, check: fieldCheck(component) }];
  }
}

type Values = Readonly<Record<string, unknown>>;
type Scope = { readonly data: Values; readonly row: Values; readonly parent: Values | null; readonly indexes: readonly number[] };
type Level = { readonly scope: Scope; readonly pointer: string; readonly errors: FormError[] };

function checkLevel(nodes: readonly Node[], values: Values, level: Level): FormValues {
  for (const key of Object.keys(values)) {
    if (!knows(nodes, key)) level.errors.push(formError(level.pointer + step(key), key, { code: 'field-unknown' }));
  }
  return Object.fromEntries(visible(nodes, level.scope).flatMap((node) => checkNode(node, values, level)));
}

function checkNode(node: Node, values: Values, level: Level): [string, FieldValue | readonly FormValues[]][] {
  if (node.kind === 'group') return visible(node.nodes, level.scope).flatMap((inner) => checkNode(inner, values, level));
  const raw = Object.hasOwn(values, node.key) ? values[node.key] : undefined;
  const pointer = level.pointer + step(node.key);
  if (node.kind === 'list') return [[node.key, checkRows(node, raw, { ...level, pointer })]];
  const { value, faults } = node.check(raw);
  level.errors.push(...faults.map((fault) => formError(pointer, node.label, fault)));
  return [[node.key, value]];
}

function checkRows(list: Node & { kind: 'list' }, raw: unknown, level: Level): FormValues[] {
  const refuse = (pointer: string, fault: Parameters<typeof formError>[2]): [] => {
    level.errors.push(formError(pointer, list.label, fault));
    return [];
  };
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) return refuse(level.pointer, { code: 'wrong-type' });
  if (raw.length > MOST_ROWS) return refuse(level.pointer, { code: 'too-many-rows', limit: MOST_ROWS });
  return raw.flatMap((row: unknown, index) => {
    const pointer = level.pointer + step(index);
    if (!isRecord(row)) return refuse(pointer, { code: 'wrong-type' });
    const scope = rowScope(level.scope, list.key, index);
    return [checkLevel(list.nodes, row, { scope, pointer, errors: level.errors })];
  });
}

/** In a row, conditions see the whole form by name and the row as `this`. */
function rowScope(scope: Scope, key: string, index: number): Scope {
  const rows = scope.row[key];
  const seen: unknown = Array.isArray(rows) ? rows[index] : undefined;
  return { data: scope.data, row: isRecord(seen) ? seen : {}, parent: scope.row, indexes: [...scope.indexes, index + 1] };
}

/**
 * What conditions see: values of the right type only, and of a hidden field the empty one. The viewer looks twice in the same way, so
 * that a condition does not depend on a field that is hidden itself.
 */
function conditionScope(nodes: readonly Node[], values: Values): Scope {
  const tidy = seenBy(nodes, values, undefined);
  const scope: Scope = { data: tidy, row: tidy, parent: null, indexes: [] };
  const seen = seenBy(nodes, values, scope);
  return { ...scope, data: seen, row: seen };
}

/** Without a scope nothing is hidden yet. */
function seenBy(nodes: readonly Node[], values: Values, scope: Scope | undefined): Values {
  const entries = nodes.flatMap((node): [string, unknown][] => {
    const hidden = scope !== undefined && node.hide !== undefined && holds(node.hide, scope);
    if (node.kind === 'group') return Object.entries(seenBy(node.nodes, hidden ? {} : values, scope));
    const raw = !hidden && Object.hasOwn(values, node.key) ? values[node.key] : undefined;
    if (node.kind === 'field') return [[node.key, node.check(raw).value]];
    const rows = Array.isArray(raw) ? raw.slice(0, MOST_ROWS).filter(isRecord) : [];
    return [[node.key, rows.map((row, index) => seenBy(node.nodes, row, scope === undefined ? undefined : rowScope(scope, node.key, index)))]];
  });
  return Object.fromEntries(entries);
}

const visible = (nodes: readonly Node[], scope: Scope): Node[] => nodes.filter(({ hide }) => hide === undefined || !holds(hide, scope));

function holds(condition: string, { data, row, parent, indexes }: Scope): boolean {
  const special = { this: row, parent, i: indexes };
  const context = { ...special, ...data, _this_: row, _parent_: parent, _i_: indexes };
  try {
    return unaryTest(condition, context).value === true;
  } catch {
    // As in the viewer, a condition that cannot be answered hides nothing
    return false;
  }
}

const knows = (nodes: readonly Node[], key: string): boolean => nodes.some((node) => (node.kind === 'group' ? knows(node.nodes, key) : node.key === key));

function fieldsOf(component: FormComponent): FormField[] {
  if (component.type === 'group') return (component.components ?? []).flatMap(fieldsOf);
  const label = labelOf(component);
  if (component.type === 'dynamiclist')
    return [{ key: component.path ?? '', type: component.type, label, columns: (component.components ?? []).flatMap(fieldsOf) }];
  if (component.key === undefined) return [];
  return [{ key: component.key, type: component.type, label, ...(component.values === undefined ? {} : { options: component.values }) }];
}

const labelOf = ({ label, dateLabel, timeLabel, key, path, id }: FormComponent): string => label ?? dateLabel ?? timeLabel ?? key ?? path ?? id;

const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
