import { playEveryPath } from '../../test/workflows/play-every-path.ts';

/** A limit of calendar days ends with its last day's work: 31 days later 30 are over at any hour. */
const THIRTY_DAYS_OVER = 31;

playEveryPath(
  'food-safety',
  {
    supplement: { opensWait: ['prepare-supplement', 'prepare-at-reception'], days: THIRTY_DAYS_OVER },
    remedy: { opensWait: 'prepare-remedy', days: THIRTY_DAYS_OVER },
    clock: { days: 20, dueSoon: 3 },
  },
  ['flow-supplement-wait-to-supplement-answered', 'flow-supplement-wait-to-supplement-timed-out'],
);
