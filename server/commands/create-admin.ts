import { createInterface } from 'node:readline/promises';
import { DomainError } from '../../domain/errors.ts';
import { composeCore } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { argonPasswords } from '../session/passwords.ts';
import { createAdmin } from '../usecases/create-admin.ts';

/**
 * `npm run create-admin -- --username an.quantri --name "Nguyễn An" --agency-id center --agency-code H99.01 --agency-name "Trung tâm"`.
 * The password comes from standard input, so that it stands in no command line and no history of the shell.
 */
const given = new Map<string, string>();
for (let i = 2; i < process.argv.length; i += 2) given.set(process.argv[i] ?? '', process.argv[i + 1] ?? '');
const wanted = (name: string): string => {
  const value = given.get(`--${name}`);
  if (value === undefined || value === '') {
    console.error(
      `--${name} is missing. Use: npm run create-admin -- --username U --name N --agency-id I --agency-code C --agency-name A   (password on standard input)`,
    );
    process.exit(2);
  }
  return value;
};
const admin = {
  username: wanted('username'),
  name: wanted('name'),
  agency: { id: wanted('agency-id'), code: wanted('agency-code'), name: wanted('agency-name') },
};
const lines = createInterface({ input: process.stdin, output: process.stderr });
const password = await lines.question('Password: ');
lines.close();
const core = await composeCore(loadConfig(process.env), createLogger({ level: 'error', service: 'create-admin' }));
try {
  await createAdmin({ ...core.ports, passwords: argonPasswords() }, { ...admin, password });
  console.log(`The account ${admin.username} is there.`);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
await core.close();
process.exit();
