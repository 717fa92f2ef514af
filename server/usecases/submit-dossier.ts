import type { Attachment, CommandResult, Submission } from '../../contract/endpoints/dossiers.ts';
import type { z } from 'zod';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { NO_FACTS } from '../../domain/clock/clock-facts.ts';
import { promiseOf } from '../../domain/clock/promise.ts';
import { openDossier, type Change, type DossierRecord } from '../../domain/dossier/record.ts';
import type { DossierDocument } from '../../domain/dossier/state.ts';
import { InvalidInput, NotFound, Refusal } from '../../domain/errors.ts';
import { compileForm } from '../../domain/forms/validate-form.ts';
import { Vault } from '../../domain/history/commitment.ts';
import type { Actor } from '../../domain/history/entry.ts';
import { dossierIdFrom, fileIdFrom } from '../../domain/ids.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Release } from '../../domain/release.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import { assertSameBody, commandResult, SETTLE_WAIT_MS, type Command } from './command.ts';
import { committed } from './person.ts';
import { refusalSlipOf } from './slips/refusal-slip-of.ts';
import { slipDocument, slipFileName } from './slips/slip-document.ts';

export type SubmitPorts = Pick<Ports, 'dossiers' | 'releases' | 'agencies' | 'calendars' | 'files' | 'secrecy' | 'slips' | 'changes' | 'clock'> & {
  readonly failpoint: Failpoint;
};

/**
 * Receives a dossier: one document with its first history entry and the order to start its process. The id follows from officer and key,
 * so a submission that comes twice exists once.
 */
export async function submitDossier(ports: SubmitPorts, officer: Officer, submission: Submission, command: Command): Promise<CommandResult> {
  const wanted = (now: DossierRecord): boolean =>
    submission.channel === 'counter' ? now.state.code !== undefined : now.state.processInstanceKey !== undefined;
  const repeated = await repeatedSubmission(ports, officer, command);
  if (repeated !== undefined) return settledResult(ports, repeated.id, wanted);
  const { id, change, actor, release } = await draftSubmission(ports, officer, submission, command, 'receive-dossier');
  const { calendars, clock, failpoint } = ports;
  // No date is better than a wrong one: refuse before anything is written
  const calendar = await calendars.current();
  const { receivingAgency, competentAgency } = submission;
  const reckoning = { rules: release.sheet.clock, calendarOf: (_version: number, agency: string) => calendarFrom(calendar, agency) };
  promiseOf({ ...NO_FACTS, receivingAgency, competentAgency }, reckoning, { at: clock.now(), calendarVersion: calendar.version });

  const variables = {
    dossierId: id,
    procedureCode: release.sheet.code,
    receivingAgency: submission.receivingAgency,
    competentAgency: submission.competentAgency,
    returnAgency: submission.returnAgency,
    channel: submission.channel,
    consultedAgencies: [...release.sheet.consultedAgencies],
    ...change.routing,
  };
  const record = openDossier(
    id,
    {
      entries: [{ kind: 'submitted', at: clock.now(), actor, data: { ...change.data, calendarVersion: calendar.version } }],
      outbox: [{ kind: 'start-process', message: release.startMessage, variables }],
      secrets: change.secrets,
      command,
    },
    [ports.secrecy.hashId(submission.applicant.idNumber)],
  );
  failpoint('submit.beforeWrite');
  await createOnce(ports, officer, record, command);
  failpoint('submit.afterWrite');
  return settledResult(ports, id, wanted);
}

async function settledResult({ changes }: Pick<Ports, 'changes'>, id: string, wanted: (now: DossierRecord) => boolean): Promise<CommandResult> {
  const latest = await changes.waitFor(id, wanted, SETTLE_WAIT_MS);
  return commandResult(latest, wanted(latest));
}

/** What the same command has opened before. Asked before anything is checked: releases and calendars change, a first answer does not. */
async function repeatedSubmission({ dossiers }: Pick<Ports, 'dossiers'>, officer: Officer, command: Command): Promise<DossierRecord | undefined> {
  const before = await dossiers.find(dossierIdFrom(officer.id, command.key));
  const mark = before?.commands.find(({ key }) => key === command.key);
  if (mark !== undefined) assertSameBody(mark.bodyHash, command);
  return before;
}

/** A refusal at the counter: a dossier in status 3, without code and without process, and slip 03 with the reason. */
export async function refuseReceipt(
  ports: SubmitPorts,
  officer: Officer,
  body: { readonly submission: Submission; readonly reason: string },
  command: Command,
): Promise<CommandResult> {
  const repeated = await repeatedSubmission(ports, officer, command);
  if (repeated !== undefined) return commandResult(repeated, true);
  const { id, change, actor, vault } = await draftSubmission(ports, officer, body.submission, command, 'refuse-receipt');
  const reason = body.reason.normalize('NFC');
  const at = ports.clock.now();
  const refusal = { kind: 'receipt-refused', at, actor, data: { ...change.data, reason: { ...vault.hide(reason) } } } as const;
  const opened = (entries: Change['entries']): DossierRecord =>
    openDossier(id, { entries, secrets: vault.secrets, command }, [ports.secrecy.hashId(body.submission.applicant.idNumber)]);
  const slip = await ports.slips.refusal(await refusalSlipOf(ports, opened([refusal]), { refusedAt: at, reason }));
  // Named after the command as well: an attempt that died may have meant something else
  const fileId = fileIdFrom(id, command.bodyHash, '03');
  const file = await ports.files.put({
    fileId,
    name: slipFileName('03', undefined),
    mediaType: 'application/pdf',
    content: slip,
    uploadedBy: officer.id,
    at,
  });
  const printed = { kind: 'slip-printed', at, actor, data: { document: slipDocument(file, '03', at, vault) } } as const;
  await createOnce(ports, officer, opened([refusal, printed]), command);
  return commandResult(await ports.dossiers.get(id), true);
}

/** Two requests with one key at the same moment: the database lets one through. */
async function createOnce(ports: SubmitPorts, officer: Officer, record: DossierRecord, command: Command): Promise<void> {
  if (!(await ports.dossiers.create(record))) await repeatedSubmission(ports, officer, command);
}

interface Draft {
  readonly id: string;
  readonly actor: Actor;
  readonly release: Release;
  readonly vault: Vault;
  readonly change: { readonly data: Record<string, Json>; readonly routing: Record<string, Json>; readonly secrets: NonNullable<Change['secrets']> };
}

async function draftSubmission(
  ports: SubmitPorts,
  officer: Officer,
  submission: Submission,
  command: Command,
  action: 'receive-dossier' | 'refuse-receipt',
): Promise<Draft> {
  const { releases, agencies, secrecy, clock } = ports;
  // One that is being deployed right now does not count yet
  const release = (await releases.all()).find(({ procedure }) => procedure === submission.procedure);
  if (release === undefined) throw new NotFound('procedure');
  const [, competent] = await Promise.all(
    [submission.receivingAgency, submission.competentAgency, submission.returnAgency].map((agency) => agencies.get(agency)),
  );
  const concerned = {
    receivingAgency: submission.receivingAgency,
    competentAgency: submission.competentAgency,
    returnAgency: submission.returnAgency,
    consultedAgencies: [],
  };
  const actor = capacityFor(officer, action, concerned);
  const { sheet } = release;
  if (!sheet.channels.includes(submission.channel) || !sheet.returnChannels.includes(submission.returnChannel)) {
    throw new Refusal('channel-not-offered', 'Thủ tục này không nhận hoặc trả qua kênh đã chọn.');
  }
  // Who refuses receipt may do so for this very reason
  if (action === 'receive-dossier' && competent !== undefined && sheet.competentKinds?.includes(competent.kind) === false) {
    throw new Refusal('agency-not-competent', `${competent.shortName} không có thẩm quyền giải quyết thủ tục này.`);
  }
  assertKnownComponents(submission.components, release);
  const form = checkedForm(release.forms[sheet.intakeForm], submission.form);
  const vault = new Vault(() => secrecy.newSalt());
  const documents = await attachedDocuments(ports, officer, submission.attachments, vault, clock.now());
  const routing = pick(form, sheet.variables['submitted'] ?? []);
  const { submitter } = submission;
  const data = {
    procedure: submission.procedure,
    procedureCode: sheet.code,
    release: release.number,
    contentHash: release.contentHash,
    channel: submission.channel,
    returnChannel: submission.returnChannel,
    ...concerned,
    consultedAgencies: [...sheet.consultedAgencies],
    applicant: committed(submission.applicant, vault, secrecy),
    ...(submitter === undefined ? {} : { submitter: committed(submitter, vault, secrecy) }),
    form: vault.hideAll(form),
    routing,
    components: submission.components,
    documents,
  } as unknown as Record<string, Json>;
  return { id: dossierIdFrom(officer.id, command.key), actor, release, vault, change: { data, routing, secrets: vault.secrets } };
}

export function assertKnownComponents(components: readonly { readonly id: string }[], release: Release): void {
  const known = new Set(release.sheet.components.map(({ id }) => id));
  const strange = components.findIndex(({ id }) => !known.has(id));
  if (strange >= 0)
    throw new InvalidInput('component-unknown', 'Thành phần hồ sơ này không có trong danh mục của thủ tục.', [
      { pointer: `/components/${String(strange)}/id`, detail: 'Không có trong danh mục' },
    ]);
}

/** Form values as the release's form allows them: hidden fields dropped, forged values refused. */
export function checkedForm(schema: unknown, values: Readonly<Record<string, unknown>>, pointer = '/form'): Record<string, Json> {
  const checked = compileForm(schema).check(values);
  if (checked.ok) return checked.values;
  const code = checked.errors.every((error) => error.code === 'field-unknown') ? 'field-unknown' : 'form-invalid';
  throw new InvalidInput(
    code,
    'Biểu mẫu còn chỗ chưa đúng. Xem từng ô được đánh dấu.',
    checked.errors.map((error) => ({ pointer: `${pointer}${error.pointer}`, detail: `${error.label}: ${error.message}` })),
  );
}

export function pick(values: Readonly<Record<string, Json>>, fields: readonly string[]): Record<string, Json> {
  return Object.fromEntries(fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));
}

/** Files the officer has uploaded before, as documents of the dossier; their names are personal values. */
export async function attachedDocuments(
  { files }: Pick<Ports, 'files'>,
  officer: Officer,
  attachments: readonly z.infer<typeof Attachment>[],
  vault: Vault,
  at: string,
): Promise<readonly DossierDocument[]> {
  return Promise.all(
    attachments.map(async ({ fileId, component }) => {
      const file = await files.find(fileId);
      if (file === undefined || file.uploadedBy !== officer.id) throw new NotFound('file');
      const { mediaType, size, sha256 } = file;
      return { fileId, name: vault.hide(file.name), mediaType, size, sha256, at, ...(component === undefined ? {} : { component }) };
    }),
  );
}
