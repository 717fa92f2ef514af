import type { Bilingual, TrackedDossier } from '../../api/contract.ts';

/** One sentence of how the date came about: a key of the catalogue and what to fill in. Instants are still instants. */
export type StoryLine =
  | { readonly at: string; readonly kind: 'received'; readonly due: string }
  | { readonly at: string; readonly kind: 'pause-began'; readonly reason: Bilingual; readonly legalBasis?: string }
  | { readonly at: string; readonly kind: 'pause-ended' }
  | {
      readonly at: string;
      readonly kind: `moved-${TrackedDossier['clock']['moves'][number]['kind']}`;
      readonly from: string;
      readonly to: string;
      readonly document?: string | undefined;
    }
  | { readonly at: string; readonly kind: 'result-early' | 'result-on-time' | 'result-late' | 'stopped' | 'returned' };

const ENDED_WITHOUT_RESULT: ReadonlySet<number> = new Set([3, 7, 8]);

const endOf = (status: number, punctuality: TrackedDossier['clock']['punctuality']): 'stopped' | `result-${NonNullable<typeof punctuality>}` =>
  ENDED_WITHOUT_RESULT.has(status) || punctuality === undefined ? 'stopped' : `result-${punctuality}`;

/** How the promised date came about, in order of time. What happened at one moment is told cause first. */
export function storyOf({ clock, stages, status }: TrackedDossier): readonly StoryLine[] {
  const { startedAt, firstDueAt, stoppedAt, punctuality, pauses, moves } = clock;
  const returned = stages.find(({ stage }) => stage === 'returned')?.at;
  const lines: readonly StoryLine[] = [
    ...(startedAt === undefined || firstDueAt === undefined ? [] : [{ at: startedAt, kind: 'received', due: firstDueAt } as const]),
    ...pauses.flatMap(({ from, to, reason, legalBasis }): StoryLine[] => [
      { at: from, kind: 'pause-began', reason, ...(legalBasis === undefined ? {} : { legalBasis }) },
      ...(to === undefined ? [] : [{ at: to, kind: 'pause-ended' } as const]),
    ]),
    ...moves.map(({ kind, ...move }) => ({ kind: `moved-${kind}`, ...move }) as const),
    ...(stoppedAt === undefined ? [] : [{ at: stoppedAt, kind: endOf(status, punctuality) }]),
    ...(returned === undefined ? [] : [{ at: returned, kind: 'returned' } as const]),
  ];
  return lines.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
