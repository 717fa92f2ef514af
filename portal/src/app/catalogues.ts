import type { vi as app } from './messages.vi.ts';
import type { vi as components } from '../components/messages.vi.ts';
import type { vi as calendar } from '../features/calendar/messages.vi.ts';
import type { vi as dossier } from '../features/dossier/messages.vi.ts';
import type { vi as inbox } from '../features/inbox/messages.vi.ts';
import type { vi as intake } from '../features/intake/messages.vi.ts';
import type { vi as signIn } from '../features/sign-in/messages.vi.ts';
import type { vi as task } from '../features/task/messages.vi.ts';
import type { vi as tracking } from '../features/tracking/messages.vi.ts';

/** Only types cross here: the texts themselves are loaded by each feature. */
export interface Catalogues {
  app: typeof app;
  calendar: typeof calendar;
  components: typeof components;
  dossier: typeof dossier;
  inbox: typeof inbox;
  intake: typeof intake;
  signIn: typeof signIn;
  task: typeof task;
  tracking: typeof tracking;
}
