import { Button, NativeSelect } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView } from '../../api/contract.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './calendar.module.css';
import { HoursDialog } from './hours-dialog.tsx';
import { sessionsText, WEEK, type Week } from './typed-text.ts';
import type { CalendarWork } from './use-calendar-work.ts';

/** Office hours by weekday: of the province, and of each agency with hours of its own. */
export function HoursTab({ work, agencies }: { readonly work: CalendarWork; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { agency: agencyName } = useWords();
  const [changing, setChanging] = useState<string>();
  const [chosen, setChosen] = useState('');
  const { sessions, agencies: own = {} } = work.content;
  const nameOf = (id: string): string =>
    id === ''
      ? t('everybody')
      : agencyName(
          agencies.find((one) => one.id === id),
          id,
        );
  const weekOf = (id: string): Week => (id === '' ? sessions : (own[id]?.sessions ?? sessions));
  const without = agencies.filter(({ id }) => own[id] === undefined);

  return (
    <>
      <div className={styles['scroll']}>
        <table className={styles['table']} aria-label={t('hours.table')}>
          <thead>
            <tr>
              <th scope="col">{t('hours.scope')}</th>
              {WEEK.map(([day, name]) => (
                <th key={day} scope="col">
                  {say(`weekdaysLong.${name}`)}
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
            {['', ...Object.keys(own)].map((id) => (
              <tr key={id}>
                <th scope="row">
                  <strong>{nameOf(id)}</strong>
                  {id !== '' && <small>{t('hours.own')}</small>}
                </th>
                {WEEK.map(([day]) => (
                  <td key={day} className={styles['sessions']}>
                    {(weekOf(id)[day] ?? []).length === 0 ? (
                      <span className={styles['hint']}>{t('hours.off')}</span>
                    ) : (
                      (weekOf(id)[day] ?? []).map((session) => <span key={session[0]}>{sessionsText([session])}</span>)
                    )}
                  </td>
                ))}
                {work.mayPropose && (
                  <td className={styles['right']}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      leftSection={<IconPencil size={14} stroke={1.75} aria-hidden />}
                      aria-label={t('hours.change', { agency: nameOf(id) })}
                      onClick={() => {
                        setChanging(id);
                      }}
                    >
                      {t('day.change')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {work.mayPropose && without.length > 0 && (
        <div className={styles['tools']}>
          <NativeSelect
            aria-label={t('hours.addFor')}
            value={chosen}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
            }}
            data={[{ value: '', label: t('hours.addFor') }, ...without.map(({ id }) => ({ value: id, label: nameOf(id) }))]}
          />
          {chosen !== '' && (
            <Button
              variant="default"
              onClick={() => {
                setChanging(chosen);
              }}
            >
              {t('hours.add')}
            </Button>
          )}
        </div>
      )}
      {changing !== undefined && (
        <HoursDialog
          name={nameOf(changing)}
          week={weekOf(changing)}
          own={own[changing] !== undefined}
          onClose={() => {
            setChanging(undefined);
          }}
          onWrite={(week) => {
            work.edit((content) =>
              changing === '' ? { ...content, sessions: week } : { ...content, agencies: { ...content.agencies, [changing]: { sessions: week } } },
            );
            setChanging(undefined);
            setChosen('');
          }}
          onDrop={() => {
            work.edit(({ agencies: before = {}, ...content }) => {
              const rest = Object.fromEntries(Object.entries(before).filter(([id]) => id !== changing));
              return { ...content, ...(Object.keys(rest).length === 0 ? {} : { agencies: rest }) };
            });
            setChanging(undefined);
          }}
        />
      )}
    </>
  );
}
