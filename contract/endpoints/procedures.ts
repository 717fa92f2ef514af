import { z } from 'zod';
import { AgencyId, Bilingual, Channel, PlainDate, ProcedureCode, ProcedureId, ReturnChannel, TimeLimit } from '../vocabulary.ts';
import { endpoint } from './define.ts';

export const ProcedureSummary = z
  .strictObject({
    id: ProcedureId,
    code: ProcedureCode,
    name: Bilingual,
    shortName: z.string(),
    sector: Bilingual,
    release: z.int(),
    validFrom: PlainDate,
    limit: TimeLimit,
    channels: z.array(Channel),
    returnChannels: z.array(ReturnChannel),
    competentKinds: z.array(z.string()).optional().meta({ description: 'Kinds of agencies that may decide; without it, any' }),
  })
  .meta({ id: 'ProcedureSummary' });
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

export const ReleaseView = z
  .strictObject({
    ...ProcedureSummary.shape,
    contentHash: z.string(),
    publishedAt: z.string(),
    legalBasis: z.array(z.strictObject({ text: z.string(), articles: z.string(), verified: z.boolean() })),
    components: z.array(
      z.strictObject({
        id: z.string(),
        name: Bilingual,
        required: z.boolean(),
        originals: z.int(),
        certified: z.int(),
        copies: z.int(),
        note: z.union([Bilingual, z.string()]).optional(),
      }),
    ),
    intakeForm: z.unknown().meta({ description: 'form-js schema' }),
  })
  .meta({ id: 'ReleaseView' });
export type ReleaseView = z.infer<typeof ReleaseView>;

const ReleaseParams = z.strictObject({ procedure: ProcedureId, release: z.coerce.number().int().min(1) });

export const listProcedures = endpoint({
  id: 'listProcedures',
  tag: 'procedures',
  method: 'GET',
  path: '/procedures',
  summary: 'Procedures with their newest release',
  reply: z.strictObject({ procedures: z.array(ProcedureSummary) }),
});
export const getRelease = endpoint({
  id: 'getRelease',
  tag: 'procedures',
  method: 'GET',
  path: '/procedures/{procedure}/releases/{release}',
  summary: 'One release: checklist, intake form, limits',
  params: ReleaseParams,
  reply: ReleaseView,
  problems: ['release-not-found'],
});
export const getDiagram = endpoint({
  id: 'getDiagram',
  tag: 'procedures',
  method: 'GET',
  path: '/procedures/{procedure}/releases/{release}/diagram',
  summary: 'The exact diagram of a release (BPMN 2.0 XML)',
  params: ReleaseParams,
  reply: z.string(),
  problems: ['release-not-found'],
  media: { reply: 'application/xml' },
});

export const AgencyView = z
  .strictObject({ id: AgencyId, code: z.string(), name: Bilingual, shortName: z.string(), kind: z.string() })
  .meta({ id: 'AgencyView' });
export type AgencyView = z.infer<typeof AgencyView>;
export const listAgencies = endpoint({
  id: 'listAgencies',
  tag: 'agencies',
  method: 'GET',
  path: '/agencies',
  summary: 'Agencies valid today',
  reply: z.strictObject({ agencies: z.array(AgencyView) }),
});
