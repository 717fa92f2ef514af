import type { CalendarException, ExceptionKind } from '../../api/contract.ts';
import { datesOf } from './calendar-view.ts';
import { dateText, readDate } from './typed-text.ts';

/** An exception as it is being typed. */
export interface ExceptionText {
  readonly kind: ExceptionKind;
  readonly from: string;
  /** Empty: one day. */
  readonly to: string;
  readonly name: string;
  readonly document: string;
  readonly agency: string;
  readonly check: boolean;
  /** The one it takes the place of. */
  readonly instead: CalendarException | null;
}

const LONGEST_DAYS = 366;

export const textOfDays = (from: string, to: string): Pick<ExceptionText, 'from' | 'to'> => ({ from: dateText(from), to: from === to ? '' : dateText(to) });

export const newText = (from: string, to: string): ExceptionText => ({
  kind: 'LOCAL_CLOSED',
  ...textOfDays(from, to),
  name: '',
  document: '',
  agency: '',
  check: false,
  instead: null,
});

export const textOf = (exception: CalendarException): ExceptionText => ({
  kind: exception.kind,
  ...textOfDays(exception.date, exception.validTo ?? exception.date),
  name: exception.name,
  document: exception.document ?? '',
  agency: exception.agency ?? '',
  check: exception.check ?? false,
  instead: exception,
});

export type ReadException = { readonly exception: CalendarException } | { readonly wrong: ReadonlySet<'from' | 'to' | 'name'> };

/** What was typed, or the fields that are not right yet. */
export function readException({ kind, from, to, name, document, agency, check }: ExceptionText): ReadException {
  const date = readDate(from);
  const end = to.trim() === '' ? date : readDate(to);
  const wrong = new Set<'from' | 'to' | 'name'>();
  if (date === undefined) wrong.add('from');
  if (to.trim() !== '' && (end === undefined || (date !== undefined && (end < date || datesOf({ date, validTo: end }).length > LONGEST_DAYS)))) wrong.add('to');
  if (name.trim() === '') wrong.add('name');
  if (wrong.size > 0 || date === undefined || end === undefined) return { wrong };
  return {
    exception: {
      date,
      ...(end === date ? {} : { validTo: end }),
      kind,
      name: name.trim(),
      ...(document.trim() === '' ? {} : { document: document.trim() }),
      ...(agency === '' ? {} : { agency }),
      ...(check ? { check } : {}),
    },
  };
}
