import type { Request } from 'express';
import { Refusal } from '../../domain/errors.ts';
import { SessionExpired } from '../usecases/session/refusals.ts';
import type { Resumed, Resumer } from '../usecases/session/resume-session.ts';
import type { CookieJar } from './cookies.ts';

/** A program's token. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** @throws Refusal not-signed-in, SessionExpired, Refusal origin-refused */
export async function authenticate(
  request: Request,
  { resumer, cookies, publicUrl }: { readonly resumer: Resumer; readonly cookies: CookieJar; readonly publicUrl: URL | undefined },
): Promise<Resumed> {
  const bearer = bearerOf(request);
  const { access, refresh } = cookies.read(request);
  const token = bearer ?? access;
  if (token === undefined) {
    // Its short-lived cookie has gone, the long one is there: tell the page to trade it in rather than to ask for a password
    throw refresh === undefined ? new Refusal('not-signed-in', 'Bạn chưa đăng nhập.') : new SessionExpired();
  }
  // A page elsewhere can make a browser send cookies, never a bearer token
  if (bearer === undefined) assertOwnOrigin(request, publicUrl);
  const resumed = await resumer.resume(token);
  if (resumed === undefined) throw new SessionExpired();
  return resumed;
}

const READS = new Set(['GET', 'HEAD']);

/** Browsers name the origin of every write; one that is missing or foreign is not our page. */
export function assertOwnOrigin(request: Request, publicUrl: URL | undefined): void {
  if (READS.has(request.method)) return;
  const own = publicUrl?.origin ?? `${request.protocol}://${request.headers.host ?? ''}`;
  if (request.headers.origin !== own) throw new Refusal('origin-refused', 'Yêu cầu này không đến từ trang của hệ thống.');
}

/** Without a cookie there is nothing a foreign page could abuse but the sign-in itself: an origin, if named, must be ours. */
export function assertNoForeignOrigin(request: Request, publicUrl: URL | undefined): void {
  if (request.headers.origin !== undefined) assertOwnOrigin(request, publicUrl);
}
