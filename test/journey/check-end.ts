import type { DossierView, HistoryEntryView } from '../../contract/dossier-views.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import type { Client } from './client.ts';
import type { Ends } from './scenario.ts';
import { eventually, NotSeen } from './wait.ts';

/** The end of a story that did not go as told. */
export class WrongEnd extends Error {
  override readonly name = 'WrongEnd';
}

/** Waits for the dossier to close with the status its scenario names, then looks at what it has left behind. @throws WrongEnd */
export async function checkEnd(
  client: Client,
  username: string,
  dossierId: string,
  ends: Ends,
): Promise<{ readonly status: number; readonly entries: number }> {
  const params = { dossier: dossierId };
  const expected = ends.status;
  const read = (): Promise<DossierView> => client.call(username, ENDPOINTS.getDossier, { params });
  const dossier = await eventually(client, `the end of ${dossierId} with status ${String(expected)}`, async () => {
    const view = await read();
    return view.closedAt !== undefined && view.status === expected ? view : undefined;
  }).catch(async (error: unknown) => {
    if (!(error instanceof NotSeen)) throw error;
    const { status, closedAt } = await read();
    throw new WrongEnd(
      `It should have ended with status ${String(expected)}, but has status ${String(status)} and is ${closedAt === undefined ? 'still open' : 'closed'}`,
    );
  });
  const history = await readHistory(client, username, dossierId);
  const faults = [...historyFaults(history), ...slipFaults(dossier), ...endFaults(dossier, ends)];
  if (faults.length > 0) throw new WrongEnd(faults.join('; '));
  await readSlip(client, username, dossier);
  return { status: dossier.status, entries: history.length };
}

async function readHistory(client: Client, username: string, dossierId: string): Promise<readonly HistoryEntryView[]> {
  const entries: HistoryEntryView[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { readonly entries: HistoryEntryView[]; readonly next: number | null } = await client.call(username, ENDPOINTS.getHistory, {
      params: { dossier: dossierId },
      query: { after },
    });
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
}

/** What happens at most once per dossier, whatever is repeated. */
const ONCE: readonly string[] = ['submitted', 'received', 'process-started', 'result-returned', 'withdrawal-requested'];

/** Gapless, linked, and nothing twice. */
export function historyFaults(entries: readonly Pick<HistoryEntryView, 'seq' | 'hash' | 'prevHash' | 'kind'>[]): readonly string[] {
  const faults = entries.flatMap(({ seq, prevHash }, i) => {
    const before = entries[i - 1];
    if (seq !== i + 1) return [`history: entry ${String(i + 1)} has the number ${String(seq)}`];
    return prevHash === (before?.hash ?? '0'.repeat(64)) ? [] : [`history: entry ${String(seq)} is not linked to the one before`];
  });
  const twice = ONCE.filter((kind) => entries.filter((entry) => entry.kind === kind).length > 1);
  return [...faults, ...twice.map((kind) => `history: ${kind} more than once`)];
}

/** A dossier with a code has one receipt slip, one without has none. */
export function slipFaults({ code, documents }: Pick<DossierView, 'code' | 'documents'>): readonly string[] {
  const slips = documents.filter(({ slip }) => slip === '01').length;
  return slips === (code === undefined ? 0 : 1) ? [] : [`${String(slips)} receipt slips for ${code ?? 'a dossier without a code'}`];
}

/** Another agency has resolved it than should have, or another limit held. */
export function endFaults(
  { competentAgency, clock }: { readonly competentAgency: string; readonly clock: Pick<DossierView['clock'], 'limit'> },
  ends: Ends,
): readonly string[] {
  const { unit, amount } = clock.limit;
  const limit = `${String(amount)} ${unit}`;
  const wanted = ends.workingDays === undefined ? limit : `${String(ends.workingDays)} WORKING_DAY`;
  return [
    ...(ends.competentAgency === undefined || ends.competentAgency === competentAgency
      ? []
      : [`resolved by ${competentAgency}, not by ${ends.competentAgency}`]),
    ...(limit === wanted ? [] : [`its limit was ${limit}, not ${wanted}`]),
  ];
}

async function readSlip(client: Client, username: string, { id, documents }: DossierView): Promise<void> {
  const slip = documents.find((document) => document.slip === '01');
  if (slip === undefined) return;
  const bytes = await client.download(username, ENDPOINTS.getDocument, { params: { dossier: id, file: slip.fileId } });
  if (bytes.length !== slip.size || new TextDecoder().decode(bytes.subarray(0, 5)) !== '%PDF-')
    throw new WrongEnd(`The receipt slip of ${id} is not the PDF it is said to be`);
}
