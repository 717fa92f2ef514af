import { z } from 'zod';
import { AgencyId, OfficerId, Role } from '../vocabulary.ts';
import { endpoint } from './define.ts';

export const Me = z
  .strictObject({
    id: OfficerId,
    name: z.string(),
    assignments: z.array(z.strictObject({ agency: AgencyId, agencyName: z.string(), agencyCode: z.string(), roles: z.array(Role) })),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const SignIn = z.strictObject({ username: z.string().min(1).max(60), password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });

/** Browsers use the cookies that come along; programs may send `accessToken` as a bearer token. */
export const SignedIn = z.strictObject({ officer: Me, accessToken: z.string(), expiresAt: z.string() }).meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const signIn = endpoint({
  id: 'signIn',
  tag: 'session',
  method: 'POST',
  path: '/session',
  summary: 'Sign in with user name and password',
  signedIn: false,
  body: SignIn,
  reply: SignedIn,
  problems: ['wrong-credentials', 'sign-in-throttled'],
});
export const refreshSession = endpoint({
  id: 'refreshSession',
  tag: 'session',
  method: 'POST',
  path: '/session/refresh',
  summary: 'Trade the refresh cookie for new tokens',
  signedIn: false,
  reply: SignedIn,
  problems: ['session-expired', 'refresh-token-reused'],
});
export const getMe = endpoint({ id: 'getMe', tag: 'session', method: 'GET', path: '/session', summary: 'Who is signed in', reply: Me });
export const signOut = endpoint({
  id: 'signOut',
  tag: 'session',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out and end this session',
  signedIn: false,
  success: 204,
  reply: z.null(),
});
