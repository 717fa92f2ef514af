import { startProcesses, type Processes } from '../support/processes.ts';

/** A system with the bench's own procedure. */
export async function startMeasuredSystem(): Promise<Processes> {
  const processes = await startProcesses('test/bench/workflows');
  // A handful of officers stands for a province
  await processes.startServer({ RATE_LIMIT: '0' });
  await processes.startWorkers();
  return processes;
}
