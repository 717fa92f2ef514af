import { IconAlertTriangle, IconBan, IconCalendarQuestion, IconCircleCheck, IconHourglassLow, IconPlayerPause, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../chip.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import { lookOf, TONE_OF, type ClockFacts, type ClockLook } from './clock-look.ts';

export const ICON_OF: Readonly<Record<ClockLook, TablerIcon>> = {
  overdue: IconAlertTriangle,
  'past-hour': IconHourglassLow,
  'due-soon': IconHourglassLow,
  running: IconCircleCheck,
  paused: IconPlayerPause,
  early: IconCircleCheck,
  'on-time': IconCircleCheck,
  late: IconAlertTriangle,
  stopped: IconBan,
  'not-started': IconCalendarQuestion,
};

interface ClockWords {
  readonly look: ClockLook;
  /** The state. */
  readonly word: string;
  /** What is left of the limit, or how far it is over, in working time; empty while the clock does not run. */
  readonly left: string;
}

export function useClockWords(facts: ClockFacts): ClockWords {
  const { t } = useTranslation('components');
  const { pick } = useWords();
  const look = lookOf(facts, useNow());
  const runs = look === 'running' || look === 'due-soon' || look === 'past-hour' || look === 'overdue';
  return { look, word: t(`clock.state.${look}`), left: runs && facts.remaining !== undefined ? pick(facts.remaining.text) : '' };
}

/** The state with its sign and word, and what is left. The sentence of a limit that is over says the state itself. */
export function ClockChip(facts: ClockFacts) {
  const { look, word, left } = useClockWords(facts);
  const over = (look === 'overdue' || look === 'past-hour') && left !== '';
  return (
    <Chip tone={TONE_OF[look]} icon={ICON_OF[look]}>
      <strong>{over ? left : word}</strong>
      {over || left === '' ? '' : `, ${left.charAt(0).toLocaleLowerCase('vi')}${left.slice(1)}`}
    </Chip>
  );
}
