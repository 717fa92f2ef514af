/** An element as moddle keeps it: typed by name, its properties read through `get`, which knows defaults and aliases. */
export type ModdleElement = {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly $attrs: Readonly<Record<string, string>>;
  readonly $descriptor: { readonly properties: readonly { readonly name: string; readonly isReference?: boolean }[] };
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
};

export type ModdleReading = {
  readonly rootElement: ModdleElement;
  readonly elementsById: Readonly<Record<string, ModdleElement>>;
  readonly warnings: readonly { readonly message: string }[];
};

export const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string';

export const child = (element: ModdleElement, name: string): ModdleElement | undefined => {
  const value = element.get(name);
  return isElement(value) ? value : undefined;
};

export const children = (element: ModdleElement, name: string): ModdleElement[] => {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
};

/** Empty text counts as absent, as it does for the engine. */
export const text = (element: ModdleElement | undefined, name: string): string | undefined => {
  const value = element?.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The first extension element of a type, e.g. `zeebe:TaskDefinition`. */
export const extension = (element: ModdleElement, type: string): ModdleElement | undefined => {
  const holder = child(element, 'extensionElements');
  return holder === undefined ? undefined : children(holder, 'values').find((value) => value.$type === type);
};

/** Every element below, itself included, in document order; references are not followed. */
export function* walk(element: ModdleElement): Generator<ModdleElement> {
  yield element;
  for (const property of element.$descriptor.properties) {
    if (property.isReference === true) continue;
    const value = element.get(property.name);
    for (const below of Array.isArray(value) ? value : [value]) if (isElement(below)) yield* walk(below);
  }
}
