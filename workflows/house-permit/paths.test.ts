import { playEveryPath } from '../../test/workflows/play-every-path.ts';

playEveryPath(
  'house-permit',
  { opinion: { opensWait: 'assign-officer', days: 2 }, supplement: { opensWait: 'prepare-supplement', days: 2 }, clock: { days: 7, dueSoon: 1 } },
  ['flow-supplement-wait-to-supplement-answered', 'flow-supplement-wait-to-supplement-late'],
);
