import { describe, expect, test } from '@jest/globals';
import { aDossier, aDossierWithTask, aNewDossier, after, aVault, D1, decided, feeAssessed, messageQueued } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { failNext, interpose } from '../../test/support/fakes/interpose.ts';
import { OWN_RELAY_MS, type OutboxRow } from '../../domain/dossier/outbox.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { EngineRefused } from '../ports/engine.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import { createRelay, type Relay } from './relay.ts';

/** One process: its relay hears of what it commits, as the composed system does. */
function aProcess(ports: FakePorts): Relay {
  const relay = createRelay(ports);
  ports.dossiers.onCommitted((committed) => {
    relay.tellNew(committed);
  });
  return relay;
}

const started = (record: DossierRecord): DossierRecord => observe(record, new Story().start(record.id).facts, elementOf);

function aDossierWithMessage(): DossierRecord {
  const vault = aVault();
  return applyChange(started(aNewDossier()), {
    entries: [messageQueued('message-705', vault)],
    outbox: [{ kind: 'send-message', messageId: 'message-705' }],
    secrets: vault.secrets,
  });
}

/** Time has passed, so that the row belongs to the sweeper. */
async function sweepOnce(relay: Relay, ports: FakePorts, id = D1, laterMs = 120_000): Promise<void> {
  ports.clock.pass(laterMs);
  await relay.tellDue(theDossier(ports, id), ports.clock.now());
}

const rowsOf = (ports: FakePorts, id = D1): readonly OutboxRow[] => theDossier(ports, id).outbox;
const setUp = (record: DossierRecord): { ports: FakePorts; relay: Relay } => {
  const ports = fakePorts({ dossiers: [record], clock: new FakeClock(record.state.updatedAt) });
  return { ports, relay: aProcess(ports) };
};

describe('right after a commit', () => {
  test('the start of the process is told at once, under the id of the dossier', async () => {
    const { ports, relay } = setUp(aNewDossier());

    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();

    expect(ports.engine.published).toEqual([{ name: 'civil-status-extract--r1.submitted', correlationKey: D1, messageId: D1 }]);
  });

  test('the row stays until the engine shows the effect', async () => {
    const { ports, relay } = setUp(aNewDossier());
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(rowsOf(ports)).toMatchObject([{ kind: 'start-process', attempts: 0 }]);
  });

  test('another commit of the same dossier does not tell it again', async () => {
    const { ports, relay } = setUp(aNewDossier());
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    await ports.dossiers.change(D1, (record) => after(record, [feeAssessed()]));
    await relay.idle();
    expect(ports.engine.told).toHaveLength(1);
  });

  test('the same commit told twice at once tells it once', async () => {
    const { ports, relay } = setUp(aNewDossier());
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(ports.engine.told).toHaveLength(1);
  });

  test('every order of the write is told, one after the other', async () => {
    const { ports, relay } = setUp(started(aNewDossier()));
    await ports.dossiers.change(D1, (record) =>
      after(
        record,
        [feeAssessed()],
        [
          { kind: 'cancel-process', processInstanceKey: '77' },
          { kind: 'cancel-process', processInstanceKey: '78' },
        ],
      ),
    );
    await relay.idle();
    expect(ports.engine.told.map(({ command, key }) => `${command} ${key}`)).toEqual(['cancel 77', 'cancel 78']);
  });

  test('what the engine was not there for is left to the sweeper', async () => {
    const { ports, relay } = setUp(aNewDossier());
    ports.engine.available = false;
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(rowsOf(ports)).toMatchObject([{ kind: 'start-process', attempts: 0 }]);
    ports.engine.available = true;
    await sweepOnce(relay, ports);
    expect(ports.engine.published).toHaveLength(1);
  });
});

describe('the sweeper', () => {
  test('tells a start whose process died before telling', async () => {
    const { ports, relay } = setUp(aNewDossier());
    await sweepOnce(relay, ports);
    expect(ports.engine.published).toHaveLength(1);
    expect(rowsOf(ports)).toMatchObject([{ attempts: 1 }]);
  });

  test('leaves alone what is not due', async () => {
    const { ports, relay } = setUp(aNewDossier());
    await sweepOnce(relay, ports, D1, 1_000);
    expect(ports.engine.told).toEqual([]);
    expect(rowsOf(ports)).toMatchObject([{ attempts: 0 }]);
  });

  test('a start told twice starts one process', async () => {
    const { ports, relay } = setUp(aNewDossier());
    await sweepOnce(relay, ports);
    await sweepOnce(relay, ports);
    expect(ports.engine.told).toHaveLength(2);
    expect(ports.engine.published).toHaveLength(1);
  });

  test('tells no start of a dossier whose process is known, and puts the row away', async () => {
    const { ports, relay } = setUp({ ...started(aNewDossier()), outbox: aNewDossier().outbox });
    await sweepOnce(relay, ports);
    expect(ports.engine.told).toEqual([]);
    expect(rowsOf(ports)).toEqual([]);
  });

  test('waits longer after each attempt while the engine is away, and forgets nothing', async () => {
    const { ports, relay } = setUp(aNewDossier());
    ports.engine.available = false;
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      await sweepOnce(relay, ports);
      pauses.push(Date.parse(rowsOf(ports)[0]?.nextAt ?? '') - Date.parse(ports.clock.now()));
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);

    ports.engine.available = true;
    await sweepOnce(relay, ports);
    expect(ports.engine.published).toHaveLength(1);
  });

  test('asks again and again for evidence of a completion the engine does not find', async () => {
    const { ports, relay } = setUp(decided(aDossierWithTask()));
    ports.engine.closed.add(TASK);
    await sweepOnce(relay, ports);
    await sweepOnce(relay, ports);
    expect(rowsOf(ports)).toMatchObject([{ kind: 'complete-task', attempts: 2 }]);
    expect(ports.log.at('error')).toEqual([]);
  });

  test('goes on with a completion whose answer was lost until the engine shows it', async () => {
    const { ports, relay } = setUp(decided(aDossierWithTask()));
    ports.engine.afterEffect = () => {
      throw new EngineRefused('not-found', 'asked twice by the client library');
    };
    await sweepOnce(relay, ports);
    expect(rowsOf(ports)).toMatchObject([{ kind: 'complete-task' }]);

    await ports.dossiers.change(D1, (record) => observe(record, new Story({ from: 500 }).complete(TASK).facts, elementOf));
    expect(rowsOf(ports)).toEqual([]);
  });

  test('puts a message to a waiting process away once the engine has accepted it', async () => {
    const { ports, relay } = setUp(after(aDossier(), [], [{ kind: 'publish-message', message: 'fee-paid', correlationKey: 'fee-702', variables: {} }]));
    await sweepOnce(relay, ports);
    expect(ports.engine.published).toMatchObject([{ name: 'fee-paid', correlationKey: 'fee-702' }]);
    expect(rowsOf(ports)).toEqual([]);
  });

  test('puts the cancellation of an instance that is gone away', async () => {
    const { ports, relay } = setUp(after(aDossier(), [], [{ kind: 'cancel-process', processInstanceKey: '77' }]));
    ports.engine.closed.add('77');
    await sweepOnce(relay, ports);
    expect(rowsOf(ports)).toEqual([]);
  });

  test('alarms when the engine refuses a row, and keeps it', async () => {
    const { ports, relay } = setUp(decided(aDossierWithTask()));
    ports.engine.failures.push(new EngineRefused('invalid-argument', 'no'));
    await sweepOnce(relay, ports);
    expect(ports.log.at('error')).toHaveLength(1);
    expect(rowsOf(ports)).toMatchObject([{ attempts: 1 }]);
  });
});

describe('a message to the applicant', () => {
  const statusOf = (ports: FakePorts): string | undefined => theDossier(ports, D1).state.messages[0]?.status;

  test('is sent with what stands behind its commitments, and recorded as sent', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(ports.messenger.sent).toEqual([{ id: 'message-705', to: { email: 'hang@example.vn' }, text: 'Hồ sơ đã được tiếp nhận.' }]);
    expect(statusOf(ports)).toBe('sent');
    expect(rowsOf(ports)).toEqual([]);
  });

  test('is kept when nothing is configured to send it', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    ports.messenger.configured = false;
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(statusOf(ports)).toBe('kept');
  });

  test('that was refused is failed, and not tried again', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    ports.messenger.failures.push(new Error('550 no such mailbox'));
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    await sweepOnce(relay, ports);
    expect(statusOf(ports)).toBe('failed');
    expect(ports.messenger.sent).toEqual([]);
  });

  test('is not repeated when the process died while sending it', async () => {
    const record = aDossierWithMessage();
    const { ports, relay } = setUp({ ...record, outbox: record.outbox.map((row) => ({ ...row, startedAt: record.state.updatedAt })) });
    await sweepOnce(relay, ports);
    expect(ports.messenger.sent).toEqual([]);
    expect(theDossier(ports, D1).pending.at(-1)).toMatchObject({ kind: 'message-failed', data: { why: 'interrupted' } });
  });

  test('is not sent when the attempt cannot be written down first', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    failNext(ports.dossiers, 'change', 1, new StoreUnavailable('gone'));
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(ports.messenger.sent).toEqual([]);
    expect(statusOf(ports)).toBe('queued');
  });

  test('that was sent is never recorded as refused, even if the database hiccups just then', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    interpose(ports.messenger, 'send', (send) => async (message) => {
      const sent = await send(message);
      failNext(ports.dossiers, 'change', 1, new StoreUnavailable('gone'));
      return sent;
    });
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(ports.messenger.sent).toHaveLength(1);
    expect(theDossier(ports, D1).pending.map(({ data }) => data['why'])).not.toContain('refused');
  });

  test('leaves once when two processes have the same row in hand', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    const other = createRelay(ports);
    ports.clock.pass(OWN_RELAY_MS + 1);
    const seen = theDossier(ports, D1);

    await Promise.all([relay.tellDue(seen, ports.clock.now()), other.tellDue(seen, ports.clock.now())]);

    expect(ports.messenger.sent).toHaveLength(1);
  });

  test('told eagerly, ahead of its time, is recorded as it went', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    interpose(ports.messenger, 'send', (send) => async (message) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return send(message);
    });
    await relay.tellDue(theDossier(ports, D1), new Date(Date.parse(ports.clock.now()) + 60_000).toISOString());
    await relay.idle();
    expect(ports.messenger.sent).toHaveLength(1);
    expect(statusOf(ports)).toBe('sent');
  });
});

describe('of one dossier nothing is told before what was written earlier', () => {
  const withdrawn = { kind: 'publish-message', message: 'dossier-withdrawn', correlationKey: D1, variables: {} } as const;
  const withdraw = (ports: FakePorts): Promise<unknown> => ports.dossiers.change(D1, (record) => after(record, [feeAssessed()], [withdrawn]));
  const told = (ports: FakePorts): readonly string[] => ports.engine.told.map(({ command }) => command);

  test('a message written when the engine is back does not overtake the decision made while it was away', async () => {
    // given
    const { ports, relay } = setUp(started(aDossierWithTask()));
    ports.engine.available = false;
    await ports.dossiers.change(D1, decided);
    await relay.idle();
    const tries = told(ports).length;

    // when
    ports.engine.available = true;
    await withdraw(ports);
    await relay.idle();

    // then
    expect(told(ports)).toHaveLength(tries);
    await sweepOnce(relay, ports, D1, 4 * 3_600_000);
    expect(told(ports).slice(tries)).toEqual(['complete', 'publish']);
  });

  test('nor while the decision is only on its way', async () => {
    // given
    const { ports, relay } = setUp(started(aDossierWithTask()));
    interpose(ports.engine, 'completeUserTask', (complete) => async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      await complete(...args);
    });

    // when
    await ports.dossiers.change(D1, decided);
    await withdraw(ports);
    await relay.idle();

    // then
    expect(told(ports)).toEqual(['complete', 'publish']);
  });

  test('nor when another process wrote the decision and may be telling it just now', async () => {
    // given
    const { ports, relay } = setUp(decided(started(aDossierWithTask())));

    // when
    await withdraw(ports);
    await relay.idle();

    // then
    expect(told(ports)).toEqual([]);
    await sweepOnce(relay, ports);
    expect(told(ports)).toEqual(['complete', 'publish']);
  });

  test('the sweeper stops at what the engine was away for, and comes back for all of it at once', async () => {
    // given
    const { ports, relay } = setUp(decided(started(aDossierWithTask())));
    ports.engine.available = false;
    await withdraw(ports);
    for (let round = 0; round < 3; round++) await sweepOnce(relay, ports);
    const [decision, message] = rowsOf(ports);
    expect([decision?.attempts, message?.attempts]).toEqual([3, 0]);
    expect(message?.nextAt).toBe(decision?.nextAt);

    // when
    ports.engine.available = true;
    const tries = told(ports).length;
    await sweepOnce(relay, ports);

    // then
    expect(told(ports).slice(tries)).toEqual(['complete', 'publish']);
  });

  test('the sweeper of a new process waits with what came later until the earlier is due', async () => {
    // given
    const first = setUp(decided(started(aDossierWithTask())));
    first.ports.engine.available = false;
    for (let round = 0; round < 8; round++) await sweepOnce(first.relay, first.ports);
    first.ports.engine.available = true;
    const { ports } = first;
    const relay = createRelay(ports);
    await withdraw(ports);
    const tries = told(ports).length;

    // when
    await sweepOnce(relay, ports, D1, 5_000);

    // then
    expect(told(ports)).toHaveLength(tries);
    expect(rowsOf(ports)[1]?.nextAt).toBe(rowsOf(ports)[0]?.nextAt);
    await sweepOnce(relay, ports, D1, 60_000);
    expect(told(ports).slice(tries)).toEqual(['complete', 'publish']);
  });

  test('what the engine has accepted and not yet shown holds nobody up', async () => {
    const { ports, relay } = setUp(started(aDossierWithTask()));
    await ports.dossiers.change(D1, decided);
    await relay.idle();
    await withdraw(ports);
    await relay.idle();
    expect(told(ports)).toEqual(['complete', 'publish']);
  });

  test('what the engine refuses holds nobody up', async () => {
    const { ports, relay } = setUp(started(aDossierWithTask()));
    ports.engine.failures.push(new EngineRefused('invalid-argument', 'no'));
    await ports.dossiers.change(D1, decided);
    await withdraw(ports);
    await relay.idle();
    expect(told(ports).at(-1)).toBe('publish');
  });

  test('a mail goes out although the engine is away', async () => {
    const { ports, relay } = setUp(aDossierWithMessage());
    ports.engine.available = false;
    await withdraw(ports);
    relay.tellNew({ record: theDossier(ports, D1), before: 0 });
    await relay.idle();
    expect(ports.messenger.sent).toHaveLength(1);
  });
});

test('every order survives a process that dies before or after it has told the engine', async () => {
  for (const place of ['relay.beforeEngine', 'relay.afterEngine'] as const) {
    // given: a process that dies at the place
    const dying = fakePorts({
      dossiers: [aNewDossier()],
      clock: new FakeClock(aNewDossier().state.updatedAt),
      failpoint: (name) => {
        if (name === place) throw new Error('died');
      },
    });
    const first = createRelay(dying);
    first.tellNew({ record: theDossier(dying, D1), before: 0 });
    await first.idle();

    // when: another one sweeps
    const second = createRelay({ ...dying, failpoint: () => undefined });
    await sweepOnce(second, dying);

    // then
    expect(dying.engine.published).toHaveLength(1);
    expect(rowsOf(dying)).toHaveLength(1);
  }
});
