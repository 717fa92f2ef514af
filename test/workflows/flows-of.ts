import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ids of the sequence flows of a procedure's diagrams. */
export function flowsOf(procedure: string): readonly string[] {
  const xml = readFileSync(join('workflows', procedure, 'process.bpmn'), 'utf8');
  return [...xml.matchAll(/<bpmn:sequenceFlow[^>]*\bid="([^"]+)"/g)].map(([, id]) => id ?? '');
}
