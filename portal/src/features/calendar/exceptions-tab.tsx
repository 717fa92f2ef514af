import { Button, Checkbox } from '@mantine/core';
import { IconCalendarOff, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, CalendarException } from '../../api/contract.ts';
import { weekdayOf } from '../../components/format.ts';
import { Notice } from '../../components/page-state.tsx';
import { useWords } from '../../components/use-words.ts';
import { withException } from './calendar-view.ts';
import styles from './calendar.module.css';
import { CheckMark } from './check-mark.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { KindMark } from './kind-mark.tsx';
import { dateText } from './typed-text.ts';
import type { CalendarWork } from './use-calendar-work.ts';

interface ExceptionsTabProps {
  readonly work: CalendarWork;
  readonly year: number;
  readonly agencies: readonly AgencyView[];
  readonly personName: (exception: CalendarException) => string;
  readonly onOpen: (exception: CalendarException) => void;
}

const COLUMNS = ['date', 'kind', 'name', 'document', 'scope', 'enteredBy', 'check'] as const;

export function ExceptionsTab({ work, year, agencies, personName, onOpen }: ExceptionsTabProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { agency: agencyName } = useWords();
  const [onlyCheck, setOnlyCheck] = useState(false);
  const [comparing, setComparing] = useState<CalendarException>();
  const all = work.content.exceptions.filter(({ date, validTo = date }) => date.slice(0, 4) <= String(year) && validTo.slice(0, 4) >= String(year));
  const toCheck = all.filter(({ check }) => check === true);
  const rows = onlyCheck ? toCheck : all;

  if (all.length === 0)
    return (
      <Notice icon={IconCalendarOff} title={t('list.empty', { year })}>
        <p>{t('list.emptyText')}</p>
      </Notice>
    );
  return (
    <>
      <div className={styles['tools']}>
        <span className={styles['hint']}>
          {t('list.count', { count: all.length })}
          {toCheck.length > 0 && ` · ${t('list.countCheck', { count: toCheck.length })}`}
        </span>
        <Checkbox
          label={t('list.onlyCheck')}
          checked={onlyCheck}
          onChange={(event) => {
            setOnlyCheck(event.currentTarget.checked);
          }}
        />
      </div>
      {rows.length === 0 ? (
        <Notice icon={IconCircleCheck} title={t('list.allCompared', { year })} />
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']} aria-label={t('list.table', { year })}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" aria-sort={column === 'date' ? 'ascending' : undefined}>
                    {t(`list.${column}`)}
                    {column === 'date' && <span aria-hidden> ↑</span>}
                  </th>
                ))}
                {work.mayPropose && (
                  <th scope="col">
                    <span className="hidden-text">{t('list.actions')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((exception) => (
                <tr key={`${exception.date}${exception.kind}${exception.agency ?? ''}`}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles['link']}
                      onClick={() => {
                        onOpen(exception);
                      }}
                    >
                      {say(`weekdays.${weekdayOf(exception.date)}`)} {dateText(exception.date)}
                    </button>
                    {exception.validTo !== undefined && <small>{t('day.until', { date: dateText(exception.validTo) })}</small>}
                  </th>
                  <td className="nowrap">
                    <KindMark kind={exception.kind} />
                  </td>
                  <td>{exception.name}</td>
                  <td>{exception.document ?? '—'}</td>
                  <td>
                    {exception.agency === undefined
                      ? t('everybody')
                      : agencyName(
                          agencies.find(({ id }) => id === exception.agency),
                          exception.agency,
                        )}
                  </td>
                  <td>{personName(exception)}</td>
                  <td>{exception.check === undefined ? '—' : <CheckMark checked={!exception.check} />}</td>
                  {work.mayPropose && (
                    <td className={styles['right']}>
                      {exception.check === true && (
                        <Button
                          size="compact-xs"
                          variant="default"
                          leftSection={<IconCircleCheck size={14} stroke={1.75} aria-hidden />}
                          aria-label={`${t('day.compared')}: ${dateText(exception.date)}`}
                          onClick={() => {
                            setComparing(exception);
                          }}
                        >
                          {t('day.compared')}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {comparing !== undefined && (
        <CompareDialog
          exception={comparing}
          onClose={() => {
            setComparing(undefined);
          }}
          onCompared={(document) => {
            const { enteredBy: _before, ...compared } = comparing;
            work.edit((content) => withException(content, { ...compared, document, check: false }, comparing));
            setComparing(undefined);
          }}
        />
      )}
    </>
  );
}
