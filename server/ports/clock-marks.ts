/** Why no alarm may be raised until a person has looked at the clock. Instants as the servers' clocks said. */
export interface ClockHold {
  readonly since: string;
  /** What the clock should have said, as far as anybody knows, and what it said. */
  readonly expected: string;
  readonly seen: string;
}

export interface ClockMark {
  /** The last time that nobody doubted. */
  readonly seenAt: string;
  readonly held?: ClockHold;
  /** How often a person has confirmed the clock: every server begins to measure anew when it grows. */
  readonly confirmations: number;
}

/** The time as the database remembers it, shared by all servers. Every write is durable on return. */
export interface ClockMarks {
  /** Undefined before the first start ever. */
  read(): Promise<ClockMark | undefined>;
  /** Remembers a time, unless the clock is held. */
  see(at: string): Promise<void>;
  /** The first hold stays until it is confirmed. */
  hold(held: ClockHold): Promise<void>;
  /** False when nothing was held. The hold and who ended it are kept. */
  confirm(confirmation: { readonly at: string; readonly by: string }): Promise<boolean>;
}
