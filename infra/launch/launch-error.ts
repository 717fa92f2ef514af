/** Something that stops the start and that its reader can mend: the message is the whole of what is shown. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  /** 1 for what is wrong with the machine, 2 for a command used wrongly. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
