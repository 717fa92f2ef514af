import { CalendarNotConfirmed } from '../errors.ts';

/** What is counted, or nothing where it would need a year whose calendar nobody has confirmed: the rest of a dossier stays readable. */
export function whereKnown<T>(count: () => T): T | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarNotConfirmed) return undefined;
    throw error;
  }
}
