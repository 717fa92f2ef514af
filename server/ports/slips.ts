import type { SlipForm } from '../../domain/release.ts';

export interface SlipPerson {
  readonly name: string;
  /** Masked. */
  readonly idNumber?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
}

/** What every slip of a dossier says. All of a slip comes from its data, so the same data print the same bytes years later. Times are ISO instants. */
export interface Slip {
  /** The body above the issuing one (cơ quan chủ quản), where there is one. */
  readonly parentName?: string;
  /** The issuing agency; a unit of it may follow on a line of its own. */
  readonly agencyName: string;
  readonly agencyCode: string;
  /** Where it is issued, as before the date: "An Phú". */
  readonly place?: string;
  /** Absent until the dossier has been received. */
  readonly code?: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly applicant: SlipPerson;
  readonly submitter?: SlipPerson;
  /** Where the release knows better than the form set in force on the slip's day. */
  readonly form?: SlipForm;
}

export interface SlipComponent {
  readonly name: string;
  readonly originals: number;
  readonly certified: number;
  readonly copies: number;
}

/** 01: receipt and appointment. */
export interface ReceiptSlip extends Slip {
  readonly code: string;
  /** Running number in the register book of the year (quyển số, số thứ tự), where the agency keeps one. */
  readonly register?: { readonly book: string; readonly number: string };
  /** What the citizen asks for, where it says more than the procedure's name. */
  readonly request?: string;
  readonly components: readonly SlipComponent[];
  /** Number of sets (số bộ hồ sơ). */
  readonly sets?: number;
  readonly limit: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  /** How the date was computed, in short lines. */
  readonly dueLines: readonly string[];
  readonly fees?: readonly { readonly name: string; readonly amount: number }[];
  readonly returnPlace: string;
  readonly returnChannel: string;
  readonly officerName: string;
}

/** 02: request for supplement. Everything that is missing, in one notice (NĐ 61/2018, Điều 11, 15, 17). */
export interface SupplementSlip extends Slip {
  readonly requestedAt: string;
  readonly items: readonly { readonly name: string; readonly demand: string }[];
  /** Why, in the officer's words. */
  readonly reason?: string;
  /** Needed when it is not the first request. */
  readonly legalBasis?: string;
  readonly dueAt: string;
  readonly dueLines: readonly string[];
  /** What happens to the appointed date: "tính lại từ đầu khi hồ sơ đầy đủ". */
  readonly effect?: string;
  readonly bringTo: string;
  /** Telephone and site for questions, where the agency has them. */
  readonly contact?: string;
  readonly officerName: string;
}

/** 03: refusal to receive, or to resolve. The reason is a real one, never a code. */
export interface RefusalSlip extends Slip {
  readonly refused: 'receipt' | 'resolution';
  readonly refusedAt: string;
  readonly reason: string;
  /** Day of receipt and appointment, when the dossier had been received. */
  readonly receivedAt?: string;
  readonly dueAt?: string;
  /** What goes back to the citizen, and where. */
  readonly components: readonly SlipComponent[];
  readonly returnPlace: string;
  /** Empty where nobody knows yet who will hand it back. */
  readonly officerName: string;
}

/** Who signs for an agency. `capacity` is what stands above the title when somebody signs for somebody else: "KT. GIÁM ĐỐC". */
export interface SlipSigner {
  readonly name: string;
  readonly title: string;
  readonly capacity?: string;
}

/** 04: apology and re-appointment; once, with one new date (NĐ 61/2018, Điều 19). */
export interface ApologySlip extends Slip {
  readonly code: string;
  /** Number of the letter: "12/PXL". */
  readonly number: string;
  readonly issuedAt: string;
  readonly receivedAt: string;
  /** The date that is not kept. */
  readonly dueAt: string;
  readonly newDueAt: string;
  /** How the date that is not kept was computed; the new one is chosen. */
  readonly dueLines: readonly string[];
  /** Names of the agencies the dossier has passed through. */
  readonly passed: readonly string[];
  readonly reason: string;
  readonly returnPlace: string;
  readonly signer: SlipSigner;
}

/** 05: notice of stopping, asked for by the citizen or decided by the agency. */
export interface StopSlip extends Slip {
  readonly number?: string;
  readonly cause: 'withdrawn' | 'stopped';
  readonly stoppedAt: string;
  readonly reason: string;
  readonly legalBasis?: string;
  readonly receivedAt?: string;
  readonly dueAt?: string;
  /** Where the dossier stood: the name of the step or phase. */
  readonly stage: string;
  /** Money paid until then; `refund` says what becomes of it. */
  readonly paid: readonly { readonly name: string; readonly amount: number }[];
  readonly refund?: string;
  /** What goes back to the citizen, and where. */
  readonly components: readonly SlipComponent[];
  readonly returnPlace: string;
  readonly signer: SlipSigner;
}

export type Punctual = 'early' | 'on-time' | 'late';

/** One hand-over on the control slip. */
export interface ControlLeg {
  readonly from: string;
  readonly to: string;
  /** Name of whoever gave it away and of whoever took it up; absent while nobody has. */
  readonly givenBy?: string;
  readonly takenBy?: string;
  readonly givenAt: string;
  readonly takenAt?: string;
  /** How the agency that gave it away had kept its time; absent when the law gives it none. */
  readonly result?: Punctual;
  readonly note?: string;
}

/** 06: control slip, from the facts of the history. */
export interface ControlSlip extends Slip {
  readonly code: string;
  /** History is told up to this moment. */
  readonly asOf: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly competentAgency: string;
  readonly consultedAgencies: readonly string[];
  readonly legs: readonly ControlLeg[];
}

export interface RegisterRow {
  /** Counts from 1 within agency and year, without gaps. */
  readonly number: number;
  readonly code: string;
  readonly procedureName: string;
  readonly sets: number;
  readonly applicantName: string;
  /** Address and telephone. */
  readonly contact: string;
  readonly competentAgency: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  /** When the result was there. */
  readonly resultAt?: string;
  readonly returnChannel: string;
  /** When the citizen had it. */
  readonly returnedAt?: string;
  readonly note: string;
}

/** 07: register of an agency and year. */
export interface RegisterSheet {
  readonly parentName?: string;
  readonly agencyName: string;
  readonly agencyCode: string;
  readonly year: number;
  readonly asOf: string;
  readonly form?: SlipForm;
}

/** Each gives a tagged PDF with embedded Vietnamese font and selectable text. Bar code and QR code hold the dossier code and nothing else. */
export interface Slips {
  receipt(slip: ReceiptSlip): Promise<Uint8Array>;
  supplement(slip: SupplementSlip): Promise<Uint8Array>;
  refusal(slip: RefusalSlip): Promise<Uint8Array>;
  apology(slip: ApologySlip): Promise<Uint8Array>;
  stop(slip: StopSlip): Promise<Uint8Array>;
  control(slip: ControlSlip): Promise<Uint8Array>;
  /** Rows come page by page, so that a year never stands in memory twice. */
  register(sheet: RegisterSheet, rows: AsyncIterable<RegisterRow>): Promise<Uint8Array>;
}
