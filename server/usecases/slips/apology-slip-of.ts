import { sentenceOf } from '../../../domain/calendar/arithmetic.ts';
import { datesOf } from '../../../domain/clock/dates-of.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { ApologySlip } from '../../ports/slips.ts';
import type { Ports } from '../../ports/index.ts';
import { reckoningOf } from '../reckoning-of.ts';
import { plainText, slipOf, type SlipPorts } from './slip-of.ts';

/** Slip 04 of a dossier whose date was promised anew; nothing for any other. */
export async function apologySlipOf(ports: SlipPorts & Pick<Ports, 'calendars'>, record: DossierRecord): Promise<ApologySlip | undefined> {
  const { state, secrets } = record;
  const { apology, ...beforeLetter } = state.clock;
  if (apology === undefined) return undefined;
  const { lines } = datesOf(beforeLetter, await reckoningOf(ports, state));
  const [{ slip }, returnPlace, ...passed] = await Promise.all([
    slipOf(ports, record, { number: '04', agency: state.competentAgency }),
    ports.agencies.get(state.returnAgency),
    ...[...new Set(beforeLetter.holders.map(({ agency }) => agency))].map((id) => ports.agencies.get(id)),
  ]);
  // The date that held when the letter was issued, as its step remembers it
  const issued = Object.values(state.effects).find(({ newDueAt }) => newDueAt === apology.newDueAt)?.['dueAt'];
  return {
    ...slip,
    code: state.code ?? '',
    number: apology.number ?? '',
    issuedAt: apology.at,
    receivedAt: state.receivedAt ?? '',
    dueAt: typeof issued === 'string' ? issued : (state.dueAt ?? ''),
    newDueAt: apology.newDueAt,
    dueLines: lines.map((line) => sentenceOf(line, 'vi')),
    passed: passed.map(({ name }) => name.vi),
    reason: plainText(apology.reason, secrets) ?? '',
    returnPlace: returnPlace.name.vi,
    signer: { name: apology.by, title: 'Lãnh đạo cơ quan' },
  };
}
