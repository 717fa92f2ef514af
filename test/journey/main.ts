import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { projectRoot } from '../../infra/launch/project-root.ts';
import { parseArguments, USAGE, WrongUsage, type JourneyOptions } from './arguments.ts';
import { Client, Refused } from './client.ts';
import { fullName, planJourney, receiverOf, type DemoOfficer } from './plan.ts';
import { Play, type Played } from './play.ts';
import { holds, introduction, skipLine, stepLine, summary, summaryLine } from './report.ts';
import { readScenarios } from './scenario.ts';

async function travel(options: JourneyOptions, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<readonly Played[]> {
  const root = projectRoot();
  const { play, skip } = planJourney(readScenarios(join(root, 'workflows')), options.scenarios);
  const officers = JSON.parse(readFileSync(join(root, 'server/demo/officers.json'), 'utf8')) as readonly DemoOfficer[];
  const nameOf = (username: string): string => officers.find((officer) => officer.username === username)?.name ?? username;
  const client = new Client({
    url: options.url,
    password: passwordFrom(options, env),
    onTrouble: (what) => {
      say(`  … ${what}; trying again`);
    },
  });
  for (const { scenario, why } of skip) say(skipLine(scenario, why));
  const codes = await nationalCodes(client, receiverOf(play[0] as (typeof play)[number], officers));
  const played: Played[] = [];
  for (const scenario of play) {
    say(introduction(scenario));
    const tell: ConstructorParameters<typeof Play>[3] = (told) => {
      say(stepLine(new Date(), nameOf(told.who), told));
    };
    const result = await new Play(client, scenario, receiverOf(scenario, officers), tell).run(codes.get(scenario.procedure) ?? scenario.procedure);
    say(
      result.problem === undefined
        ? `  ✓ ends as it should: status ${String(result.status)}, ${String(result.entries)} entries, ${String(result.seconds)} s`
        : `  ✗ ${fullName(scenario)}: ${result.problem}`,
    );
    played.push(result);
  }
  return played;
}

async function nationalCodes(client: Client, username: string): Promise<ReadonlyMap<string, string>> {
  const { procedures } = await client.call(username, ENDPOINTS.listProcedures, {});
  return new Map(procedures.map(({ id, code }) => [id, code]));
}

function passwordFrom({ password, data }: JourneyOptions, env: NodeJS.ProcessEnv): string {
  const given = password ?? env['DEMO_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  const file = join(resolve(data), 'secrets', 'demo-password');
  if (!existsSync(file))
    throw new WrongUsage(
      `The password of the demonstration accounts is not known: give --password or DEMO_PASSWORD, or --data with the running system's data folder (${file} is not there).`,
    );
  return readFileSync(file, 'utf8').trim();
}

async function main(): Promise<number> {
  let played: readonly Played[] = [];
  let json = false;
  try {
    const options = parseArguments(process.argv.slice(2));
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    json = options.json;
    const say = json ? console.error : console.log;
    played = await travel(options, process.env, say);
    say(summary(played));
  } catch (error) {
    console.error(sentence(error));
    if (error instanceof WrongUsage) return 2;
  }
  if (json) console.log(summaryLine(played));
  return holds(played) ? 0 : 1;
}

function sentence(error: unknown): string {
  if (error instanceof Refused && error.problem.code === 'wrong-credentials')
    return "The demonstration accounts do not take this password: --password, DEMO_PASSWORD or --data must be the running system's.";
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
