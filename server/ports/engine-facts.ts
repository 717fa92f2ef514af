/** A raw record as our exporter sends it (one line of NDJSON), as far as we read it. Keys and positions are text: they exceed 2^53. */
export interface EngineRecord {
  readonly partitionId: number;
  readonly position: string;
  readonly key: string;
  readonly timestamp: number;
  readonly recordType: 'EVENT' | 'COMMAND_REJECTION';
  readonly valueType: string;
  readonly intent: string;
  readonly rejectionType?: string;
  readonly rejectionReason?: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface RecordBatch {
  readonly partition: number;
  /** Position of the last record the exporter had posted before this batch; -1 if none ever. */
  readonly after: number;
  readonly records: readonly EngineRecord[];
}
