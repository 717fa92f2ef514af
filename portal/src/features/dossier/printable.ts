import { SLIPS, type DossierView, type SlipNumber } from '../../api/contract.ts';

export interface Printable {
  readonly slip: SlipNumber;
  /** The document it was printed as; absent for what is written anew. */
  readonly fileId?: string;
  readonly at?: string;
}

/** Which slips can be printed now: those that have been, and the control slip of whatever has been received. */
export function printable({ documents, code, stop }: Pick<DossierView, 'documents' | 'code' | 'stop'>): readonly Printable[] {
  const kept = (slip: SlipNumber): readonly Printable[] => documents.filter((one) => one.slip === slip).map(({ fileId, at }) => ({ slip, fileId, at }));
  return SLIPS.flatMap((slip) => {
    if (slip === '06') return code === undefined ? [] : [{ slip }];
    const before = kept(slip);
    return before.length === 0 && slip === '05' && stop !== undefined ? [{ slip }] : before;
  });
}
