type Method = (...args: never[]) => unknown;

/** Puts something in front of one method of a port; what it is given still does the work. Returns how to take it away again. */
export function interpose<T extends object, K extends keyof T>(port: T, name: K, around: (original: T[K] & Method) => T[K]): () => void {
  const before = port[name];
  const original = ((...args: never[]) => (before as Method).apply(port, args)) as T[K] & Method;
  port[name] = around(original);
  return () => {
    port[name] = before;
  };
}

/** The next calls of one method fail, before they have any effect. */
export function failNext<T extends object, K extends keyof T>(port: T, name: K, times = 1, error: Error = new Error('the database is away')): void {
  let left = times;
  interpose(port, name, (original) => ((...args: never[]) => (left-- > 0 ? Promise.reject(error) : original(...args))) as T[K]);
}
