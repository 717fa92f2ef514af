import type { Entry, EntryKind } from '../../../domain/history/entry.ts';
import { D1 } from './a-dossier.ts';
import { CENTER, WARD } from './people.ts';

/** `2026-11-20 10:00` on a clock in Việt Nam. */
export const local = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+07:00`).toISOString();

type Rest = Partial<Pick<Entry, 'actor' | 'engine' | 'step'>>;

/** One fact at a local time; its place in the chain does not matter to what it says. */
export const anEntry = (kind: EntryKind, at: string, data: Entry['data'] = {}, rest: Rest = {}): Entry => ({
  kind,
  at: local(at),
  data,
  dossierId: D1,
  seq: 0,
  prevHash: '',
  hash: '',
  ...rest,
});

const source = (elementId: string, elementInstanceKey: string, elementType = 'USER_TASK'): Rest => ({
  engine: { partition: 1, position: 1, key: '1', processInstanceKey: '1', elementId, elementInstanceKey, elementType },
});

/** The facts that time is made of, by what people call them. */
export const say = {
  submitted: (at: string, { competent = WARD, calendarVersion = 1 } = {}): Entry =>
    anEntry('submitted', at, {
      procedure: 'civil-status-extract',
      release: 1,
      receivingAgency: WARD,
      competentAgency: competent,
      returnAgency: WARD,
      consultedAgencies: [],
      calendarVersion,
      documents: [],
      components: [],
      applicant: {},
      form: {},
      routing: {},
    }),
  started: (at: string): Entry => anEntry('process-started', at, { correlationKey: D1 }, source('start', '1', 'PROCESS')),
  received: (at: string, { calendarVersion = 1, dueAt = local(at) } = {}): Entry =>
    anEntry('received', at, { code: 'H99.21-261120-0001', dueAt, calendarVersion, dueLines: [] }),
  transferred: (at: string, to: string = CENTER): Entry => anEntry('transferred', at, { transferId: `transfer-${at}`, from: { id: WARD }, to: { id: to } }),
  entered: (at: string, elementId: string, data: Entry['data'] = {}, key = `${elementId}-1`): Entry =>
    anEntry('element-activated', at, data, source(elementId, key)),
  left: (at: string, elementId: string, key = `${elementId}-1`): Entry => anEntry('element-completed', at, {}, source(elementId, key)),
  asked: (
    at: string,
    { id = 'supplement-1', dueAt = local('2026-12-01 10:00'), legalBasis }: { id?: string; dueAt?: string; legalBasis?: string } = {},
  ): Entry => anEntry('supplement-requested', at, { supplementId: id, dueAt, items: {}, ...(legalBasis === undefined ? {} : { legalBasis }) }),
  answered: (at: string, id = 'supplement-1'): Entry => anEntry('supplement-answered', at, { supplementId: id, components: [], documents: [], form: {} }),
  waitEnded: (at: string, id = 'supplement-1'): Entry => anEntry('message-wait-ended', at, { messageName: 'supplement-answered', correlationKey: id }),
  status: (at: string, portalStatus: number): Entry => anEntry('element-activated', at, { portalStatus }, source('some', `some-${at}`)),
} as const;
