import { playEveryPath } from '../../test/workflows/play-every-path.ts';

playEveryPath('work-permit', { opinion: { opensWait: 'appraise', days: 2 }, supplement: { opensWait: 'prepare-supplement', days: 5 }, clock: { days: 10 } }, [
  'flow-supplement-wait-to-supplement-answered',
  'flow-supplement-wait-to-supplement-late',
]);
