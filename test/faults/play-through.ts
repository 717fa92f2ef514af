import { readFileSync } from 'node:fs';
import { Client } from '../journey/client.ts';
import { receiverOf, type DemoOfficer } from '../journey/plan.ts';
import { Play, type Played, type Told } from '../journey/play.ts';
import { readScenarios, type Scenario } from '../journey/scenario.ts';

const OFFICERS = JSON.parse(readFileSync('server/demo/officers.json', 'utf8')) as readonly DemoOfficer[];

export function scenarioNamed(name: string): Scenario {
  const found = readScenarios('workflows').find(({ scenario }) => scenario === name);
  if (found === undefined) throw new TypeError(`There is no example ${name}`);
  return found;
}

/** Plays an example as its officers, over HTTP, with their patience; `onStep` hears of each step when it is done. */
export function playThrough(
  { url, password }: { readonly url: string; readonly password: string },
  scenario: Scenario,
  onStep: (told: Told) => void = () => undefined,
): Promise<Played> {
  return new Play(new Client({ url, password }), scenario, receiverOf(scenario, OFFICERS), onStep).run(scenario.procedure);
}
