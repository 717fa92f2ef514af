import type { Agency, Ports, StoredOfficer } from '../../ports/index.ts';
import { NoCalendar } from '../../ports/no-calendar.ts';
import type { Passwords } from '../../ports/sessions.ts';
import { demoData, type DemoData } from './demo-data.ts';

export interface Seeded {
  /** User names, in the order of the list. */
  readonly accounts: readonly { readonly username: string; readonly name: string; readonly agency: string; readonly roles: readonly string[] }[];
}

type Needs = Pick<Ports, 'agencies' | 'officers' | 'calendars'> & { readonly passwords: Passwords };

/** Makes what the demonstration needs and changes nothing that is right already; every account has the one given password. */
export async function seedDemo(ports: Needs, password: string, data: DemoData = demoData()): Promise<Seeded> {
  await seedAgencies(ports, data);
  if (data.calendar.version > (await newestCalendar(ports))) await ports.calendars.put(data.calendar);
  await seedOfficers(ports, data, password);
  const agencyNames = new Map(data.agencies.map(({ id, name }) => [id, name.vi]));
  return {
    accounts: data.officers.map(({ username, name, assignments }) => ({
      username,
      name,
      agency: assignments.map(({ agency }) => agencyNames.get(agency) ?? agency).join(', '),
      roles: [...new Set(assignments.flatMap(({ roles }) => roles))],
    })),
  };
}

async function seedAgencies({ agencies }: Pick<Ports, 'agencies'>, data: DemoData): Promise<void> {
  for (const { parent, validTo, ...agency } of data.agencies) {
    const wished: Agency = { ...agency, ...(parent === undefined ? {} : { parent }), ...(validTo === undefined ? {} : { validTo }) };
    const there = (await agencies.validOn(agency.validFrom)).find(({ id, validFrom }) => id === agency.id && validFrom === agency.validFrom);
    if (there === undefined) await agencies.put(wished);
  }
}

/** 0 when there is none yet. */
async function newestCalendar({ calendars }: Pick<Ports, 'calendars'>): Promise<number> {
  try {
    return (await calendars.current()).version;
  } catch (error) {
    if (error instanceof NoCalendar) return 0;
    throw error;
  }
}

async function seedOfficers({ officers, passwords }: Needs, data: DemoData, password: string): Promise<void> {
  // The accounts share a password, so they may share its hash: thirty separate ones would hold up every start by seconds
  const verified = new Map<string, Promise<boolean>>();
  const isRight = (hash: string): Promise<boolean> => {
    const known = verified.get(hash) ?? passwords.verify(hash, password);
    verified.set(hash, known);
    return known;
  };
  let fresh: Promise<string> | undefined;
  for (const { username, name, assignments } of data.officers) {
    const there = await officers.find(username);
    if (there !== undefined && (await isRight(there.passwordHash)) && sameRights(there, assignments)) continue;
    const passwordHash = there !== undefined && (await isRight(there.passwordHash)) ? there.passwordHash : await (fresh ??= passwords.hash(password));
    await officers.put({ id: username, username, name, passwordHash, assignments });
  }
}

function sameRights(there: StoredOfficer, wished: readonly { readonly agency: string; readonly roles: readonly string[] }[]): boolean {
  const written = (all: readonly { readonly agency: string; readonly roles: readonly string[] }[]): string =>
    all
      .map(({ agency, roles }) => `${agency}:${[...roles].sort().join()}`)
      .sort()
      .join(';');
  return written(there.assignments) === written(wished);
}
