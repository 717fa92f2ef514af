/** How an element of the diagram stands to the dossier. */
export type Mark = 'current' | 'visited' | 'problem';
export type Marks = Readonly<Record<string, Mark>>;

export interface WhereWeAre {
  readonly active: readonly string[];
  readonly visited: readonly string[];
  /** Elements where the engine stopped. */
  readonly incidents?: readonly string[];
}

/** A step that is running again counts as current; one that is stuck is shown as stuck whatever else it is. */
export function marksOf({ active, visited, incidents = [] }: WhereWeAre): Marks {
  return {
    ...Object.fromEntries(visited.map((id) => [id, 'visited'] as const)),
    ...Object.fromEntries(active.map((id) => [id, 'current'] as const)),
    ...Object.fromEntries(incidents.map((id) => [id, 'problem'] as const)),
  };
}

export interface MarkChange {
  readonly id: string;
  readonly mark: Mark;
}

/** What must be removed and added to get from one picture to the next, so that a live change does not redraw the diagram. */
export function changeMarks(before: Marks, after: Marks): { readonly remove: readonly MarkChange[]; readonly add: readonly MarkChange[] } {
  const differing = (from: Marks, to: Marks): MarkChange[] =>
    Object.entries(from)
      .filter(([id, mark]) => to[id] !== mark)
      .map(([id, mark]) => ({ id, mark }));
  return { remove: differing(before, after), add: differing(after, before) };
}
