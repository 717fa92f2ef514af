import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { Client } from '../journey/client.ts';
import { receiverOf, type DemoOfficer } from '../journey/plan.ts';
import { Play, type TimeKeeper } from '../journey/play.ts';
import { readScenarios, type Scenario } from '../journey/scenario.ts';
import { eventually } from '../journey/wait.ts';
import { startSystem, type System } from '../support/system.ts';
import { flowsOf } from './flows-of.ts';

const OFFICERS = JSON.parse(readFileSync('server/demo/officers.json', 'utf8')) as readonly DemoOfficer[];
const AUDITOR = 'kien.thanhtra';
const DAY_MS = 86_400_000;

/** The steps whose decision opens a wait, and the limit's length in days. */
export interface Limit {
  readonly opensWait: string | readonly string[];
  readonly days: number;
}

/** What a scenario may let run out. */
export interface Limits {
  readonly opinion?: Limit;
  readonly supplement?: Limit;
  readonly remedy?: Limit;
  /** Working days a dossier may take, and how long before their end it is due soon; dossiers that are to be late were received as long ago. */
  readonly clock?: { readonly days: number; readonly dueSoon?: number };
}

/**
 * Every example of a procedure on the real engine with the real steps, through the public interface; together they must take every sequence
 * flow that the engine records.
 * @param unrecorded flows the engine takes without a record: those that leave an event-based gateway
 */
export function playEveryPath(procedure: string, limits: Limits, unrecorded: readonly string[]): void {
  describe(`every path of ${procedure}`, () => {
    let system: System;
    const taken = new Set<string>();
    beforeAll(async () => {
      system = await startSystem();
    }, 180_000);
    afterAll(() => system.stop(), 60_000);

    test.each(readScenarios('workflows').filter((scenario) => scenario.procedure === procedure))(
      '$scenario',
      async (scenario) => {
        const client = new Client({ url: system.url, password: system.password });
        system.stepClock.set(receivedAt(scenario));
        const played = await new Play(client, scenario, receiverOf(scenario, OFFICERS), () => undefined, timeKeeper(client, runsOut(scenario))).run(procedure);
        system.stepClock.set(undefined);

        expect(played.problem).toBeUndefined();
        expect(played.status).toBe(scenario.ends.status);
        for (const flow of await flowsTaken(client, scenario, played.code)) taken.add(flow);
      },
      180_000,
    );

    test('together they take every sequence flow', () => {
      const untaken = flowsOf(procedure).filter((flow) => !taken.has(flow) && !unrecorded.includes(flow));
      expect(untaken).toEqual([]);
    });

    function runsOut({ script }: Scenario): Limit | undefined {
      if (script.some((step) => 'expectSilence' in step)) return limits.opinion;
      if (script.some((step) => 'expectRemedyLate' in step)) return limits.remedy;
      return script.some((step) => 'expectSupplementLate' in step) ? limits.supplement : undefined;
    }

    /** Long enough ago for the clock to say what the script expects; undefined: now. */
    function receivedAt({ script }: Scenario): string | undefined {
      const expected = script.flatMap((step) => ('expectClock' in step ? [step.expectClock] : []))[0];
      if (expected === undefined) return undefined;
      const days = (limits.clock?.days ?? 0) + (expected === 'overdue' ? 1 : -(limits.clock?.dueSoon ?? 1));
      return new Date(Date.now() - days * DAY_MS - 60_000).toISOString();
    }

    /** Moves the clock back by the limit before the wait opens, so that it ends at the next full minute of real time. */
    function timeKeeper(client: Client, limit: Limit | undefined): TimeKeeper {
      return {
        before(step) {
          if (limit === undefined || !('step' in step) || ![limit.opensWait].flat().includes(step.step)) return;
          const end = Math.ceil((Date.now() + 12_000) / 60_000) * 60_000;
          system.stepClock.set(new Date(end - limit.days * DAY_MS).toISOString());
        },
        async pass(step, dossierId) {
          const awaited = 'expectClock' in step ? `clock-${step.expectClock}` : 'timer-triggered';
          await eventually(
            client,
            `the limit of ${JSON.stringify(step)} to pass`,
            async () => {
              const { entries } = await client.call(AUDITOR, ENDPOINTS.getHistory, { params: { dossier: dossierId } });
              return entries.some(({ kind }) => kind === awaited) ? true : undefined;
            },
            100_000,
          );
          system.stepClock.set(undefined);
        },
      };
    }

    async function flowsTaken(client: Client, scenario: Scenario, code: string | null): Promise<readonly string[]> {
      const dossier = code ?? (await newestOf(client, scenario));
      const { entries } = await client.call(AUDITOR, ENDPOINTS.getHistory, { params: { dossier } });
      return entries.flatMap(({ kind, engine }) => (kind === 'flow-taken' ? (engine?.elementId ?? []) : []));
    }

    /** A dossier that was never received has no code to find it by. */
    async function newestOf(client: Client, { procedure: wanted }: Scenario): Promise<string> {
      const { dossiers } = await client.call(AUDITOR, ENDPOINTS.listDossiers, { query: { procedure: wanted, limit: 1 } });
      return dossiers[0]?.id ?? '';
    }
  });
}
