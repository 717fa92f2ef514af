import { createHash } from 'node:crypto';
import type { CalendarData } from '../../../domain/calendar/calendar.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Officer } from '../../../domain/policy.ts';
import type { Agencies, Agency, Files, Messenger, Officers, Secrecy, Sequences, StoredFile, StoredOfficer } from '../../../server/ports/index.ts';
import type {
  ApologySlip,
  ControlSlip,
  ReceiptSlip,
  RefusalSlip,
  RegisterRow,
  RegisterSheet,
  Slips,
  StopSlip,
  SupplementSlip,
} from '../../../server/ports/slips.ts';
import { CENTER, FIRE_POLICE, OTHER_WARD, WARD } from '../builders/people.ts';

const anAgency = (id: string, code: string, vi: string): Agency => ({
  id,
  code,
  name: { vi, en: vi },
  shortName: vi,
  kind: 'commune',
  validFrom: '2025-07-01',
});

export const AGENCIES: readonly Agency[] = [
  anAgency(CENTER, 'H99.01', 'Trung tâm Phục vụ hành chính công tỉnh Bình An'),
  anAgency(WARD, 'H99.21', 'Ủy ban nhân dân phường An Phú'),
  anAgency(OTHER_WARD, 'H99.22', 'Ủy ban nhân dân phường Phú Hòa'),
  anAgency(FIRE_POLICE, 'H99.05', 'Phòng Cảnh sát phòng cháy'),
];

export function fakeAgencies(given: readonly Agency[] = AGENCIES): Agencies {
  const rows = [...given];
  return {
    async get(id) {
      await Promise.resolve();
      const agency = rows.find((one) => one.id === id);
      if (agency === undefined) throw new NotFound('agency');
      return agency;
    },
    async validOn(date) {
      await Promise.resolve();
      return rows.filter(({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo));
    },
    async put(agency) {
      await Promise.resolve();
      rows.push(agency);
    },
  };
}

export function fakeOfficers(given: readonly Officer[] = []): Officers {
  const rows = new Map<string, StoredOfficer>(given.map((officer) => [officer.id, { ...officer, username: officer.id, passwordHash: '' }]));
  return {
    async findByUsername(username) {
      await Promise.resolve();
      return [...rows.values()].find((one) => one.username === username);
    },
    async find(id) {
      await Promise.resolve();
      return rows.get(id);
    },
    async put(officer) {
      await Promise.resolve();
      rows.set(officer.id, { ...officer, assignments: [] });
    },
    async count() {
      await Promise.resolve();
      return rows.size;
    },
  };
}

/** Week days from 7:30 to 11:30 and from 13:30 to 17:00; 2026 confirmed, 2027 a draft. */
export const CALENDAR: CalendarData = {
  version: 1,
  timeZone: 'Asia/Ho_Chi_Minh',
  sessions: Object.fromEntries(
    ['1', '2', '3', '4', '5'].map((day) => [
      day,
      [
        ['07:30', '11:30'],
        ['13:30', '17:00'],
      ],
    ]),
  ),
  years: [
    { year: 2026, state: 'confirmed' },
    { year: 2027, state: 'draft' },
  ],
  exceptions: [{ date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' }],
};

export function fakeSequences(): Sequences {
  const last = new Map<string, number>();
  return {
    async next(series) {
      await Promise.resolve();
      const next = (last.get(series) ?? 0) + 1;
      last.set(series, next);
      return next;
    },
  };
}

export interface FakeFiles extends Files {
  readonly kept: ReadonlyMap<string, { readonly file: StoredFile; readonly content: Uint8Array }>;
}

export function fakeFiles(): FakeFiles {
  const kept = new Map<string, { readonly file: StoredFile; readonly content: Uint8Array }>();
  return {
    kept,
    async put({ fileId = `f${String(kept.size).padStart(32, '0')}`, content, ...rest }) {
      await Promise.resolve();
      const before = kept.get(fileId);
      if (before !== undefined) return before.file;
      const file = { ...rest, fileId, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
      kept.set(fileId, { file, content });
      return file;
    },
    async find(fileId) {
      await Promise.resolve();
      return kept.get(fileId)?.file;
    },
    async read(fileId) {
      await Promise.resolve();
      const found = kept.get(fileId);
      if (found === undefined) throw new NotFound('file');
      return found.content;
    },
  };
}

/** Reversible and recognisable: a test can see whether a plain value has got through. */
export function fakeSecrecy(): Secrecy {
  let salts = 0;
  return {
    encrypt: (plain) => `cipher:${Buffer.from(plain, 'utf8').toString('base64url')}`,
    decrypt: (cipher) => Buffer.from(cipher.slice('cipher:'.length), 'base64url').toString('utf8'),
    hashId: (idNumber) => createHash('sha256').update(`key|${idNumber}`).digest('hex'),
    newSalt: () => `salt-${String(salts++)}`,
  };
}

export class FakeMessenger implements Messenger {
  readonly sent: { readonly id: string; readonly text: string; readonly to: { readonly email?: string; readonly phone?: string } }[] = [];
  /** False: nothing is configured to send. */
  configured = true;
  readonly failures: Error[] = [];

  async send({ id, text, to }: Parameters<Messenger['send']>[0]): Promise<boolean> {
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    this.sent.push({ id, text, to });
    return this.configured;
  }
}

type DossierSlip = { readonly [K in keyof Slips]: Parameters<Slips[K]>[0] }[Exclude<keyof Slips, 'register'>];

/** Keeps what it was asked to print; the "paper" names slip and dossier. */
export class FakeSlips implements Slips {
  readonly printed: DossierSlip[] = [];

  receipt = (slip: ReceiptSlip): Promise<Uint8Array> => this.#print('slip', slip);
  supplement = (slip: SupplementSlip): Promise<Uint8Array> => this.#print('supplement', slip);
  refusal = (slip: RefusalSlip): Promise<Uint8Array> => this.#print('refusal', slip);
  apology = (slip: ApologySlip): Promise<Uint8Array> => this.#print('apology', slip);
  stop = (slip: StopSlip): Promise<Uint8Array> => this.#print('stop', slip);
  control = (slip: ControlSlip): Promise<Uint8Array> => this.#print('control', slip);

  async register(sheet: RegisterSheet, rows: AsyncIterable<RegisterRow>): Promise<Uint8Array> {
    const lines = [`register ${sheet.agencyCode} ${String(sheet.year)}`];
    for await (const { number, code } of rows) lines.push(`${String(number)} ${code}`);
    return new TextEncoder().encode(lines.join('\n'));
  }

  async #print(kind: string, slip: DossierSlip): Promise<Uint8Array> {
    await Promise.resolve();
    this.printed.push(slip);
    return new TextEncoder().encode(`${kind} ${slip.code ?? ''} ${String(this.printed.length)}`);
  }
}
