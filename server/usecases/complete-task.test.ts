import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, D1, decided } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anOfficer, aStranger, CENTER, WARD } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Officer } from '../../domain/policy.ts';
import type { Command } from './command.ts';
import { completeTask } from './complete-task.ts';

const KEY: Command = { key: 'key-1', bodyHash: 'body-1' };
const BODY = { outcome: 'FOUND', form: { entryNumber: '125', exemptionGranted: true } } as const;
const officer = aCaseOfficer();

/** The engine does `what` as soon as it is told of the decision. */
function withEngine(ports: FakePorts, what: 'complete' | 'cancel'): FakePorts {
  ports.dossiers.onCommitted(({ record }) => {
    if (!record.outbox.some(({ kind }) => kind === 'complete-task')) return;
    const story = new Story({ from: 500 });
    void ports.dossiers.change(record.id, (current) => observe(current, (what === 'complete' ? story.complete(TASK) : story.cancel(TASK)).facts, elementOf));
  });
  return ports;
}

const setUp = (engine: 'complete' | 'cancel' = 'complete'): FakePorts => withEngine(fakePorts({ dossiers: [aDossierWithTask()] }), engine);
const complete = (ports: FakePorts, body: Parameters<typeof completeTask>[3] = BODY, command = KEY, by: Officer = officer): ReturnType<typeof completeTask> =>
  completeTask(ports, by, TASK, body, command);
const decisions = (ports: FakePorts): number => theDossier(ports, D1).pending.filter(({ kind }) => kind === 'decided').length;

describe('deciding a task', () => {
  test('records the decision and the order to the engine in one write', async () => {
    const ports = setUp();
    const written: DossierRecord[] = [];
    ports.dossiers.onCommitted(({ record }) => {
      written.push(record);
    });

    await complete(ports);

    expect(written.map(({ version }) => version)).toEqual([2, 3]);
    expect(written[0]?.pending.at(-1)).toMatchObject({
      kind: 'decided',
      actor: { officer: officer.id, role: 'CASE_OFFICER', agency: WARD, agencyName: `Cơ quan ${WARD}` },
      data: { outcome: 'FOUND', sent: { exemptionGranted: true } },
    });
    expect(written[0]?.outbox).toMatchObject([{ kind: 'complete-task', taskKey: TASK, variables: { outcome: 'FOUND', exemptionGranted: true } }]);
  });

  test('answers settled when the engine has closed the task', async () => {
    const ports = setUp();
    expect(await complete(ports)).toEqual({ dossierId: D1, version: 3, settled: true });
    expect(theDossier(ports, D1).state.tasks).toEqual({});
  });

  test('keeps form values as commitments, and sends the engine only what the sheet lists', async () => {
    const ports = setUp();
    await complete(ports, { ...BODY, reason: 'Đã đối chiếu sổ gốc năm 2009' });
    const record = theDossier(ports, D1);
    expect(JSON.stringify(record.pending)).not.toMatch(/"125"|sổ gốc/);
    const [decision] = record.state.decisions;
    expect(reveal(decision?.values, record.secrets)).toEqual({ entryNumber: '125', exemptionGranted: true });
    expect(reveal(decision?.reason, record.secrets)).toBe('Đã đối chiếu sổ gốc năm 2009');
  });

  test('answers accepted, not settled, while the engine is silent', async () => {
    const ports = fakePorts({ dossiers: [aDossierWithTask()] });
    expect(await complete(ports)).toMatchObject({ settled: false, message: expect.any(String) });
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  }, 10_000);

  test('says undone when a timer or a withdrawal was faster, and keeps what was entered', async () => {
    const ports = setUp('cancel');
    await expect(complete(ports)).rejects.toMatchObject({ code: 'decision-undone' });
    const record = theDossier(ports, D1);
    expect(reveal(record.state.decisions, record.secrets)).toMatchObject([{ undone: true, values: { entryNumber: '125' } }]);
    expect(record.outbox).toEqual([]);
  });
});

describe('the same key', () => {
  test('with the same body gets the same answer and decides once', async () => {
    const ports = setUp();
    const first = await complete(ports);
    expect(await complete(ports)).toEqual(first);
    expect(decisions(ports)).toBe(1);
  });

  test('at the same moment decides once', async () => {
    const ports = setUp();
    const answers = await Promise.all([complete(ports), complete(ports)]);
    expect(answers.map(({ settled }) => settled)).toEqual([true, true]);
    expect(decisions(ports)).toBe(1);
  });

  test('with another body is refused', async () => {
    const ports = setUp();
    await complete(ports);
    await expect(complete(ports, BODY, { key: 'key-1', bodyHash: 'other' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(decisions(ports)).toBe(1);
  });

  test('of an undone decision hears again that it is undone', async () => {
    const ports = setUp('cancel');
    await complete(ports).catch(() => undefined);
    await expect(complete(ports)).rejects.toMatchObject({ code: 'decision-undone' });
    expect(decisions(ports)).toBe(1);
  });

  test('finds its decision when the inbox does not know the task any more', async () => {
    const ports = setUp();
    const first = await complete(ports);
    await ports.readModels.put({ dossierId: D1, version: 9, inbox: [], row: (await ports.readModels.snapshot(D1)).row as never });
    expect(await complete(ports)).toEqual(first);
  });

  test('of a decision somebody else has taken is no key to it', async () => {
    const ports = setUp();
    await complete(ports);
    await expect(complete(ports, BODY, { key: 'key-2', bodyHash: 'body-1' })).rejects.toMatchObject({ code: 'task-closed' });
  });

  test('does not open the dossier to an officer of another agency', async () => {
    const ports = setUp();
    await complete(ports);
    await expect(complete(ports, BODY, KEY, aStranger())).rejects.toMatchObject({ code: 'task-not-found' });
  });
});

describe('a decision is refused, and nothing is written', () => {
  async function refused(
    code: string,
    { ports = setUp(), body = BODY, by = officer }: { ports?: FakePorts; body?: Parameters<typeof completeTask>[3]; by?: Officer } = {},
  ): Promise<void> {
    const before = theDossier(ports, D1);
    await expect(complete(ports, body, KEY, by)).rejects.toMatchObject({ code });
    expect(theDossier(ports, D1)).toBe(before);
  }

  test('for a task nobody has taken', () =>
    refused('task-not-claimed', { ports: withEngine(fakePorts({ dossiers: [aDossierWithTask({ free: true })] }), 'complete') }));
  test('for a task a colleague has taken', () => refused('task-not-claimed', { by: aCaseOfficer('lan.hotich') }));
  test('from somebody outside the candidate groups', () => refused('action-not-allowed', { by: anOfficer({ roles: ['DIVISION_HEAD'] }) }));
  test('from another agency, as if the task did not exist', () => refused('task-not-found', { by: aStranger() }));
  test('from the same role of an agency that only receives', () =>
    refused('action-not-allowed', {
      ports: fakePorts({ dossiers: [aDossierWithTask({ data: { receivingAgency: CENTER } })] }),
      by: anOfficer({ agency: CENTER, roles: ['CASE_OFFICER'] }),
    }));
  test('with an outcome the task does not have', () => refused('outcome-unknown', { body: { ...BODY, outcome: 'APPROVE' } }));
  test('without the reason its outcome needs', () => refused('reason-required', { body: { ...BODY, outcome: 'NOT_FOUND' } }));
  test('with a reason that is too short', () => refused('reason-required', { body: { ...BODY, outcome: 'NOT_FOUND', reason: 'không' } }));
  test('with a field the form does not have', () => refused('field-unknown', { body: { outcome: 'FOUND', form: { ...BODY.form, feeTotal: 0 } } }));
  test('with a value its field does not allow', () => refused('form-invalid', { body: { outcome: 'FOUND', form: { entryNumber: '1'.repeat(31) } } }));
  test('when another decision is on its way', () => refused('task-closed', { ports: fakePorts({ dossiers: [decided(aDossierWithTask())] }) }));
  test('when the engine has closed the task and the inbox does not know yet', async () => {
    const ports = setUp();
    await ports.dossiers.change(D1, (record) => observe(record, new Story({ from: 500 }).cancel(TASK).facts, elementOf));
    await refused('task-closed', { ports });
  });

  test('for a task that never was', async () => {
    const ports = setUp();
    await expect(completeTask(ports, officer, '999', BODY, KEY)).rejects.toMatchObject({ code: 'task-not-found' });
  });
});

test.each(['command.beforeWrite', 'command.afterWrite'] as const)('a process that dies at %s: the repeat decides exactly once', async (place) => {
  let alive = false;
  const ports = withEngine(
    fakePorts({
      dossiers: [aDossierWithTask()],
      failpoint: (name) => {
        if (name === place && !alive) throw new Error('died');
      },
    }),
    'complete',
  );
  await expect(complete(ports)).rejects.toThrow('died');
  alive = true;
  expect((await complete(ports)).settled).toBe(true);
  expect(decisions(ports)).toBe(1);
});
