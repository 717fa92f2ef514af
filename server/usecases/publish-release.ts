import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ElementInfo } from '../../domain/dossier/observe.ts';
import { Refusal } from '../../domain/errors.ts';
import { checkDecision, checkForm, checkXml } from '../../domain/diagram/gate.ts';
import { qualifyRelease, type QualifiedRelease } from '../../domain/diagram/qualify.ts';
import { readDiagram } from '../../domain/diagram/read-diagram.ts';
import { compileForm } from '../../domain/forms/validate-form.ts';
import { ProcedureSheet, releaseId, type Release } from '../../domain/release.ts';
import type { Ports } from '../ports/index.ts';

/** A procedure package as it lies in its folder: file name → content. */
export type Package = Readonly<Record<string, string>>;

type Needs = Pick<Ports, 'releases' | 'engine' | 'clock'>;

/**
 * Makes a package the newest release of its procedure, unless the newest has the same content. Everything deployed is named by the release,
 * because engine 8.5 would otherwise resolve decisions and called processes to their latest version while dossiers are running.
 * Dies anywhere: the next start finds the release and deploys it again under the same names, which the engine recognises as the same.
 * @throws DiagramRefused, Refusal when the package is not fit to run
 */
export async function publishRelease({ releases, engine, clock }: Needs, files: Package): Promise<Release> {
  const draft = await readPackage(files);
  const newest = await releases.newest(draft.sheet.id);
  const same = newest?.contentHash === draft.contentHash;
  const number = same ? newest.number : (newest?.number ?? 0) + 1;
  if (same && Object.keys(newest.deployed).length > 0) return newest;
  const qualified = await qualifyRelease({ procedure: draft.sheet.id, release: number, diagrams: draft.diagrams, decisions: draft.decisionFiles });
  const release: Release = same
    ? newest
    : { ...draft.release, id: releaseId(draft.sheet.id, number), number, startMessage: qualified.startMessage, deployed: {}, publishedAt: clock.now() };
  if (!same && !(await releases.add(release))) return publishRelease({ releases, engine, clock }, files);
  const deployed = await deploy(engine, qualified);
  await releases.markDeployed(release.id, deployed);
  return { ...release, deployed };
}

/** Decisions first, then called processes, then the process: nothing that is running may refer to what is not there. */
async function deploy(engine: Needs['engine'], { decisions, called, process }: QualifiedRelease): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const { id, xml } of decisions) for (const one of await engine.deploy({ name: `${id}.dmn`, content: xml })) keys[one.id] = one.key;
  for (const { id, xml } of [...called, process]) for (const one of await engine.deploy({ name: `${id}.bpmn`, content: xml })) keys[one.id] = one.key;
  return keys;
}

async function readPackage(files: Package): Promise<{
  readonly sheet: ProcedureSheet;
  readonly contentHash: string;
  readonly diagrams: readonly { name: string; xml: string }[];
  readonly decisionFiles: readonly { name: string; xml: string }[];
  readonly release: Omit<Release, 'id' | 'number' | 'startMessage' | 'deployed' | 'publishedAt'>;
}> {
  const main = files['process.bpmn'];
  if (main === undefined || files['procedure.json'] === undefined) throw new Refusal('diagram-refused', 'Gói thủ tục phải có process.bpmn và procedure.json.');
  const sheet = ProcedureSheet.parse(JSON.parse(files['procedure.json']));
  const named = (suffix: string): { name: string; xml: string }[] =>
    Object.entries(files)
      .filter(([name]) => name.endsWith(suffix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, xml]) => ({ name: name.slice(0, -suffix.length), xml }));
  const diagrams = named('.bpmn');
  const decisionFiles = named('.dmn');
  for (const { xml } of diagrams) checkXml(xml);
  for (const { xml } of decisionFiles) checkDecision(xml);
  const forms = Object.fromEntries(named('.form').map(({ name, xml }) => [name, checkForm(xml)]));
  for (const form of Object.values(forms)) compileForm(form);
  const elements: Record<string, ElementInfo> = {};
  for (const { xml } of diagrams) Object.assign(elements, await elementsOf(xml));
  markClock(elements, sheet.clock);
  const contentHash = hashOf(Object.entries(files).filter(([name]) => /\.(bpmn|dmn|form)$/.test(name) || name === 'procedure.json'));
  return {
    sheet,
    contentHash,
    diagrams,
    decisionFiles,
    release: {
      procedure: sheet.id,
      contentHash,
      sheet,
      diagram: main,
      forms,
      elements,
      decisions: Object.fromEntries(decisionFiles.map(({ name, xml }) => [name, xml])),
    },
  };
}

async function elementsOf(xml: string): Promise<Record<string, ElementInfo>> {
  const { elements } = await readDiagram(xml);
  return Object.fromEntries(
    Object.values(elements).map((element) => [
      element.id,
      {
        name: element.name,
        ...(element.portalStatus === undefined ? {} : { portalStatus: element.portalStatus }),
        ...(element.phase === undefined ? {} : { phase: element.phase }),
        ...(element.outcomes.length === 0 ? {} : { outcomes: element.outcomes }),
        ...(element.timeLimit === undefined ? {} : { timeLimit: element.timeLimit }),
        ...(element.formReference === undefined ? {} : { formReference: element.formReference }),
      },
    ]),
  );
}

/** What the sheet says of time goes with the element, so that history alone tells the clock. */
function markClock(elements: Record<string, ElementInfo>, { pauses = [], byResult = [] }: ProcedureSheet['clock']): void {
  const mark = (ids: readonly string[], marks: Pick<ElementInfo, 'pausesClock' | 'result'>): void => {
    for (const id of ids) {
      const element = elements[id];
      if (element === undefined) throw new Refusal('diagram-refused', `procedure.json: clock nêu phần tử "${id}" không có trong sơ đồ.`);
      elements[id] = { ...element, ...marks };
    }
  };
  for (const { elements: ids, reason, legalBasis } of pauses) mark(ids, { pausesClock: { reason, legalBasis } });
  for (const { elements: ids, result } of byResult) mark(ids, { result });
}

/** Over name and content of every file that matters, in order of name. */
function hashOf(files: readonly (readonly [string, string])[]): string {
  const text = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => `${name}\n${String(utf8ToBytes(content).length)}\n${content}\n`)
    .join('');
  return bytesToHex(sha256(utf8ToBytes(text)));
}
