/** bpmnlint ships no type entry point; this is the part we use. */
declare module 'bpmnlint' {
  export type Report = { id?: string; message: string; category: string; code?: string };
  export class Linter {
    constructor(options: { config: { extends: string[]; rules?: Record<string, string> }; resolver: import('./resolver.ts').Resolver });
    lint(root: import('../../domain/diagram/moddle-element.ts').ModdleElement): Promise<Record<string, Report[]>>;
  }
}
declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  const NodeResolver: new () => import('./resolver.ts').Resolver;
  export default NodeResolver;
}
