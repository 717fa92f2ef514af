import { finding, type Finding } from '../diagram/diagram-refused.ts';

type Component = {
  readonly id: string;
  readonly key?: string | undefined;
  readonly path?: string | undefined;
  readonly conditional?: { readonly hide?: string | undefined } | undefined;
  readonly components?: readonly Component[] | undefined;
};

/** A condition may ask for a field that has a condition itself, and no further. */
const LONGEST_CHAIN = 2;

type Conditional = { readonly id: string; readonly name: string | undefined; readonly hides: readonly string[] };

/**
 * The viewer settles conditions in two rounds. With a longer chain, or a circle, what it shows and what it sends may differ from what
 * the conditions say about the values that were sent.
 */
export function conditionChains(components: readonly Component[]): Finding[] {
  const all = components.flatMap((component) => listed(component, []));
  const named = (name: string) => all.filter((one) => one.name === name);
  const lengthOf = ({ hides }: Conditional, above: number): number => {
    if (hides.length === 0) return 0;
    if (above > LONGEST_CHAIN) return Infinity;
    const asked = hides.flatMap(namesIn).flatMap(named);
    return 1 + Math.max(0, ...asked.map((other) => lengthOf(other, above + 1)));
  };
  return all
    .filter((one) => lengthOf(one, 0) > LONGEST_CHAIN)
    .map(({ id }) => finding('condition-chain', `Điều kiện ẩn của "${id}" phụ thuộc vòng quanh hoặc qua quá ${String(LONGEST_CHAIN)} ô có điều kiện.`, id));
}

function listed(component: Component, above: readonly string[]): Conditional[] {
  const hide = component.conditional?.hide;
  const hides = hide === undefined ? above : [...above, hide];
  const name = component.path ?? component.key;
  return [{ id: component.id, name, hides }, ...(component.components ?? []).flatMap((inner) => listed(inner, hides))];
}

const namesIn = (condition: string): string[] => condition.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[A-Za-z_]\w*/g) ?? [];
