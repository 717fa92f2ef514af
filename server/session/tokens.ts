import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { OfficerId } from '../../contract/vocabulary.ts';
import type { RefreshToken, Tokens } from '../ports/sessions.ts';

const ISSUER = 'mot-cua';
const AUDIENCE = 'mot-cua-api';
/** RFC 9068: an access token says so, and nothing else signed with this key can be mistaken for one. */
const TYPE = 'at+jwt';
const ACCESS_SECONDS = 600;
const MAX_TOKEN = 2_000;
/** Clocks of two servers may differ a little. */
const TOLERANCE_SECONDS = 5;

const Header = z.strictObject({ alg: z.literal('HS256'), typ: z.literal(TYPE) });
const Claims = z.strictObject({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: OfficerId,
  sid: z.string().min(1).max(60),
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
});

/** @param tokenKey 32 bytes; every purpose gets a key of its own derived from it */
export function tokensWith(tokenKey: Buffer): Tokens {
  if (tokenKey.length !== 32) throw new RangeError('The token key must have 32 bytes');
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', tokenKey, '', `mot-cua ${purpose}`, 32));
  const keys = {
    // As a key object: given bytes, jsonwebtoken first tries to read a public key out of them, at every request
    access: createSecretKey(derive('access token')),
    refresh: derive('refresh token'),
    tag: derive('refresh tag'),
    device: derive('device'),
    blind: derive('blind'),
  };
  const mac = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

  const refreshToken = (session: string, secret: string): RefreshToken => {
    const token = `${session}.${secret}.${mac(keys.tag, `${session}.${secret}`)}`;
    return { session, token, hash: createHash('sha256').update(token).digest('hex') };
  };

  return {
    newSessionId: () => randomBytes(16).toString('hex'),
    access({ officer, session }, issuedAt) {
      const iat = Math.floor(Date.parse(issuedAt) / 1000);
      const exp = iat + ACCESS_SECONDS;
      const claims = { iss: ISSUER, aud: AUDIENCE, sub: officer, sid: session, iat, nbf: iat, exp };
      return {
        token: jwt.sign(claims, keys.access, { algorithm: 'HS256', header: { alg: 'HS256', typ: TYPE } }),
        expiresAt: new Date(exp * 1000).toISOString(),
      };
    },
    readAccess(token, now) {
      if (token.length > MAX_TOKEN) return undefined;
      try {
        const { header, payload } = jwt.verify(token, keys.access, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          clockTimestamp: Math.floor(Date.parse(now) / 1000),
          clockTolerance: TOLERANCE_SECONDS,
          complete: true,
        });
        Header.parse(header);
        const { sub, sid } = Claims.parse(payload);
        return { officer: sub, session: sid };
      } catch {
        // Whatever is wrong with it, it opens nothing
        return undefined;
      }
    },
    firstRefresh: (session) => refreshToken(session, randomBytes(32).toString('base64url')),
    nextRefresh: ({ session, token }) => refreshToken(session, mac(keys.refresh, token)),
    readRefresh(token) {
      if (token.length > MAX_TOKEN) return undefined;
      const [session, secret] = token.split('.');
      if (session === undefined || secret === undefined) return undefined;
      const issued = refreshToken(session, secret);
      return equal(issued.token, token) ? issued : undefined;
    },
    device: (officer) => {
      const nonce = randomBytes(12).toString('base64url');
      return `${nonce}.${mac(keys.device, `${nonce}.${officer}`)}`;
    },
    isDeviceOf(device, officer) {
      const [nonce, tag] = device.split('.');
      return nonce !== undefined && tag !== undefined && equal(tag, mac(keys.device, `${nonce}.${officer}`));
    },
    blind: (text) => mac(keys.blind, text),
  };
}

/** In a time that does not tell where they differ. */
function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
