/** The package's own entry for `require` cannot be loaded under jest; its module build can, and comes without types. */
declare module '@bpmn-io/element-templates-validator/dist/index.js' {
  export function validateZeebe(template: string): {
    readonly valid: boolean;
    readonly errors?: readonly { readonly message: string; readonly instancePath?: string }[];
  };
}
