import { z } from 'zod';
import { AgencyId, DossierCode, DossierId, FileId, SlipNumber } from '../vocabulary.ts';
import { endpoint } from './define.ts';
import { CommandResult } from './dossiers.ts';

/** The document that holds the slip; `reprinted`: it is the one that was printed first, byte by byte. */
export const PrintedSlip = CommandResult.extend({ slip: SlipNumber, fileId: FileId, reprinted: z.boolean() }).meta({ id: 'PrintedSlip' });
export type PrintedSlip = z.infer<typeof PrintedSlip>;

export const printSlip = endpoint({
  id: 'printSlip',
  tag: 'slips',
  method: 'POST',
  path: '/dossiers/{dossier}/slips/{slip}/print',
  summary: 'Print a slip again as it was printed first; the control slip (06) anew, from the history until now',
  idempotent: true,
  params: z.strictObject({ dossier: z.union([DossierId, DossierCode]), slip: SlipNumber }),
  body: z.strictObject({ fileId: FileId.optional().meta({ description: 'Which one, when the dossier has several; the newest when absent' }) }),
  reply: PrintedSlip,
  problems: ['dossier-not-found', 'file-not-found', 'slip-not-printed', 'action-not-allowed'],
});

export const RegisterFormat = z.enum(['pdf', 'csv']);
export const RegisterQuery = z
  .strictObject({
    agency: AgencyId,
    year: z.coerce.number().int().min(2000).max(2200),
    month: z.coerce.number().int().min(1).max(12).optional().meta({ description: 'One month of it; the numbers stay those of the year' }),
    format: RegisterFormat.default('pdf'),
  })
  .meta({ id: 'RegisterQuery' });
export type RegisterQuery = z.infer<typeof RegisterQuery>;

export const getRegister = endpoint({
  id: 'getRegister',
  tag: 'slips',
  method: 'GET',
  path: '/register',
  summary: 'Register of dossiers (form 07) of an agency and year',
  query: RegisterQuery,
  reply: z.unknown(),
  problems: ['agency-not-found', 'action-not-allowed', 'register-too-long'],
  media: { reply: 'application/pdf' },
});
