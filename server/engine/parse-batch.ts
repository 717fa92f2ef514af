import type { EngineRecord, RecordBatch } from '../ports/engine-facts.ts';

export class UnreadableBatch extends Error {
  override readonly name = 'UnreadableBatch';
}

/**
 * A number of 15 or more digits directly after one of the names that carry keys and positions. A quotation mark inside a JSON text is
 * always escaped, so an unescaped `"name":` can only be the name of a field, never a piece of a text.
 */
const LONG_KEY = /(?<!\\)"(key|position|\w+(?:Key|Position))":(-?\d{15,})(?![\d.eE])/g;

/**
 * Reads what the exporter posts: one record a line. Keys and positions become text before the line is read as JSON, because numbers of
 * JavaScript lose their last digits beyond 2^53.
 */
export function parseBatch(partition: number, after: number, body: Buffer | string): RecordBatch {
  const text = typeof body === 'string' ? body : body.toString('utf8');
  const lines = text.replace(LONG_KEY, '"$1":"$2"').split('\n');
  const records: EngineRecord[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    records.push(parseRecord(line, index, partition));
  }
  return { partition, after, records };
}

/** A line once it is JSON: what is checked here, and whatever else the broker wrote. */
interface Line {
  readonly partitionId?: unknown;
  readonly value?: unknown;
  key?: unknown;
  position?: unknown;
}

function parseRecord(text: string, index: number, partition: number): EngineRecord {
  const line = json(text, index);
  if (line?.partitionId !== partition || typeof line.value !== 'object' || line.value === null) {
    throw new UnreadableBatch(`Line ${String(index + 1)} is not a record of partition ${String(partition)}`);
  }
  line.position = String(line.position);
  line.key = String(line.key);
  if (!/^\d+$/.test(line.position as string)) throw new UnreadableBatch(`Line ${String(index + 1)} has no position`);
  return line as EngineRecord;
}

function json(text: string, index: number): Line | null {
  try {
    return JSON.parse(text) as Line | null;
  } catch (error) {
    throw new UnreadableBatch(`Line ${String(index + 1)} is not JSON`, { cause: error });
  }
}
