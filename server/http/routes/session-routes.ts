import type { Request, RequestHandler } from 'express';
import { ENDPOINTS } from '../../../contract/endpoints.ts';
import type { Me, SignedIn } from '../../../contract/endpoints/session.ts';
import type { Log } from '../../ports/log.ts';
import type { Officer } from '../../../domain/policy.ts';
import type { SessionPorts } from '../../ports/sessions.ts';
import { RefreshTokenReused, SessionExpired, SignInThrottled, WrongCredentials } from '../../usecases/session/refusals.ts';
import { refreshSession } from '../../usecases/session/refresh-session.ts';
import type { Resumed, Resumer } from '../../usecases/session/resume-session.ts';
import { signIn, type Tickets } from '../../usecases/session/sign-in.ts';
import { signOut } from '../../usecases/session/sign-out.ts';
import { assertNoForeignOrigin, assertOwnOrigin, bearerOf } from '../authenticate.ts';
import { clientAddress } from '../client-address.ts';
import type { CookieJar } from '../cookies.ts';
import { jsonBody, readBody } from '../read-request.ts';

export interface SessionRouteParts {
  readonly ports: SessionPorts;
  readonly resumer: Resumer;
  readonly cookies: CookieJar;
  readonly publicUrl: URL | undefined;
  readonly describe: (officer: Officer) => Promise<Me>;
  readonly authenticate: (request: Request) => Promise<Resumed>;
  readonly log: Log;
}

type SessionId = 'signIn' | 'refreshSession' | 'getMe' | 'signOut';

/** Sign-in, renewal and sign-out: the only operations that touch cookies. Each leaves a line in the security log, without names. */
export function sessionRoutes({
  ports,
  resumer,
  cookies,
  publicUrl,
  describe,
  authenticate,
  log,
}: SessionRouteParts): Readonly<Record<SessionId, RequestHandler[]>> {
  const signedIn = async ({ officer, access }: Tickets): Promise<SignedIn> => ({
    officer: await describe(officer),
    accessToken: access.token,
    expiresAt: access.expiresAt,
  });

  return {
    signIn: [
      jsonBody,
      async (request, response) => {
        assertNoForeignOrigin(request, publicUrl);
        const { body } = readBody(ENDPOINTS.signIn.body, request.body);
        const address = clientAddress(request);
        try {
          const tickets = await signIn(ports, body, { address, device: cookies.read(request).device });
          log.info({ event: 'signed-in', officer: tickets.officer.id, session: tickets.session, address }, 'An officer signed in');
          cookies.write(response, tickets);
          response.status(ENDPOINTS.signIn.success).json(await signedIn(tickets));
        } catch (error) {
          // The user name stays out: people type their password into that field
          if (error instanceof WrongCredentials || error instanceof SignInThrottled) log.warn({ event: error.code, address }, 'A sign-in was refused');
          throw error;
        }
      },
    ],
    refreshSession: [
      jsonBody,
      async (request, response) => {
        const { refresh } = cookies.read(request);
        if (refresh === undefined) assertNoForeignOrigin(request, publicUrl);
        else assertOwnOrigin(request, publicUrl);
        readBody(ENDPOINTS.refreshSession.body, request.body);
        try {
          const tickets = await refreshSession(ports, refresh);
          cookies.write(response, tickets);
          response.status(ENDPOINTS.refreshSession.success).json(await signedIn(tickets));
        } catch (error) {
          if (error instanceof RefreshTokenReused) {
            resumer.forget(error.session);
            log.error({ event: error.code, session: error.session, address: clientAddress(request) }, 'A refresh token was used twice: its session is closed');
          }
          if (error instanceof RefreshTokenReused || error instanceof SessionExpired) cookies.clear(response);
          throw error;
        }
      },
    ],
    getMe: [
      async (request, response) => {
        const { officer } = await authenticate(request);
        response.json(await describe(officer));
      },
    ],
    signOut: [
      async (request, response) => {
        const { access, refresh } = cookies.read(request);
        if (access === undefined && refresh === undefined) assertNoForeignOrigin(request, publicUrl);
        else if (bearerOf(request) === undefined) assertOwnOrigin(request, publicUrl);
        const session = await signOut(ports, { access: bearerOf(request) ?? access, refresh });
        if (session !== undefined) {
          resumer.forget(session);
          log.info({ event: 'signed-out', session }, 'An officer signed out');
        }
        cookies.clear(response);
        response.status(ENDPOINTS.signOut.success).end();
      },
    ],
  };
}
