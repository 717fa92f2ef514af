import { calendar } from './040-calendar.ts';
import { clock } from './050-clock.ts';
import { clockMarks } from './070-clock-marks.ts';
import { dossiers } from './030-dossiers.ts';
import { files } from './020-files.ts';
import { people } from './010-people.ts';
import type { Migration } from './migration.ts';

/** Every step of the database's structure. A new one is a new file with the next number, and a line here. */
export const MIGRATIONS: readonly Migration[] = [people, files, dossiers, calendar, clock, clockMarks];
