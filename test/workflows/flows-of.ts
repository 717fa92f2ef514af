import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ids of the sequence flows of a procedure's diagrams, those of called processes among them. */
export function flowsOf(procedure: string): readonly string[] {
  const folder = join('workflows', procedure);
  const diagrams = readdirSync(folder).filter((file) => file.endsWith('.bpmn'));
  return diagrams.flatMap((file) => flowsIn(readFileSync(join(folder, file), 'utf8')));
}

const flowsIn = (xml: string): readonly string[] => [...xml.matchAll(/<bpmn:sequenceFlow[^>]*\bid="([^"]+)"/g)].map(([, id]) => id ?? '');
