import type { z } from 'zod';
import type { ProcedureSummary, ReleaseView, listAgencies as AgenciesOperation } from '../../contract/endpoints/procedures.ts';
import { vietnameseDate } from '../../domain/calendar/due-date.ts';
import type { Release } from '../../domain/release.ts';
import type { Ports } from '../ports/index.ts';

export async function listProcedures({ releases }: Pick<Ports, 'releases'>): Promise<{ procedures: ProcedureSummary[] }> {
  return { procedures: (await releases.all()).map(summary) };
}

export async function getRelease(
  { releases }: Pick<Ports, 'releases'>,
  { procedure, release: number }: { readonly procedure: string; readonly release: number },
): Promise<ReleaseView> {
  const release = await releases.get(procedure, number);
  const { sheet } = release;
  return {
    ...summary(release),
    contentHash: release.contentHash,
    publishedAt: release.publishedAt,
    legalBasis: sheet.legalBasis,
    components: sheet.components.map(({ note, ...component }) => ({ ...component, ...(note === undefined ? {} : { note }) })),
    intakeForm: release.forms[sheet.intakeForm] ?? null,
  };
}

/** The exact diagram of a release, with plain names. */
export async function getDiagram(
  { releases }: Pick<Ports, 'releases'>,
  { procedure, release }: { readonly procedure: string; readonly release: number },
): Promise<string> {
  return (await releases.get(procedure, release)).diagram;
}

export async function listAgencies({ agencies, clock }: Pick<Ports, 'agencies' | 'clock'>): Promise<z.infer<typeof AgenciesOperation.reply>> {
  const valid = await agencies.validOn(vietnameseDate(clock.now()));
  return { agencies: valid.map(({ id, code, name, shortName, kind }) => ({ id, code, name, shortName, kind })) };
}

function summary({ sheet, number }: Release): ProcedureSummary {
  const { id, code, name, shortName, sector, validFrom, clock, channels, returnChannels, competentKinds } = sheet;
  return {
    ...{ id, code, name, shortName, sector: { vi: sector.vi, en: sector.en }, release: number, validFrom, limit: clock.limit, channels, returnChannels },
    ...(competentKinds === undefined ? {} : { competentKinds }),
  };
}
