/** What the portal reads of a form-js schema: enough to name a field and to find it. */
export interface FormField {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly options: readonly { readonly value: unknown; readonly label: string }[];
}

interface RawComponent {
  readonly id?: unknown;
  readonly key?: unknown;
  readonly path?: unknown;
  readonly type?: unknown;
  readonly label?: unknown;
  readonly dateLabel?: unknown;
  readonly values?: unknown;
  readonly components?: unknown;
}

export function fieldsOf(schema: unknown): readonly FormField[] {
  const components = (schema as { components?: unknown } | null)?.components;
  return Array.isArray(components) ? (components as RawComponent[]).flatMap((component) => readComponent(component)) : [];
}

function readComponent(component: RawComponent): FormField[] {
  const inner = Array.isArray(component.components) ? (component.components as RawComponent[]).flatMap((child) => readComponent(child)) : [];
  const key = component.key ?? component.path;
  if (typeof key !== 'string' || key === '') return inner;
  const label = text(component.label) || text(component.dateLabel) || key;
  const options = Array.isArray(component.values)
    ? (component.values as { value?: unknown; label?: unknown }[]).map(({ value, label: name }) => ({ value, label: text(name) }))
    : [];
  return [{ id: text(component.id), key, label, type: text(component.type), options }, ...inner];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `/form/landPlot`, `/landPlot`, `/form/items/0/name`: the field a pointer of a refusal speaks of. */
export function fieldAt(fields: readonly FormField[], pointer: string): FormField | undefined {
  const words = pointer.split('/').map((word) => word.replaceAll('~1', '/').replaceAll('~0', '~'));
  return words.map((word) => fields.find(({ key }) => key === word)).find((field) => field !== undefined);
}

/** An empty field and an absent one mean the same; the server wants them absent. */
export function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}
