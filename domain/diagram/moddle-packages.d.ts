/** The part of bpmn-moddle and dmn-moddle that we use; neither package describes it with types. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string, typeName?: string): Promise<import('./moddle-element.ts').ModdleReading>;
    toXML(element: import('./moddle-element.ts').ModdleElement, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: Record<string, unknown>): import('./moddle-element.ts').ModdleElement;
  }
}
declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string, typeName?: string): Promise<import('./moddle-element.ts').ModdleReading>;
    toXML(element: import('./moddle-element.ts').ModdleElement, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: Record<string, unknown>): import('./moddle-element.ts').ModdleElement;
  }
}
