/** What slip 01 (receipt and appointment) says. Everything on it comes from here, so the same data print the same slip years later. */
export interface ReceiptSlip {
  /** Parent body and issuing unit, as printed in the head. */
  readonly agencyName: string;
  readonly agencyCode: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly applicant: { readonly name: string; readonly idNumber: string; readonly phone?: string; readonly email?: string; readonly address?: string };
  readonly submitter?: { readonly name: string; readonly idNumber: string };
  readonly components: readonly { readonly name: string; readonly originals: number; readonly certified: number; readonly copies: number }[];
  readonly limit: string;
  /** ISO instants. */
  readonly receivedAt: string;
  readonly dueAt: string;
  /** How the date was computed, in short lines. */
  readonly dueLines: readonly string[];
  readonly returnPlace: string;
  readonly returnChannel: string;
  readonly officerName: string;
}

export interface Slips {
  /** A tagged PDF with embedded Vietnamese font, selectable text and a QR code that holds the dossier code and nothing else. */
  receipt(slip: ReceiptSlip): Promise<Uint8Array>;
}
