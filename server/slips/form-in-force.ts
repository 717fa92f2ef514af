import { z } from 'zod';
import { PlainDate, SLIPS } from '../../contract/vocabulary.ts';
import { vietnameseDate } from '../../domain/calendar/vietnam-time.ts';
import type { SlipForm } from '../../domain/release.ts';
import sets from './form-sets.json' with { type: 'json' };

export const FORMS = [...SLIPS, '07'] as const;

/** Form sets come and go with circulars: each stands here with the day it begins and with whether anybody has checked it against the text. */
const FormSets = z
  .array(
    z.strictObject({
      validFrom: PlainDate,
      verified: z.boolean(),
      basis: z.string(),
      forms: z.record(z.enum(FORMS), z.strictObject({ number: z.string(), title: z.string(), notes: z.array(z.string()) })),
    }),
  )
  .min(1);
const SETS = FormSets.parse(sets).sort((a, b) => a.validFrom.localeCompare(b.validFrom));

/** The form of the set in force on the day of an instant (before the first set: the first), where the release does not say otherwise. */
export function formInForce(number: (typeof FORMS)[number], at: string, said: SlipForm = {}): Required<SlipForm> {
  const day = vietnameseDate(at);
  const set = SETS.findLast(({ validFrom }) => validFrom <= day) ?? SETS[0];
  if (set === undefined) throw new TypeError('There is no form set');
  return { basis: set.basis, ...set.forms[number], ...said };
}
