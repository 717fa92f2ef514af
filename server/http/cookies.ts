import type { CookieOptions, Request, Response } from 'express';
import type { Tickets } from '../usecases/session/sign-in.ts';

/** A year: how long a browser stays known to the officer who signs in with it. */
const DEVICE_MS = 365 * 86_400_000;

export interface Cookies {
  readonly access: string | undefined;
  readonly refresh: string | undefined;
  readonly device: string | undefined;
}

export interface CookieJar {
  read(request: Request): Cookies;
  write(response: Response, tickets: Tickets & { readonly device?: string }): void;
  clear(response: Response): void;
}

/**
 * @param secure whether people reach us by https: then the names carry `__Host-`, which no other host and no plain connection can set.
 * Over plain http browsers refuse that prefix.
 */
export function cookieJar(secure: boolean): CookieJar {
  const name = (kind: string): string => `${secure ? '__Host-' : ''}motcua_${kind}`;
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', secure, path: '/' };
  return {
    read(request) {
      const given = parse(request.headers.cookie ?? '');
      return { access: given.get(name('access')), refresh: given.get(name('refresh')), device: given.get(name('device')) };
    },
    write(response, { access, refresh, sessionEndsAt, device }) {
      response.cookie(name('access'), access.token, { ...options, expires: new Date(access.expiresAt) });
      response.cookie(name('refresh'), refresh.token, { ...options, expires: new Date(sessionEndsAt) });
      if (device !== undefined) response.cookie(name('device'), device, { ...options, maxAge: DEVICE_MS });
    },
    clear(response) {
      response.clearCookie(name('access'), options);
      response.clearCookie(name('refresh'), options);
    },
  };
}

/** The first cookie of a name counts; our values need no decoding. */
function parse(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals).trim();
    if (equals > 0 && !cookies.has(key)) cookies.set(key, pair.slice(equals + 1).trim());
  }
  return cookies;
}
