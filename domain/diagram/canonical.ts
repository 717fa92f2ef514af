import { parseBpmn, parseDmn, writeBpmn, writeDmn } from './moddle.ts';

/** The text that is stored, hashed and deployed: read once, written by us, so that no two readers can see different things in it. */
export async function canonicalBpmn(xml: string): Promise<string> {
  return writeBpmn((await parseBpmn(xml)).rootElement);
}

export async function canonicalDmn(xml: string): Promise<string> {
  return writeDmn((await parseDmn(xml)).rootElement);
}
