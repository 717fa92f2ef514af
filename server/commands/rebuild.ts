import { composeCore } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { rebuildReadModels } from '../usecases/rebuild-read-models.ts';

/** `npm run rebuild`: makes inbox, dossier list and every dossier's state again from history, and says what differed. Exit 1: history itself is broken. */
const json = process.argv.includes('--json');
const core = await composeCore(loadConfig(process.env), createLogger({ level: 'error', service: 'rebuild' }));
const result = await rebuildReadModels(core.ports, (done) => {
  process.stderr.write(`\r${String(done)} dossiers`);
});
process.stderr.write('\n');
await core.close();
if (json) console.log(JSON.stringify(result));
else {
  console.log(`${String(result.dossiers)} dossiers read again from their history.`);
  for (const { dossierId, what } of result.repaired) console.log(`  ${dossierId}: ${what} differed and was made again`);
  for (const { dossierId, seq, fault } of result.broken)
    console.log(`  ${dossierId}: history is broken at entry ${String(seq)} (${fault}); nothing was changed`);
  if (result.repaired.length + result.broken.length === 0) console.log('Everything was as history says.');
}
process.exit(result.broken.length > 0 ? 1 : 0);
