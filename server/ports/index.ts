import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Release } from '../../domain/release.ts';
import type { Officer } from '../../domain/policy.ts';
import type { AgencyId, Bilingual } from '../../contract/vocabulary.ts';
import type { Calendars } from './calendars.ts';
import type { ClockMarks } from './clock-marks.ts';
import type { Dossiers, History } from './dossiers.ts';
import type { Engine } from './engine.ts';
import type { ReadModels } from './read-models.ts';
import type { Slips } from './slips.ts';

export type { Calendars } from './calendars.ts';

export interface Clock {
  /** ISO instant, UTC. */
  now(): string;
}

export interface Releases {
  find(id: string): Promise<Release | undefined>;
  /** @throws NotFound */
  get(procedure: string, number: number): Promise<Release>;
  newest(procedure: string): Promise<Release | undefined>;
  /** Newest deployed release of each procedure. */
  all(): Promise<readonly Release[]>;
  /** False when that number exists already: another server published it. */
  add(release: Release): Promise<boolean>;
  markDeployed(id: string, keys: Readonly<Record<string, string>>): Promise<void>;
}

export interface Agency {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: Bilingual;
  readonly shortName: string;
  readonly kind: string;
  readonly parent?: AgencyId;
  readonly validFrom: string;
  readonly validTo?: string;
}

export interface Agencies {
  /** @throws NotFound */
  get(id: AgencyId): Promise<Agency>;
  /** Agencies valid on a date (YYYY-MM-DD). */
  validOn(date: string): Promise<readonly Agency[]>;
  put(agency: Agency): Promise<void>;
}

export interface StoredOfficer extends Officer {
  readonly username: string;
  readonly passwordHash: string;
  readonly disabled?: boolean;
}

export interface Officers {
  findByUsername(username: string): Promise<StoredOfficer | undefined>;
  find(id: string): Promise<StoredOfficer | undefined>;
  put(
    officer: Omit<StoredOfficer, 'assignments'> & { readonly assignments: readonly { readonly agency: AgencyId; readonly roles: readonly string[] }[] },
  ): Promise<void>;
  count(): Promise<number>;
}

/** Database sequences: one row each, upsert-and-return, never in process memory. */
export interface Sequences {
  /** The next number of a series, counting from 1. */
  next(series: string): Promise<number>;
}

export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploadedBy: string;
  readonly at: string;
}

export interface Files {
  /** Durable on return. `fileId` may be given to make a repeat harmless. */
  put(file: {
    readonly fileId?: string;
    readonly name: string;
    readonly mediaType: string;
    readonly content: Uint8Array;
    readonly uploadedBy: string;
    readonly at: string;
  }): Promise<StoredFile>;
  find(fileId: string): Promise<StoredFile | undefined>;
  read(fileId: string): Promise<Uint8Array>;
}

/** Keeps ID numbers unreadable at rest and findable by a keyed hash. */
export interface Secrecy {
  encrypt(plain: string): string;
  decrypt(cipher: string): string;
  hashId(idNumber: string): string;
  /** 128 random bits as text. */
  newSalt(): string;
}

export interface Messenger {
  /** False: nothing is configured to send it, so it is kept and shown. Rejects when sending failed. */
  send(message: {
    readonly id: string;
    readonly to: { readonly email?: string; readonly phone?: string };
    readonly subject: string;
    readonly text: string;
  }): Promise<boolean>;
}

/** Tells waiting requests and open pages that a dossier has changed. */
export interface Changes {
  /** Resolves with the first record for which `done` holds, or with the newest one when time is up. */
  waitFor(dossierId: string, done: (record: DossierRecord) => boolean, timeoutMs: number): Promise<DossierRecord>;
}

/** Everything the rules need from outside; each use case names the part it uses. */
export interface Ports {
  readonly clock: Clock;
  readonly dossiers: Dossiers;
  readonly history: History;
  readonly readModels: ReadModels;
  readonly releases: Releases;
  readonly agencies: Agencies;
  readonly officers: Officers;
  readonly calendars: Calendars;
  readonly clockMarks: ClockMarks;
  readonly sequences: Sequences;
  readonly files: Files;
  readonly secrecy: Secrecy;
  readonly messenger: Messenger;
  readonly slips: Slips;
  readonly changes: Changes;
  readonly engine: Engine;
}
