import { expect, test } from '@jest/globals';
import { aSheet } from '../../test/support/builders/a-release.ts';
import { fakePorts } from '../../test/support/fakes/fake-ports.ts';
import { aDiagram, serviceTask } from '../../domain/diagram/testing/a-diagram.ts';
import type { ClockSheet } from '../../domain/release.ts';
import { publishRelease, type Package } from './publish-release.ts';

const WAIT = { reason: { vi: 'Chờ nộp phí', en: 'Waiting for payment' }, legalBasis: 'Điều 7' };

function aPackage(clock: Partial<ClockSheet>): Package {
  const sheet = aSheet({ id: 'house-permit', clock: { limit: { unit: 'WORKING_DAY', amount: 7 }, onSupplement: 'PAUSE', cutOff: '15:00', ...clock } });
  return {
    'procedure.json': JSON.stringify(sheet),
    'process.bpmn': aDiagram({ nodes: [serviceTask('collect-fee', 'collect-fee'), serviceTask('refuse', 'notify-applicant')] }),
  };
}

test('what the sheet says of time goes with the elements it names', async () => {
  const ports = fakePorts({ releases: [] });
  const limit = { unit: 'WORKING_DAY', amount: 3 } as const;
  const release = await publishRelease(
    ports,
    aPackage({ pauses: [{ elements: ['collect-fee'], ...WAIT }], byResult: [{ result: 'refused', elements: ['refuse'], limit }] }),
  );
  expect(release.elements).toMatchObject({ 'collect-fee': { pausesClock: WAIT }, refuse: { result: 'refused' } });
  expect(release.elements['started']).not.toHaveProperty('pausesClock');
});

test('a sheet that names an element the diagram does not have is refused, and nothing is published', async () => {
  const ports = fakePorts({ releases: [] });
  await expect(publishRelease(ports, aPackage({ pauses: [{ elements: ['nowhere'], ...WAIT }] }))).rejects.toMatchObject({ code: 'diagram-refused' });
  expect([await ports.releases.newest('house-permit'), ports.engine.told]).toEqual([undefined, []]);
});
