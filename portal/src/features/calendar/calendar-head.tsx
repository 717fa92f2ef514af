import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconCalendarCheck, IconChevronLeft, IconChevronRight, IconCircleCheck, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AgencyView } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { useWords } from '../../components/use-words.ts';
import { withYear } from './calendar-view.ts';
import styles from './calendar.module.css';
import { FileButtons } from './file-buttons.tsx';
import type { CalendarWork } from './use-calendar-work.ts';

interface CalendarHeadProps {
  readonly work: CalendarWork;
  readonly year: number;
  readonly onYear: (year: number) => void;
  readonly agency: string | undefined;
  readonly onAgency: (id: string | undefined) => void;
  readonly agencies: readonly AgencyView[];
}

const CHIPS = {
  confirmed: { tone: 'ok', icon: IconCircleCheck },
  toBeConfirmed: { tone: 'brand', icon: IconCalendarCheck },
  draft: { tone: 'soon', icon: IconPencil },
  none: { tone: 'soon', icon: IconPencil },
} as const;

export function CalendarHead({ work, year, onYear, agency, onAgency, agencies }: CalendarHeadProps) {
  const { t } = useTranslation('calendar');
  const { agency: agencyName } = useWords();
  const { current } = work.overview;
  const inForce = current.content.years.find((one) => one.year === year)?.state;
  const shown = work.content.years.find((one) => one.year === year)?.state;
  const state = inForce === 'confirmed' ? 'confirmed' : shown === 'confirmed' ? 'toBeConfirmed' : (shown ?? 'none');
  const { tone, icon } = CHIPS[state];
  return (
    <header className={styles['head']}>
      <div className={styles['title']}>
        <h1>{t('title')}</h1>
        <span className={styles['hint']}>
          {t('version', { version: current.version })}, {t('inForce')}
        </span>
      </div>
      <div className={styles['year']} role="group" aria-label={t('year.of', { year })}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t('year.before')}
          title={t('year.before')}
          onClick={() => {
            onYear(year - 1);
          }}
        >
          <IconChevronLeft size={17} stroke={1.75} aria-hidden />
        </ActionIcon>
        <strong aria-live="polite">{year}</strong>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t('year.after')}
          title={t('year.after')}
          onClick={() => {
            onYear(year + 1);
          }}
        >
          <IconChevronRight size={17} stroke={1.75} aria-hidden />
        </ActionIcon>
        <span title={state === 'confirmed' ? undefined : t('year.notConfirmed', { year })}>
          <Chip tone={tone} icon={icon}>
            {t(`year.${state}`)}
          </Chip>
        </span>
      </div>
      <NativeSelect
        className={styles['scope']}
        aria-label={t('scope')}
        value={agency ?? ''}
        onChange={(event) => {
          onAgency(event.currentTarget.value === '' ? undefined : event.currentTarget.value);
        }}
        data={[{ value: '', label: t('everybody') }, ...agencies.map((one) => ({ value: one.id, label: agencyName(one, one.id) }))]}
      />
      <div className={styles['actions']}>
        {work.mayPropose && state === 'none' && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              work.edit((content) => withYear(content, year, 'draft'));
            }}
          >
            {t('year.add', { year })}
          </Button>
        )}
        {work.mayPropose && state === 'draft' && (
          <Button
            leftSection={<IconCalendarCheck size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              work.edit((content) => withYear(content, year, 'confirmed'));
            }}
          >
            {t('year.confirm', { year })}
          </Button>
        )}
        <FileButtons work={work} />
      </div>
    </header>
  );
}
