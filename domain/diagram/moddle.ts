import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { DiagramRefused, finding, refuseAny } from './diagram-refused.ts';
import { checkDecision, checkXml } from './gate.ts';
import { text, walk, type ModdleElement, type ModdleReading } from './moddle-element.ts';

// Building the type tables costs more than reading a diagram; they hold nothing of what was read
const bpmn = new BpmnModdle({ zeebe });
const dmn = new DmnModdle();

/** A BPMN file as moddle's tree. Moddle drops what it does not know and says so in a warning; dropping is refused here. */
export async function parseBpmn(xml: string): Promise<ModdleReading> {
  checkXml(xml);
  return strictly(() => bpmn.fromXML(xml));
}

export async function parseDmn(xml: string): Promise<ModdleReading> {
  checkDecision(xml);
  const reading = await strictly(() => dmn.fromXML(xml));
  // The engine takes an empty test for "anything", but refuses the whole file for an empty expression
  const empty = [...walk(reading.rootElement)].filter((element) => element.$type === 'dmn:LiteralExpression' && (text(element, 'text') ?? '').trim() === '');
  refuseAny(empty.map((element) => finding('feel-missing', 'Bảng quyết định có ô kết quả hoặc ô đầu vào để trống.', text(element, 'id'))));
  return reading;
}

/** The one way we write BPMN: reading it and writing it again gives the same text. */
export async function writeBpmn(definitions: ModdleElement): Promise<string> {
  return (await bpmn.toXML(definitions, { format: true })).xml;
}

export async function writeDmn(definitions: ModdleElement): Promise<string> {
  return (await dmn.toXML(definitions, { format: true })).xml;
}

async function strictly(read: () => Promise<ModdleReading>): Promise<ModdleReading> {
  let reading: ModdleReading;
  try {
    reading = await read();
  } catch (error) {
    throw new DiagramRefused([finding('not-a-diagram', `Không đọc được tệp (${firstLine(error)}).`)]);
  }
  if (reading.warnings.length === 0) return reading;
  throw new DiagramRefused(reading.warnings.map((warning) => finding('not-understood', `Tệp có phần không hiểu được: ${firstLine(warning)}.`)));
}

const firstLine = (error: unknown): string => (error as { message?: string }).message?.split('\n')[0] ?? String(error);
