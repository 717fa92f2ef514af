import { ZBClient, type ZBClientOptions } from 'zeebe-node';

/**
 * The library's client as this project uses it. Retries are off because every caller bounds its own; its log is off because it prints
 * to the console. The tolerance is short because the library keeps a timer of that length alive after it has been closed.
 */
export function zeebeClient(grpcAddress: string, options: Pick<ZBClientOptions, 'longPoll' | 'pollInterval'> = {}): ZBClient {
  return new ZBClient(grpcAddress, { ...options, retry: false, loglevel: 'NONE', eagerConnection: false, connectionTolerance: 50 });
}
