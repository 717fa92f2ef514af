import { DiagramRefused, finding, refuseAny, type Finding } from './diagram-refused.ts';
import { parseBpmn, parseDmn, writeBpmn, writeDmn } from './moddle.ts';
import { child, children, extension, text, walk, type ModdleElement } from './moddle-element.ts';
import { diagramOf } from './read-diagram.ts';

export type SourceFile = { readonly name: string; readonly xml: string };
/** A number, or a rehearsal such as `draft3`. */
export type ReleaseName = number | `draft${number}`;

export type ReleaseSources = {
  readonly procedure: string;
  readonly release: ReleaseName;
  /** `process` is the procedure itself, every other one is called by it. */
  readonly diagrams: readonly SourceFile[];
  readonly decisions: readonly SourceFile[];
};

export type QualifiedRelease = {
  readonly process: { readonly id: string; readonly xml: string };
  readonly called: readonly { readonly id: string; readonly xml: string }[];
  readonly decisions: readonly { readonly id: string; readonly xml: string; readonly decisionIds: readonly string[] }[];
  readonly startMessage: string;
};

export const MAIN_DIAGRAM = 'process';
const START = 'submitted';

/** The id under which a release's process stands in the engine; also the prefix of everything deployed with it. */
export function releasePrefix(procedure: string, release: ReleaseName): string {
  if (procedure.includes('--')) throw new DiagramRefused([finding('ambiguous-name', `Mã thủ tục "${procedure}" không được chứa "--".`)]);
  return `${procedure}--${typeof release === 'number' ? `r${String(release)}` : release}`;
}

/**
 * Writes the release's name into everything that is deployed and into every reference between its parts. The engine resolves
 * decisions and called processes to the latest version when it reaches them; with names of their own, a dossier keeps its rules.
 */
export async function qualifyRelease(sources: ReleaseSources): Promise<QualifiedRelease> {
  const prefix = releasePrefix(sources.procedure, sources.release);
  const decisions = await Promise.all(sources.decisions.map((file) => open(file, parseDmn)));
  const diagrams = await Promise.all(sources.diagrams.map((file) => open(file, parseBpmn)));
  const main = diagrams.find(({ name }) => name === MAIN_DIAGRAM) ?? (diagrams.length === 1 ? diagrams[0] : undefined);
  if (main === undefined) throw new DiagramRefused([finding('no-main-diagram', 'Gói quy trình chưa có sơ đồ chính (process.bpmn).')]);
  const called = diagrams.filter((diagram) => diagram !== main);
  const names = {
    decisions: distinct(decisions.flatMap(({ root }) => decisionsOf(root).map(idOf))),
    processes: distinct(called.map(({ root }) => idOf(processOf(root)))),
  };
  refuseAny(called.length === 0 ? [] : circles(diagrams.map(({ root }) => root)));
  const qualify = (local: string) => `${prefix}--${local}`;
  const startMessage = renameStart(main.root, `${prefix}.${START}`);
  for (const { root } of diagrams) renameCalls(root, names, qualify);
  rename(processOf(main.root), prefix);
  for (const { root } of called) rename(processOf(root), qualify(idOf(processOf(root))));
  for (const { root } of decisions) renameDecisions(root, qualify);
  return {
    process: { id: prefix, xml: await writeBpmn(main.root) },
    called: await Promise.all(called.map(async ({ root }) => ({ id: idOf(processOf(root)), xml: await writeBpmn(root) }))),
    decisions: await Promise.all(decisions.map(async ({ root }) => ({ id: idOf(root), xml: await writeDmn(root), decisionIds: decisionsOf(root).map(idOf) }))),
    startMessage,
  };
}

/** The name a person gave, from the name in the engine: `house-permit--r3--fees` → `fees`, `house-permit--r3` → `house-permit`. */
export function plainName(qualified: string): string {
  const match = QUALIFIED.exec(qualified);
  if (match?.groups === undefined) return qualified;
  return match.groups['local'] ?? match.groups['message'] ?? match.groups['procedure'] ?? qualified;
}

const QUALIFIED = /^(?<procedure>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)--(?:r\d+|draft\d+)(?:--(?<local>.+)|\.(?<message>.+))?$/;

async function open(file: SourceFile, parse: (xml: string) => Promise<{ rootElement: ModdleElement }>) {
  try {
    return { name: file.name.replace(/\.(bpmn|dmn)$/, ''), root: (await parse(file.xml)).rootElement };
  } catch (error) {
    if (!(error instanceof DiagramRefused)) throw error;
    throw new DiagramRefused(error.findings.map((one) => ({ ...one, message: `${file.name}: ${one.message}` })));
  }
}

function renameStart(root: ModdleElement, name: string): string {
  const { elements, processId } = diagramOf(root);
  const starts = Object.values(elements).filter((element) => element.type === 'startEvent' && element.parent === processId);
  const [start] = starts;
  const element = start === undefined ? undefined : [...walk(root)].find((one) => text(one, 'id') === start.id);
  const definition = element === undefined ? undefined : children(element, 'eventDefinitions')[0];
  const message = definition === undefined ? undefined : child(definition, 'messageRef');
  if (starts.length !== 1 || message === undefined || text(message, 'name') !== START) {
    throw new DiagramRefused([finding('start-message', `Quy trình phải bắt đầu bằng đúng một sự kiện thông điệp "${START}".`, start?.id)]);
  }
  message.set('name', name);
  return name;
}

function renameCalls(root: ModdleElement, names: { decisions: ReadonlySet<string>; processes: ReadonlySet<string> }, qualify: (local: string) => string): void {
  const findings: Finding[] = [];
  const rewrite = (owner: ModdleElement, reference: ModdleElement | undefined, property: string, known: ReadonlySet<string>) => {
    const local = text(reference, property);
    if (reference === undefined) return;
    if (local !== undefined && known.has(local)) reference.set(property, qualify(local));
    else
      findings.push(finding('unknown-reference', `"${text(owner, 'name') ?? idOf(owner)}" gọi "${local ?? ''}", không có trong gói quy trình.`, idOf(owner)));
  };
  for (const element of walk(root)) {
    if (element.$type === 'bpmn:BusinessRuleTask') rewrite(element, extension(element, 'zeebe:CalledDecision'), 'decisionId', names.decisions);
    if (element.$type === 'bpmn:CallActivity') rewrite(element, extension(element, 'zeebe:CalledElement'), 'processId', names.processes);
  }
  refuseAny(findings);
}

function renameDecisions(root: ModdleElement, qualify: (local: string) => string): void {
  const decisions = decisionsOf(root);
  const needed = new Set(
    [...walk(root)].filter(({ $type }) => $type === 'dmn:InformationRequirement').flatMap((requirement) => hrefOf(child(requirement, 'requiredDecision'))),
  );
  const local = new Set(decisions.map(idOf));
  const missing = [...needed].filter((id) => !local.has(id));
  refuseAny(missing.map((id) => finding('unknown-reference', `Bảng quyết định cần "${id}", không có trong cùng tệp.`)));
  const unnamed = decisions.filter((decision) => needed.has(idOf(decision)) && text(child(decision, 'variable'), 'name') === undefined);
  // Without a variable the engine hands the result on under the decision's id, which is about to change
  refuseAny(
    unnamed.map((decision) =>
      finding('unnamed-result', `Bảng "${text(decision, 'name') ?? idOf(decision)}" được bảng khác dùng nên phải có tên biến kết quả.`, idOf(decision)),
    ),
  );
  for (const element of walk(root)) {
    if (element.$type !== 'dmn:DMNElementReference') continue;
    const [target] = hrefOf(element);
    if (target !== undefined && local.has(target)) element.set('href', `#${qualify(target)}`);
  }
  for (const decision of decisions) rename(decision, qualify(idOf(decision)));
  rename(root, qualify(idOf(root)));
}

function circles(roots: readonly ModdleElement[]): Finding[] {
  const calls = new Map(
    roots.map((root) => [idOf(processOf(root)), [...walk(root)].flatMap((element) => text(extension(element, 'zeebe:CalledElement'), 'processId') ?? [])]),
  );
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (calls.get(from) ?? []).some((next) => next === target || (!seen.has(next) && reaches(next, target, seen.add(next))));
  return [...calls.keys()].filter((id) => reaches(id, id, new Set())).map((id) => finding('call-circle', `Quy trình "${id}" tự gọi lại chính nó.`));
}

function distinct(ids: readonly string[]): ReadonlySet<string> {
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
  refuseAny(repeated.map((id) => finding('duplicate-id', `Mã "${id}" dùng hai lần trong gói quy trình.`, id)));
  return new Set(ids);
}

function processOf(root: ModdleElement): ModdleElement {
  const process = children(root, 'rootElements').find(({ $type }) => $type === 'bpmn:Process');
  if (process === undefined) throw new DiagramRefused([finding('one-process', 'Tệp sơ đồ không có quy trình.')]);
  return process;
}

const decisionsOf = (root: ModdleElement): ModdleElement[] => children(root, 'drgElement').filter(({ $type }) => $type === 'dmn:Decision');
const hrefOf = (reference: ModdleElement | undefined): string[] => (text(reference, 'href') ?? '').split('#').slice(1);
const idOf = (element: ModdleElement): string => text(element, 'id') ?? '';
const rename = (element: ModdleElement, id: string): void => {
  element.set('id', id);
};
