import { DomainError } from '../errors.ts';

/** One fault of a diagram, decision or form, with a stable code and a sentence for the person who draws. */
export type Finding = { readonly code: string; readonly elementId?: string; readonly message: string };

export class DiagramRefused extends DomainError {
  override readonly name = 'DiagramRefused';
  readonly code = 'diagram-refused';
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    const first = findings[0];
    const more = findings.length > 1 ? ` (và ${String(findings.length - 1)} lỗi khác)` : '';
    super(first === undefined ? 'Không dùng được tệp này.' : `Không dùng được tệp này: ${first.message}${more}`);
    this.findings = findings;
  }
}

/** Throws when there is anything to say. */
export function refuseAny(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new DiagramRefused(findings);
}

export const finding = (code: string, message: string, elementId?: string): Finding =>
  elementId === undefined ? { code, message } : { code, elementId, message };
