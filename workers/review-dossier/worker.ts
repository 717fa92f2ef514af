import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import type { Json } from '../../domain/canonical-json.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { ProcedureSheet } from '../../domain/release.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

export interface ReviewFinding {
  readonly code: string;
  readonly message: string;
}

/** The automatic look before a person looks: are all required components there, do the data keep the sheet's checks. It finds, it never decides. */
export const reviewDossier = defineWorker({
  type: 'review-dossier',
  input: z.object({ dossierId: DossierId }),
  output: z.object({ complete: z.boolean(), findingCount: z.int() }),
  bpmnErrors: [],
  timeoutMs: 10_000,
  run: ({ dossierId }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'review', async ({ state, secrets }) => {
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const findings = reviewOf(state, reveal(state.form, secrets) as Record<string, unknown>, sheet);
      return {
        kind: 'reviewed',
        data: { findings: findings as unknown as Json },
        returned: { complete: findings.length === 0, findingCount: findings.length },
      };
    }),
});

export function reviewOf(
  state: Pick<DossierState, 'components' | 'documents'>,
  form: Readonly<Record<string, unknown>>,
  sheet: Pick<ProcedureSheet, 'components' | 'review'>,
): readonly ReviewFinding[] {
  const counts = new Map(state.components.map((one) => [one.id, one.originals + one.certified + one.copies]));
  const attached = new Set(state.documents.map(({ component }) => component));
  const missing = sheet.components
    .filter(({ id, required }) => required && (counts.get(id) ?? 0) === 0 && !attached.has(id))
    .map(({ id, name }) => ({ code: `component-missing:${id}`, message: `Thiếu: ${name.vi}` }));
  const wrong = sheet.review
    .filter((check) => !keeps(check, form[check.field]))
    .map(({ field, rule, message }) => ({ code: `${rule}:${field}`, message: message.vi }));
  return [...missing, ...wrong];
}

function keeps({ rule, value: bound }: ProcedureSheet['review'][number], value: unknown): boolean {
  const empty = value === undefined || value === null || value === '';
  switch (rule) {
    case 'required':
      return !empty;
    case 'max':
      return empty || Number(value) <= Number(bound);
    case 'min':
      return empty || Number(value) >= Number(bound);
    case 'pattern':
      return empty || (typeof value === 'string' && new RegExp(String(bound), 'u').test(value));
  }
}
