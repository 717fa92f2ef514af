import { describe, expect, test } from '@jest/globals';
import type { Submission } from '../../contract/endpoints/dossiers.ts';
import { applyChange } from '../../domain/dossier/record.ts';
import { findChainFault } from '../../domain/history/chain.ts';
import { dossierIdFrom } from '../../domain/ids.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { feeAssessed, received } from '../../test/support/builders/a-dossier.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { anOfficer, aStranger, OTHER_WARD, WARD } from '../../test/support/builders/people.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { failNext } from '../../test/support/fakes/interpose.ts';
import type { Command } from './command.ts';
import { refuseReceipt, submitDossier } from './submit-dossier.ts';

const KEY: Command = { key: 'key-1', bodyHash: 'body-1' };
const officer = anOfficer();
const ID = dossierIdFrom(officer.id, KEY.key);

const aSubmission = (changes: Partial<Submission> = {}): Submission => ({
  procedure: 'civil-status-extract',
  channel: 'counter',
  receivingAgency: WARD,
  competentAgency: WARD,
  returnAgency: WARD,
  returnChannel: 'counter',
  applicant: { kind: 'person', name: 'Lê Thị Thu Hằng', idKind: 'cccd', idNumber: '099187000111', phone: '0900000111' },
  form: { registeredPerson: 'Phạm Gia Bảo', copies: 2 },
  components: [{ id: 'application', originals: 1, certified: 0, copies: 0 }],
  attachments: [],
  ...changes,
});

/** Ports in which the engine and the receipt step answer as soon as a dossier is there. */
function setUp(given: Parameters<typeof fakePorts>[0] = {}): FakePorts {
  const ports = fakePorts(given);
  ports.dossiers.onCommitted(({ record }) => {
    if (record.version === 1 && record.state.code === undefined)
      void ports.dossiers.change(record.id, (current) => applyChange(current, { entries: [received()] })).catch(() => undefined);
  });
  return ports;
}

const submit = (ports: FakePorts, submission = aSubmission(), command = KEY, by = officer): ReturnType<typeof submitDossier> =>
  submitDossier(ports, by, submission, command);
const kinds = (ports: FakePorts, id = ID): string[] => theDossier(ports, id).pending.map(({ kind }) => kind);

describe('receiving a dossier', () => {
  test('answers with its code as soon as the receipt has been issued', async () => {
    const ports = setUp();
    expect(await submit(ports)).toEqual({ dossierId: ID, version: 2, settled: true, code: 'H99.21-261120-0001' });
  });

  test('writes one document with its first entry and the order to start its process', async () => {
    const ports = setUp();
    await submit(ports);
    const record = theDossier(ports, ID);
    expect(kinds(ports)).toEqual(['submitted', 'received']);
    expect(findChainFault(ID, record.pending)).toBeUndefined();
    expect(record.outbox).toMatchObject([
      {
        kind: 'start-process',
        message: 'civil-status-extract--r1.submitted',
        variables: {
          dossierId: ID,
          procedureCode: '2.000635',
          receivingAgency: WARD,
          competentAgency: WARD,
          returnAgency: WARD,
          channel: 'counter',
          consultedAgencies: [],
          copies: 2,
        },
      },
    ]);
    expect(record.idHashes).toEqual([ports.secrecy.hashId('099187000111')]);
  });

  test('keeps personal values out of history and out of the engine', async () => {
    const ports = setUp();
    await submit(ports);
    const { pending, outbox, state } = theDossier(ports, ID);
    expect(JSON.stringify([pending, outbox, state])).not.toMatch(/Hằng|099187000111|0900000111|Phạm Gia Bảo/);
    expect(JSON.stringify(theDossier(ports, ID).secrets)).not.toContain('099187000111');
    expect(reveal(state.applicant, theDossier(ports, ID).secrets)).toMatchObject({ name: 'Lê Thị Thu Hằng', idMasked: '099*******11' });
  });

  test('twice with the same key exists once and answers the same', async () => {
    const ports = setUp();
    const first = await submit(ports);
    const second = await submit(ports);
    expect(second).toEqual(first);
    expect(ports.documents.size).toBe(1);
    expect(kinds(ports)).toEqual(['submitted', 'received']);
  });

  test('twice at the same moment exists once', async () => {
    const ports = setUp();
    const answers = await Promise.all([submit(ports), submit(ports), submit(ports)]);
    expect(new Set(answers.map(({ dossierId }) => dossierId))).toEqual(new Set([ID]));
    expect(ports.documents.size).toBe(1);
    expect(kinds(ports).filter((kind) => kind === 'submitted')).toHaveLength(1);
  });

  test('with a used key and another content is refused and changes nothing', async () => {
    const ports = setUp();
    await submit(ports);
    const before = theDossier(ports, ID);
    await expect(submit(ports, aSubmission({ channel: 'post' }), { key: 'key-1', bodyHash: 'other' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(theDossier(ports, ID)).toBe(before);
  });

  test("with another officer's key is another dossier", async () => {
    const ports = setUp();
    await submit(ports);
    const other = await submit(ports, aSubmission(), KEY, anOfficer({ id: 'lan.motcua' }));
    expect(other.dossierId).not.toBe(ID);
  });

  test('by post answers when its process is known, without a code', async () => {
    const ports = fakePorts();
    const waiting = submit(ports, aSubmission({ channel: 'post' }));
    expect(await waiting).toMatchObject({ dossierId: ID, settled: false, message: expect.any(String) });
  }, 10_000);
});

describe('a repeat whose first answer was lost gets the first result', () => {
  test('also after a release that would refuse its form', async () => {
    const ports = setUp();
    const first = await submit(ports);
    await ports.releases.add(aRelease({ number: 2, sheet: aSheet({ channels: ['online'] }) }));
    expect(await submit(ports)).toEqual(first);
  });

  test('also when the calendar has run out since', async () => {
    const clock = new FakeClock();
    const ports = setUp({ clock });
    const first = await submit(ports);
    clock.set('2026-12-31T09:00:00.000Z');
    expect(await submit(ports)).toEqual(first);
  });

  test('also after more than a hundred commands on the dossier', async () => {
    const ports = setUp();
    await submit(ports);
    for (let i = 0; i < 101; i++)
      await ports.dossiers.change(ID, (record) =>
        applyChange(record, { entries: [feeAssessed(`fee-${String(i)}`)], command: { key: `other-${String(i)}`, bodyHash: 'x' } }),
      );
    expect((await submit(ports)).dossierId).toBe(ID);
  });
});

describe('a submission is refused before anything is written', () => {
  const refused = async (ports: FakePorts, code: string, submission = aSubmission(), by = officer): Promise<void> => {
    await expect(submit(ports, submission, KEY, by)).rejects.toMatchObject({ code });
    expect(ports.documents.size).toBe(0);
    expect(ports.engine.told).toEqual([]);
  };

  test('when its date would fall into a year nobody has confirmed', () =>
    refused(setUp({ clock: new FakeClock('2026-12-30T03:00:00.000Z') }), 'calendar-not-confirmed'));
  test('when the year of receipt is a draft', () =>
    refused(setUp({ calendar: { ...CALENDAR, years: [{ year: 2026, state: 'draft' }] } }), 'calendar-not-confirmed'));
  test('when there is no such procedure', () => refused(setUp(), 'procedure-not-found', aSubmission({ procedure: 'house-permit' })));
  test('when the procedure is not deployed at all', () => refused(setUp({ releases: [aRelease({ deployed: {} })] }), 'procedure-not-found'));
  test('when an agency does not exist', () => refused(setUp(), 'agency-not-found', aSubmission({ returnAgency: 'nowhere' })));
  test('when the agency that would decide is of a kind that may not', () =>
    refused(setUp({ releases: [aRelease({ sheet: aSheet({ competentKinds: ['department'] }) })] }), 'agency-not-competent'));
  test('when the channel is not offered', () => refused(setUp(), 'channel-not-offered', aSubmission({ channel: 'kiosk' })));
  test('when the way back is not offered', () => refused(setUp(), 'channel-not-offered', aSubmission({ returnChannel: 'online' })));
  test('when a component is not on the checklist', () =>
    refused(setUp(), 'component-unknown', aSubmission({ components: [{ id: 'forged', originals: 1, certified: 0, copies: 0 }] })));
  test('when the form has a forged field', () =>
    refused(setUp(), 'field-unknown', aSubmission({ form: { registeredPerson: 'A', copies: 1, exemptionGranted: true } })));
  test('when the form lacks a required field', () => refused(setUp(), 'form-invalid', aSubmission({ form: { copies: 1 } })));
  test('when the officer belongs to another agency, with the answer for what does not exist', () =>
    refused(setUp(), 'dossier-not-found', aSubmission(), aStranger()));
  test('when the officer is no reception officer', () => refused(setUp(), 'action-not-allowed', aSubmission(), anOfficer({ roles: ['CASE_OFFICER'] })));
  test('when the officer receives for another agency than their own', () =>
    refused(setUp(), 'action-not-allowed', aSubmission({ receivingAgency: OTHER_WARD })));
  test('when a file does not exist', () => refused(setUp(), 'file-not-found', aSubmission({ attachments: [{ fileId: `f${'0'.repeat(32)}` }] })));

  test('when a file was uploaded by somebody else', async () => {
    const ports = setUp();
    const { fileId } = await ports.files.put({
      name: 'x.pdf',
      mediaType: 'application/pdf',
      content: new Uint8Array([1]),
      uploadedBy: 'lan.motcua',
      at: ports.clock.now(),
    });
    await refused(ports, 'file-not-found', aSubmission({ attachments: [{ fileId }] }));
  });
});

test('a release that is not deployed yet does not stop the one that is', async () => {
  const ports = setUp({ releases: [aRelease(), aRelease({ number: 2, deployed: {} })] });
  await submit(ports);
  expect(theDossier(ports, ID).state.release).toBe(1);
});

describe('a process that dies around the write', () => {
  test.each(['submit.beforeWrite', 'submit.afterWrite'] as const)('at %s: the repeat finds or makes exactly one dossier', async (place) => {
    let alive = false;
    const ports = setUp({
      failpoint: (name) => {
        if (name === place && !alive) throw new Error('died');
      },
    });
    await expect(submit(ports)).rejects.toThrow('died');
    alive = true;
    expect((await submit(ports)).dossierId).toBe(ID);
    expect(ports.documents.size).toBe(1);
    expect(kinds(ports).filter((kind) => kind === 'submitted')).toHaveLength(1);
  });
});

describe('refusing receipt at the counter', () => {
  const refuse = (ports: FakePorts, command = KEY): ReturnType<typeof refuseReceipt> =>
    refuseReceipt(ports, officer, { submission: aSubmission(), reason: 'Không thuộc thẩm quyền' }, command);

  test('makes a closed dossier in status 3, without code and without process', async () => {
    const ports = fakePorts();
    expect(await refuse(ports)).toEqual({ dossierId: ID, version: 1, settled: true });
    expect(theDossier(ports, ID)).toMatchObject({ state: { status: 3, closedAt: ports.clock.now() }, outbox: [] });
    expect(JSON.stringify(theDossier(ports, ID).pending)).not.toContain('thẩm quyền');
  });

  test('may be refused for this very reason: the agency is not competent', async () => {
    const ports = setUp({ releases: [aRelease({ sheet: aSheet({ competentKinds: ['department'] }) })] });
    expect(await refuse(ports)).toMatchObject({ settled: true });
  });

  test('twice is one refusal', async () => {
    const ports = fakePorts();
    await refuse(ports);
    await refuse(ports);
    expect(kinds(ports)).toEqual(['receipt-refused', 'slip-printed']);
    expect([ports.slips.printed.length, ports.files.kept.size]).toEqual([1, 1]);
  });

  test('gives slip 03 with the reason, in the same write', async () => {
    const ports = fakePorts();
    await refuse(ports);
    const { state, secrets, version } = theDossier(ports, ID);
    expect([version, reveal(state.documents, secrets)]).toMatchObject([1, [{ slip: '03', name: 'Tu-choi.pdf', mediaType: 'application/pdf' }]]);
    expect(ports.slips.printed).toMatchObject([
      { refused: 'receipt', reason: 'Không thuộc thẩm quyền', agencyCode: 'H99.21', refusedAt: ports.clock.now(), officerName: officer.name },
    ]);
  });

  test('after dying between paper and dossier refuses with what is said then', async () => {
    const ports = fakePorts();
    failNext(ports.dossiers, 'create', 1, new Error('died'));
    await expect(refuse(ports)).rejects.toThrow('died');
    await refuse(ports, { ...KEY, bodyHash: 'body-2' });
    expect(ports.files.kept.size).toBe(2);
    expect(theDossier(ports, ID).state.documents[0]?.sha256).toBe([...ports.files.kept.values()][1]?.file.sha256);
  });

  test('needs no confirmed calendar', async () => {
    const ports = fakePorts({ clock: new FakeClock('2026-12-31T03:00:00.000Z') });
    expect((await refuse(ports)).settled).toBe(true);
  });

  test('under the key of a submission is refused', async () => {
    const ports = setUp();
    await submit(ports);
    await expect(refuse(ports, { key: 'key-1', bodyHash: 'other' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });
});
