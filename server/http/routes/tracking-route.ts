import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ENDPOINTS } from '../../../contract/endpoints.ts';
import { DomainError } from '../../../domain/errors.ts';
import { clientAddress } from '../client-address.ts';
import type { Handlers } from '../handler.ts';
import { readParams, readQuery } from '../read-request.ts';

const WINDOW_MS = 600_000;
/** Of one address in a window, right or wrong: a whole office, or the screen in a waiting room, may sit behind one. */
const LOOK_UPS = 240;
/** Codes are numbered, so who tries numbers is stopped long before. */
const MISSES = 20;
/** Nothing in the answer is about a person; so long may a browser, or a proxy before a crowd, keep it. */
const FRESH_SECONDS = 10;

class LookUpThrottled extends DomainError {
  override readonly name = 'LookUpThrottled';
  readonly code = 'look-up-throttled';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Nơi này đã tra cứu quá nhiều lần. Thử lại sau ${String(Math.ceil(retryAfterSeconds / 60))} phút.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The public look-up: nobody signs in, so each address has a measure, and a narrow one for codes that do not exist. */
export function trackingRoute({ trackDossier }: Pick<Handlers, 'trackDossier'>, checkReplies: boolean): RequestHandler[] {
  return [
    measured(LOOK_UPS, false),
    measured(MISSES, true),
    async (request, response) => {
      readQuery(ENDPOINTS.trackDossier.query, request);
      const reply = await trackDossier(readParams(ENDPOINTS.trackDossier, request));
      response
        .set({ 'cache-control': `public, max-age=${String(FRESH_SECONDS)}`, 'x-robots-tag': 'noindex' })
        .json(checkReplies ? ENDPOINTS.trackDossier.reply.parse(reply) : reply);
    },
  ];
}

function measured(limit: number, missesOnly: boolean): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    skipSuccessfulRequests: missesOnly,
    requestWasSuccessful: (_, { statusCode }) => statusCode !== 404,
    keyGenerator: clientAddress,
    // Ours counts a whole /64 as one; the package only looks for its own helper in the text of the function
    validate: { keyGeneratorIpFallback: false },
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request: Request & { readonly rateLimit?: { readonly resetTime: Date | undefined } }, _, next) => {
      const reset = request.rateLimit?.resetTime?.getTime() ?? Date.now() + WINDOW_MS;
      next(new LookUpThrottled(Math.max(1, Math.ceil((reset - Date.now()) / 1000))));
    },
  });
}
