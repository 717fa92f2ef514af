import { runProcess } from '../server/run-process.ts';
import { startSteps } from './start-steps.ts';

await runProcess('workers', process.env, startSteps);
