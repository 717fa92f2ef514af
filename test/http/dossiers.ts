import { readFileSync } from 'node:fs';
import type { Submission } from '../../contract/endpoints/dossiers.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { scenarioNamed } from '../faults/play-through.ts';
import { Client } from '../journey/client.ts';
import { findTask } from '../journey/inbox.ts';
import { receiverOf, submissionOf, type DemoOfficer } from '../journey/plan.ts';
import { Play, type TimeKeeper } from '../journey/play.ts';
import type { Scenario } from '../journey/scenario.ts';

const OFFICERS = JSON.parse(readFileSync('server/demo/officers.json', 'utf8')) as readonly DemoOfficer[];

/** Of the ward whose officers most tests speak of. */
export const EXTRACT = scenarioNamed('two-copies-at-the-counter');
export const SUPPLEMENTED = scenarioNamed('supplement-answered');
/** The supplement has been asked for and not yet answered. */
export const UNTIL_SUPPLEMENT = SUPPLEMENTED.script.findIndex((step) => 'answerSupplement' in step);
/** The fee has been assessed and not yet paid. */
export const UNTIL_FEE = EXTRACT.script.findIndex((step) => 'payFee' in step);

export const anExtract = (): Submission => structuredClone(submissionOf(EXTRACT));

/** A dossier that does not exist, of the right shape. */
export const NO_DOSSIER = `d${'0'.repeat(25)}`;
export const NO_TASK = '9007199254740993';

/** Dossiers brought to where a test needs them, by the officers of an example. */
export class Desk {
  readonly client: Client;

  constructor(system: { readonly url: string; readonly password: string }) {
    this.client = new Client(system);
  }

  /** Plays the first steps of an example and leaves the dossier there. */
  async after(steps: number, scenario: Scenario = EXTRACT): Promise<string> {
    let dossier = '';
    const time: TimeKeeper = {
      before: () => undefined,
      pass(_step, dossierId) {
        dossier = dossierId;
        return Promise.reject(new Error('Far enough'));
      },
    };
    const script = [...scenario.script.slice(0, steps), { expectSilence: 'the test' }];
    const { problem } = await new Play(this.client, { ...scenario, script }, receiverOf(scenario, OFFICERS), () => undefined, time).run(scenario.procedure);
    if (dossier === '') throw new Error(problem);
    return dossier;
  }

  /** Key of an open task. */
  async task(who: string, dossierId: string, elementId: string): Promise<string> {
    return (await findTask(this.client, who, () => Promise.resolve({ dossierId, code: undefined }), elementId)).task.key;
  }

  /** Key of an open task that this officer now holds. */
  async held(who: string, dossierId: string, elementId: string): Promise<string> {
    const task = await this.task(who, dossierId, elementId);
    await this.client.call(who, ENDPOINTS.claimTask, { params: { task } });
    await this.until(async () => ((await this.client.call(who, ENDPOINTS.getTask, { params: { task } })).mayComplete ? true : undefined));
    return task;
  }

  async kinds(dossier: string): Promise<readonly string[]> {
    return (await this.client.call('kien.thanhtra', ENDPOINTS.getHistory, { params: { dossier } })).entries.map(({ kind }) => kind);
  }

  async until<T>(look: () => Promise<T | undefined>, patienceMs = 60_000): Promise<T> {
    for (const began = performance.now(); performance.now() - began < patienceMs; await this.client.pause(100)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`Not seen within ${String(patienceMs / 1000)} s`);
  }
}
