import { Refusal } from '../../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import type { Passwords } from '../ports/sessions.ts';

export interface NewAdmin {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  /** Whose administrator; made when it does not exist yet, for on an empty system there is none. */
  readonly agency: { readonly id: string; readonly code: string; readonly name: string };
}

const MIN_PASSWORD = 12;

/**
 * The first account of a system, or one more administrator. Run by somebody who has the machine, never reachable over the network.
 * An account that exists is left as it is: this is no way to take over somebody's password.
 */
export async function createAdmin(
  ports: Pick<Ports, 'agencies' | 'officers' | 'clock'> & { readonly passwords: Passwords },
  { username, name, password, agency }: NewAdmin,
): Promise<void> {
  const plain = username.normalize('NFKC').trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{1,58}$/.test(plain))
    throw new Refusal('invalid-input', 'The user name must have 2 to 59 lower-case letters, digits, dots, hyphens or underscores.');
  if (password.length < MIN_PASSWORD) throw new Refusal('invalid-input', `The password must have at least ${String(MIN_PASSWORD)} characters.`);
  if ((await ports.officers.findByUsername(plain)) !== undefined || (await ports.officers.find(plain)) !== undefined)
    throw new Refusal('invalid-input', `There is an account ${plain} already.`);
  const today = ports.clock.now().slice(0, 10);
  const isThere = (await ports.agencies.validOn(today)).some(({ id }) => id === agency.id);
  if (!isThere)
    await ports.agencies.put({
      id: agency.id,
      code: agency.code,
      name: { vi: agency.name, en: agency.name },
      shortName: agency.name,
      kind: 'service-center',
      validFrom: today,
    });
  await ports.officers.put({
    id: plain,
    username: plain,
    name,
    passwordHash: await ports.passwords.hash(password),
    assignments: [{ agency: agency.id, roles: ['SYSTEM_ADMIN'] }],
  });
}
