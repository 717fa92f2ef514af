import { startProcesses, type Processes } from '../support/processes.ts';

/** A system with the bench's own procedure. */
export async function startMeasuredSystem(): Promise<Processes> {
  const processes = await startProcesses('test/bench/workflows');
  await processes.startServer();
  await processes.startWorkers();
  return processes;
}
