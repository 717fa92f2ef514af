import { Temporal } from 'temporal-polyfill';
import { hasHostileCharacters } from '../diagram/hostile-text.ts';
import type { Fault } from './form-messages.ts';
import type { FormComponent } from './form-schema.ts';

export type FieldValue = string | number | boolean | null | readonly (string | number | boolean)[];
export type Checked = { readonly value: FieldValue; readonly faults: readonly Fault[] };
export type FieldCheck = (raw: unknown) => Checked;

/** Without a limit of its own a text may be this long; with a pattern it must stay short, because patterns are slow on long texts. */
const LONGEST_TEXT = 10_000;
const LONGEST_PATTERNED = 500;
const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const PHONE = /^(?:\+|00)[1-9]\d{6,15}$/;

const refuse = (value: FieldValue, ...faults: readonly Fault[]): Checked => ({ value, faults });
const accept = (value: FieldValue): Checked => ({ value, faults: [] });

/** The check of one keyed component, compiled once. Each gives the value as it is kept. */
export function fieldCheck(component: FormComponent): FieldCheck {
  switch (component.type) {
    case 'textfield':
      return textCheck(component, (text) => text.replace(/[\r\n\t]/g, ' '));
    case 'textarea':
      return textCheck(component, (text) => text.replace(/\r\n?/g, '\n'));
    case 'number':
      return numberCheck(component);
    case 'checkbox':
      return checkboxCheck(component);
    case 'checklist':
      return checklistCheck(component);
    case 'radio':
    case 'select':
      return choiceCheck(component);
    case 'datetime':
      return momentCheck(component);
    default:
      throw new TypeError(`A ${component.type} has no value`);
  }
}

function textCheck({ validate = {} }: FormComponent, tidy: (text: string) => string): FieldCheck {
  const pattern = validate.pattern === undefined ? undefined : new RegExp(validate.pattern);
  const longest = Math.min(validate.maxLength ?? LONGEST_TEXT, pattern === undefined ? LONGEST_TEXT : LONGEST_PATTERNED);
  return (raw) => {
    if (raw !== undefined && raw !== null && typeof raw !== 'string') return refuse('', { code: 'wrong-type' });
    if ((raw ?? '').length > 4 * LONGEST_TEXT) return refuse('', { code: 'max-length', limit: longest });
    const value = tidy((raw ?? '').normalize('NFC'));
    const length = value.trim().length;
    if (length === 0) return validate.required === true ? refuse('', { code: 'required' }) : accept('');
    if (hasHostileCharacters(value)) return refuse(value, { code: 'control-character' });
    if (length > longest || value.length > LONGEST_TEXT) return refuse(value, { code: 'max-length', limit: longest });
    const faults: Fault[] = [];
    if (validate.minLength !== undefined && length < validate.minLength) faults.push({ code: 'min-length', limit: validate.minLength });
    if (pattern !== undefined && !pattern.test(value))
      faults.push({ code: 'pattern', ...(validate.patternErrorMessage === undefined ? {} : { message: validate.patternErrorMessage }) });
    if (validate.validationType === 'email' && !EMAIL.test(value)) faults.push({ code: 'email' });
    if (validate.validationType === 'phone' && !PHONE.test(value)) faults.push({ code: 'phone' });
    return refuse(value, ...faults);
  };
}

function numberCheck({ validate = {}, decimalDigits, increment }: FormComponent): FieldCheck {
  return (raw) => {
    if (raw === undefined || raw === null) return validate.required === true ? refuse(null, { code: 'required' }) : accept(null);
    if (typeof raw !== 'number' || !Number.isFinite(raw)) return refuse(null, { code: 'wrong-type' });
    const faults: Fault[] = [];
    if (decimalDigits !== undefined && decimalsOf(raw) > decimalDigits)
      faults.push(decimalDigits === 0 ? { code: 'integer' } : { code: 'decimals', limit: decimalDigits });
    if (increment !== undefined && !isMultiple(raw, Number(increment))) faults.push({ code: 'increment', limit: increment });
    if (validate.min !== undefined && raw < validate.min) faults.push({ code: 'min', limit: validate.min });
    if (validate.max !== undefined && raw > validate.max) faults.push({ code: 'max', limit: validate.max });
    return refuse(raw === 0 ? 0 : raw, ...faults);
  };
}

/** By the shortest decimal text of the number, as a person typed it. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

function isMultiple(value: number, increment: number): boolean {
  const scale = 10 ** Math.max(decimalsOf(value), decimalsOf(increment));
  return Math.round(value * scale) % Math.round(increment * scale) === 0;
}

function checkboxCheck({ validate = {} }: FormComponent): FieldCheck {
  return (raw) => {
    if (raw !== undefined && raw !== null && typeof raw !== 'boolean') return refuse(false, { code: 'wrong-type' });
    return validate.required === true && raw !== true ? refuse(false, { code: 'required' }) : accept(raw === true);
  };
}

function choiceCheck({ validate = {}, values = [] }: FormComponent): FieldCheck {
  const options = new Set(values.map(({ value }) => value));
  return (raw) => {
    if (raw === undefined || raw === null || raw === '') return validate.required === true ? refuse(null, { code: 'required' }) : accept(null);
    const known = [...options].find((option) => option === raw);
    return known === undefined ? refuse(null, { code: 'option-unknown' }) : accept(known);
  };
}

function checklistCheck({ validate = {}, values = [] }: FormComponent): FieldCheck {
  const options = new Set<unknown>(values.map(({ value }) => value));
  return (raw) => {
    if (raw !== undefined && raw !== null && !Array.isArray(raw)) return refuse([], { code: 'wrong-type' });
    const chosen: unknown[] = raw ?? [];
    if (chosen.length === 0) return validate.required === true ? refuse([], { code: 'required' }) : accept([]);
    if (chosen.length > options.size || new Set(chosen).size < chosen.length) return refuse([], { code: 'option-repeated' });
    if (chosen.some((one) => !options.has(one))) return refuse([], { code: 'option-unknown' });
    return accept(chosen as (string | number | boolean)[]);
  };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,3})?)?';
const ZONES = { utc_offset: '(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)', utc_normalized: 'Z', no_timezone: '' } as const;

function momentCheck({ validate = {}, subtype = 'date', timeSerializingFormat = 'no_timezone' }: FormComponent): FieldCheck {
  const clock = new RegExp(`^${TIME}${ZONES[timeSerializingFormat]}$`);
  return (raw) => {
    if (raw === undefined || raw === null || raw === '') return validate.required === true ? refuse(null, { code: 'required' }) : accept(null);
    if (typeof raw !== 'string') return refuse(null, { code: 'wrong-type' });
    const [date = '', time = ''] = subtype === 'datetime' ? raw.split(/T(.*)/, 2) : subtype === 'date' ? [raw] : ['', raw];
    const faults: Fault[] = [];
    if (subtype !== 'time' && !isRealDate(date)) faults.push({ code: 'date' });
    if (subtype !== 'date' && !clock.test(time)) faults.push({ code: 'time' });
    return faults.length === 0 ? accept(raw) : refuse(null, ...faults);
  };
}

function isRealDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
