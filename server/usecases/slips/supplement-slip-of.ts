import { calendarFrom } from '../../../domain/calendar/calendar.ts';
import { sentenceOf } from '../../../domain/calendar/arithmetic.ts';
import { explainDueDate } from '../../../domain/calendar/due-date.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { Supplement } from '../../../domain/dossier/state.ts';
import { CalendarNotConfirmed } from '../../../domain/errors.ts';
import { reveal } from '../../../domain/history/commitment.ts';
import type { ProcedureSheet, Release } from '../../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import type { SupplementSlip } from '../../ports/slips.ts';
import { slipOf, standing, type SlipPorts } from './slip-of.ts';

const EFFECTS = {
  RESTART: 'được tính lại từ đầu khi hồ sơ đã bổ sung đầy đủ',
  PAUSE: 'tạm dừng trong thời gian chờ bổ sung, tính tiếp khi nhận đủ hồ sơ',
  REFUSE_IF_LATE: 'tạm dừng trong thời gian chờ bổ sung; quá hạn bổ sung thì hồ sơ không được giải quyết',
} as const satisfies Record<ProcedureSheet['clock']['onSupplement'], string>;

/** Fields of the officers' forms that are not something to be brought: why, and on what basis. */
const GROUND = 'supplementGround';
const NOT_ITEMS: readonly string[] = ['items', 'reason', 'legalBasis', GROUND];

/** Slip 02 of a request that stands in the dossier; nothing when there is no such request. It is always the one-stop unit's paper (NĐ 61/2018, Điều 5, 17, 19). */
export async function supplementSlipOf(
  ports: SlipPorts & Pick<Ports, 'calendars'>,
  record: DossierRecord,
  supplementId: string | undefined = Object.keys(record.state.supplements).at(-1),
): Promise<SupplementSlip | undefined> {
  const { state, secrets } = record;
  const supplement = state.supplements[supplementId ?? ''];
  if (supplement === undefined) return undefined;
  const [{ slip, release }, receiving] = await Promise.all([
    slipOf(ports, record, { number: '02', agency: state.receivingAgency }),
    ports.agencies.get(state.receivingAgency),
  ]);
  const asked = reveal(supplement.items, secrets) as Readonly<Record<string, unknown>>;
  const reason = textOf(asked[GROUND]) ?? textOf(asked['reason']);
  return {
    ...slip,
    requestedAt: supplement.requestedAt,
    items: itemsOf(asked, release),
    ...(reason === undefined ? {} : { reason }),
    ...(supplement.legalBasis === undefined ? {} : { legalBasis: supplement.legalBasis }),
    dueAt: supplement.dueAt,
    dueLines: await linesOf(ports, supplement, release.sheet),
    effect: EFFECTS[release.sheet.clock.onSupplement],
    bringTo: receiving.name.vi,
    officerName: standing(state).findLast(({ at }) => at <= supplement.requestedAt)?.by.name ?? state.receivedBy,
  };
}

/** What the officer listed; a form without a list says what is missing in fields of its own. */
function itemsOf(asked: Readonly<Record<string, unknown>>, release: Release): SupplementSlip['items'] {
  const names = new Map(release.sheet.components.map(({ id, name }) => [id, name.vi]));
  const listed = (Array.isArray(asked['items']) ? asked['items'] : []).map((item: { readonly component?: unknown; readonly demand?: unknown }) => {
    const component = textOf(item.component) ?? '';
    return { name: names.get(component) ?? component, demand: textOf(item.demand) ?? '' };
  });
  const written = Object.entries(asked).flatMap(([field, value]) => {
    const demand = NOT_ITEMS.includes(field) ? undefined : textOf(value);
    return demand === undefined || !isFreeText(field, release) ? [] : [{ name: labelOf(field, release) ?? 'Nội dung cần bổ sung', demand }];
  });
  return listed.length > 0 ? listed : written;
}

interface FormField {
  readonly key?: string;
  readonly type?: string;
  readonly label?: string;
  readonly components?: readonly FormField[];
}

function findField(field: string, { forms }: Release): FormField | undefined {
  const within = (fields: readonly FormField[]): FormField | undefined => {
    for (const one of fields) {
      const found = one.key === field ? one : within(one.components ?? []);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return within(Object.values(forms) as readonly FormField[]);
}

const labelOf = (field: string, release: Release): string | undefined => findField(field, release)?.label;
/** Codes of a choice are for the engine, not for the citizen. */
const isFreeText = (field: string, release: Release): boolean => ['textfield', 'textarea', undefined].includes(findField(field, release)?.type);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

/** The count of the days, as long as the calendar still gives the date that was recorded; the recorded date holds. */
async function linesOf(
  { calendars }: Pick<Ports, 'calendars'>,
  { requestedAt, dueAt }: Supplement,
  { limits, clock }: ProcedureSheet,
): Promise<readonly string[]> {
  try {
    const due = explainDueDate(requestedAt, { limit: limits.supplement ?? clock.limit, cutOff: clock.cutOff }, calendarFrom(await calendars.current()));
    return due.dueAt === dueAt ? due.lines.map((line) => sentenceOf(line, 'vi')) : [];
  } catch (error) {
    if (error instanceof CalendarNotConfirmed) return [];
    throw error;
  }
}
