import { useTranslation } from 'react-i18next';
import type { CalendarChange } from '../../../../domain/calendar/calendar-changes.ts';
import type { AgencyView, CalendarException } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { weekdayOf } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './calendar.module.css';
import { dateText } from './typed-text.ts';

const TONES = { added: 'ok', removed: 'late', changed: 'soon', confirmed: 'brand' } as const;
const SIGNS = { added: '+', removed: '−', changed: '~', confirmed: '✓' } as const;

/** What a proposal changes, each line with its sign, its word and its colour. */
export function ChangeList({ changes, agencies }: { readonly changes: readonly CalendarChange[]; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation('calendar');
  return (
    <ul className={styles['changes']}>
      {changes.map((change) => {
        const how = change.kind.split('-')[1] as keyof typeof TONES;
        return (
          <li key={JSON.stringify(change)}>
            <Chip tone={TONES[how]}>
              <span aria-hidden>{SIGNS[how]} </span>
              {t(`change.${change.kind}`)}
            </Chip>
            <ChangeText change={change} agencies={agencies} />
          </li>
        );
      })}
    </ul>
  );
}

function ChangeText({ change, agencies }: { readonly change: CalendarChange; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { agency: agencyName } = useWords();
  const nameOf = (id: string): string =>
    agencyName(
      agencies.find((one) => one.id === id),
      id,
    );
  const days = ({ date, validTo }: CalendarException): string =>
    `${say(`weekdays.${weekdayOf(date)}`)} ${dateText(date)}${validTo === undefined ? '' : ` ${t('day.until', { date: dateText(validTo) })}`}`;
  const about = (one: CalendarException): string =>
    [
      t(`kind.${one.kind}`),
      one.name,
      ...(one.document === undefined ? [] : [one.document]),
      ...(one.agency === undefined ? [] : [t('day.onlyFor', { agency: nameOf(one.agency) })]),
    ].join(' · ');

  if ('year' in change) return <strong>{change.year}</strong>;
  if (change.kind === 'sessions-changed') return <strong>{change.agency === undefined ? t('everybody') : nameOf(change.agency)}</strong>;
  const { exception } = change;
  const before = change.kind === 'exception-changed' ? change.from : undefined;
  const checkTurned = before !== undefined && (before.check ?? false) !== (exception.check ?? false);
  return (
    <div>
      <strong>{days(exception)}</strong>
      <span>
        {about(exception)}
        {checkTurned && ` · ${t(exception.check === true ? 'change.nowUnchecked' : 'change.nowChecked')}`}
      </span>
      {before !== undefined && `${days(before)}${about(before)}` !== `${days(exception)}${about(exception)}` && (
        <small>{t('change.was', { text: `${days(before) === days(exception) ? '' : `${days(before)} · `}${about(before)}` })}</small>
      )}
    </div>
  );
}
