/** Lets one piece of work at a time hold a key, in order of arrival. Spares the database compare-and-set losses within one process. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs `work` when it is alone on every key. Keys are taken all at once, so two holders of several cannot wait for each other. */
  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = Promise.allSettled(keys.flatMap((key) => this.#tails.get(key) ?? []));
    const running = before.then(work);
    for (const key of keys) this.#tails.set(key, running);
    try {
      return await running;
    } finally {
      for (const key of keys) if (this.#tails.get(key) === running) this.#tails.delete(key);
    }
  }
}
