import type { Json } from '../../../domain/canonical-json.ts';
import { observe } from '../../../domain/dossier/observe.ts';
import type { OutboxDraft } from '../../../domain/dossier/outbox.ts';
import { applyChange, openDossier, type DossierRecord } from '../../../domain/dossier/record.ts';
import type { EngineFact } from '../../../domain/engine-fact.ts';
import { Vault } from '../../../domain/history/commitment.ts';
import type { EntryDraft, StepSource } from '../../../domain/history/entry.ts';
import { elementOf, Story, TASK } from './a-fact.ts';
import { PROCEDURE } from './a-release.ts';
import { aCaseOfficer, anActor, anOfficer, WARD } from './people.ts';

export const D1 = 'd000000000000000000000000a';
export const D2 = 'd000000000000000000000000b';
export const D3 = 'd000000000000000000000000c';
export const SUBMITTED_AT = '2026-11-20T02:00:00.000Z';

let salts = 0;
export const aVault = (): Vault => new Vault(() => `salt-${String(salts++)}`);

interface Opening {
  readonly id?: string;
  readonly at?: string;
  readonly data?: Readonly<Record<string, Json>>;
  readonly outbox?: readonly OutboxDraft[];
}

/** The opening entry of a dossier of the ward, with its applicant's values committed to. */
export function aSubmission({ at = SUBMITTED_AT, data = {} }: Opening = {}): { readonly entry: EntryDraft; readonly vault: Vault } {
  const vault = aVault();
  const applicant = vault.hideAll({
    kind: 'person',
    name: 'Lê Thị Thu Hằng',
    idNumber: 'v1.cipher',
    idMasked: '099*******11',
    phone: '0900000111',
    email: 'hang@example.vn',
  });
  const form = vault.hideAll({ registeredPerson: 'Phạm Gia Bảo', copies: 2 });
  const opening = {
    procedure: PROCEDURE,
    procedureCode: '2.000635',
    release: 1,
    contentHash: '1'.repeat(64),
    channel: 'counter',
    returnChannel: 'counter',
    receivingAgency: WARD,
    competentAgency: WARD,
    returnAgency: WARD,
    consultedAgencies: [],
    applicant,
    form,
    routing: { copies: 2 },
    components: [{ id: 'application', originals: 1, certified: 0, copies: 0 }],
    documents: [],
    ...data,
  };
  return { vault, entry: { kind: 'submitted', at, actor: anActor(), data: opening as unknown as Record<string, Json> } };
}

const START_ROW = { kind: 'start-process', message: `${PROCEDURE}--r1.submitted`, variables: {} } as const;

/** A dossier received a moment ago; its process has not started. */
export function aNewDossier({ id = D1, outbox = [START_ROW], ...opening }: Opening = {}): DossierRecord {
  const { entry, vault } = aSubmission(opening);
  return openDossier(id, { entries: [entry], outbox, secrets: vault.secrets }, [`hash-of-${id}`]);
}

/** A dossier as the engine's facts left it; without facts one whose process has started. */
export function aDossier({ facts, ...opening }: Opening & { readonly facts?: readonly EngineFact[] } = {}): DossierRecord {
  const id = opening.id ?? D1;
  return observe(aNewDossier({ id, ...opening }), facts ?? new Story().start(id).facts, elementOf);
}

/** A dossier with one open task, held by the case officer unless `free`. */
export function aDossierWithTask({
  free = false,
  key = TASK,
  story = new Story(),
  ...opening
}: Opening & { readonly free?: boolean; readonly key?: string; readonly story?: Story } = {}): DossierRecord {
  story
    .start(opening.id ?? D1)
    .enter('look-up', `${key}1`)
    .task(key);
  if (!free) story.assign(key, aCaseOfficer().id);
  return aDossier({ ...opening, facts: story.facts });
}

export const after = (record: DossierRecord, entries: readonly EntryDraft[], outbox: readonly OutboxDraft[] = []): DossierRecord =>
  applyChange(record, { entries, outbox });

/** A decision on the task, on its way to the engine. */
export function decided(record: DossierRecord, taskKey = TASK, at = '2026-11-20T04:00:00.000Z'): DossierRecord {
  const data = { taskKey, elementId: 'look-up', outcome: 'FOUND', values: {}, sent: {} };
  return applyChange(record, {
    entries: [{ kind: 'decided', at, actor: anActor(aCaseOfficer()), data }],
    outbox: [{ kind: 'complete-task', taskKey, variables: { outcome: 'FOUND' } }],
  });
}

export const aStep = (step: string, elementInstanceKey = '700'): StepSource => ({
  step,
  elementId: step,
  elementInstanceKey,
  jobKey: `${elementInstanceKey}0`,
});

/** At 10:00 in Việt Nam. */
const RECEIVED_AT = '2026-11-20T03:00:40.000Z';
const STEP_AT = '2026-11-20T03:30:00.000Z';

export const received = (code = 'H99.21-261120-0001', dueAt = '2026-11-26T10:00:00+07:00'): EntryDraft => ({
  kind: 'received',
  at: RECEIVED_AT,
  step: aStep('issue-receipt', '701'),
  data: { code, dueAt, calendarVersion: 1, limit: { unit: 'WORKING_DAY', amount: 3 }, dueLines: [], effect: 'receive', returned: { dossierCode: code, dueAt } },
});
export const feeAssessed = (feeId = 'fee-702', total = 16_000): EntryDraft => ({
  kind: 'fee-assessed',
  at: STEP_AT,
  step: aStep('assess-fee', '702'),
  data: {
    feeId,
    lines: [{ code: 'copy', name: 'Lệ phí bản sao', kind: 'fee', amount: total, legalBasis: 'TT 281' }],
    total,
    agency: WARD,
    effect: 'assess',
    returned: { feeId, feeTotal: total },
  },
});
export const feeRequested = (feeId = 'fee-702'): EntryDraft => ({
  kind: 'fee-requested',
  at: STEP_AT,
  step: aStep('collect-fee', '703'),
  data: { feeId, effect: 'collect', returned: {} },
});
export const feePaid = (feeId = 'fee-702', amount = 16_000): EntryDraft => ({
  kind: 'fee-paid',
  at: STEP_AT,
  actor: anActor(anOfficer({ id: 'thuy.thungan', roles: ['CASHIER'] })),
  data: { feeId, amount, method: 'cash' },
});
export const supplementRequested = (supplementId = 'supplement-704'): EntryDraft => ({
  kind: 'supplement-requested',
  at: STEP_AT,
  step: aStep('request-supplement', '704'),
  data: {
    supplementId,
    dueAt: '2026-11-27T10:00:00+07:00',
    calendarVersion: 1,
    items: { commitment: 'e'.repeat(64) },
    effect: 'request',
    returned: { supplementId, supplementDueAt: '2026-11-27T10:00:00+07:00' },
  },
});
export const messageQueued = (messageId = 'message-705', vault: Vault = aVault()): EntryDraft => ({
  kind: 'message-queued',
  at: STEP_AT,
  step: aStep('notify-applicant', '705'),
  data: {
    message: {
      id: messageId,
      template: 'received',
      at: STEP_AT,
      to: { ...vault.hide({ email: 'hang@example.vn' }) },
      text: { ...vault.hide('Hồ sơ đã được tiếp nhận.') },
      status: 'queued',
    },
    effect: 'notify',
    returned: {},
  },
});
