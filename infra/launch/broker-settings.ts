import type { Ports } from './find-ports.ts';

export interface BrokerSettings {
  readonly ports: Pick<Ports, 'brokerRest' | 'gateway' | 'command' | 'internal' | 'management'>;
  readonly dataDir: string;
  readonly exporterJar: string;
  readonly recordsUrl: string;
  /** The path, never the secret: the broker prints its configuration. */
  readonly secretFile: string;
}

/** The broker must have this much free, or it rejects every command. */
export const LEAST_FREE_BYTES = 512 * 1024 * 1024;

const LOOPBACK = '127.0.0.1';

/** Small and for one machine: nothing of it is reachable from outside, because none of it asks who is there. */
export function brokerEnvironment({ ports, dataDir, exporterJar, recordsUrl, secretFile }: BrokerSettings): Record<string, string> {
  return {
    ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
    ZEEBE_BROKER_NETWORK_HOST: LOOPBACK,
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: LOOPBACK,
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.gateway),
    SERVER_ADDRESS: LOOPBACK,
    SERVER_PORT: String(ports.brokerRest),
    MANAGEMENT_SERVER_ADDRESS: LOOPBACK,
    MANAGEMENT_SERVER_PORT: String(ports.management),

    ZEEBE_BROKER_DATA_DIRECTORY: dataDir,
    // segments are preallocated, 128 MB each by default
    ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '16MB',
    ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '5m',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '512MB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '256MB',
    ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '128MB',
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '1',
    ZEEBE_BROKER_THREADS_CPUTHREADCOUNT: '1',
    ZEEBE_BROKER_THREADS_IOTHREADCOUNT: '1',

    ZEEBE_BROKER_EXPORTERS_MOTCUA_CLASSNAME: 'vn.motcua.exporter.RecordExporter',
    ZEEBE_BROKER_EXPORTERS_MOTCUA_JARPATH: exporterJar,
    ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_URL: recordsUrl,
    ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_SECRETFILE: secretFile,
  };
}

export const BROKER_JVM_OPTIONS = ['-Xms256m', '-Xmx768m', '-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8'] as const;
