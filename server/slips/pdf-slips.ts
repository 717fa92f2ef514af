import type { Slips } from '../ports/slips.ts';
import { writeApologySlip } from './apology-slip.ts';
import { writeControlSlip } from './control-slip.ts';
import { writeReceiptSlip } from './receipt-slip.ts';
import { writeRefusalSlip } from './refusal-slip.ts';
import { writeRegister } from './register-book.ts';
import { writeStopSlip } from './stop-slip.ts';
import { writeSupplementSlip } from './supplement-slip.ts';
import { composed } from './words.ts';

/** The statutory forms as PDF. Everything on them comes from the data; nothing from the clock or the host. */
export function pdfSlips(): Slips {
  return {
    receipt: async (slip) => writeReceiptSlip(composed(slip)),
    supplement: async (slip) => writeSupplementSlip(composed(slip)),
    refusal: async (slip) => writeRefusalSlip(composed(slip)),
    apology: async (slip) => writeApologySlip(composed(slip)),
    stop: async (slip) => writeStopSlip(composed(slip)),
    control: async (slip) => writeControlSlip(composed(slip)),
    register: async (sheet, rows) => writeRegister(composed(sheet), rows),
  };
}
