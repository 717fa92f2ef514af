import { withinReach } from './within-reach.ts';

/** The same store, every asynchronous call bounded: silence and lost connections become StoreUnavailable. Synchronous members stay as they are. */
export function reachable<S extends object>(store: S, patienceMs?: number): S {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || SYNCHRONOUS.has(name)) return member;
      return (...args: unknown[]) => withinReach(() => Promise.resolve(Reflect.apply(member, target, args)), patienceMs);
    },
  });
}

const SYNCHRONOUS = new Set<string | symbol>(['recent', 'holderOf', 'noteSettled', 'onCommitted']);
