import { z } from 'zod';
import { Instant } from '../vocabulary.ts';
import { endpoint } from './define.ts';

export const PartHealth = z.strictObject({ name: z.string(), state: z.enum(['up', 'degraded', 'down']), since: Instant, detail: z.string().optional() });
export const Health = z.strictObject({ state: z.enum(['up', 'degraded', 'down']), version: z.string(), parts: z.array(PartHealth) }).meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

export const getHealth = endpoint({
  id: 'getHealth',
  tag: 'system',
  method: 'GET',
  path: '/health',
  summary: 'Each part with its state and since when',
  signedIn: false,
  reply: Health,
});
export const confirmClock = endpoint({
  id: 'confirmClock',
  tag: 'system',
  method: 'POST',
  path: '/clock/confirm',
  summary: 'An administrator confirms the clock after it has jumped; until then no alarm about a due date is raised',
  body: z.strictObject({ now: Instant.meta({ description: 'The time as a clock elsewhere shows it; more than five minutes from the server it is refused' }) }),
  reply: z.strictObject({ now: Instant }),
  problems: ['action-not-allowed', 'clock-not-held', 'invalid-input'],
});
/**
 * Server-sent events: `change` events with data {@link ChangeEvent}; `id` grows, so a reconnecting client that sends Last-Event-ID gets
 * `resync` when something was missed.
 */
export const getEvents = endpoint({
  id: 'getEvents',
  tag: 'system',
  method: 'GET',
  path: '/events',
  summary: 'Live changes of my inbox and of open dossiers',
  reply: z.unknown(),
  media: { reply: 'text/event-stream' },
});
export const ChangeEvent = z.strictObject({ dossierId: z.string(), version: z.int(), inbox: z.boolean() }).meta({ id: 'ChangeEvent' });
export type ChangeEvent = z.infer<typeof ChangeEvent>;
