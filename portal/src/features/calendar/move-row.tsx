import { Button } from '@mantine/core';
import { IconArrowRight, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, CalendarMove } from '../../api/contract.ts';
import { weekdayOf } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './calendar.module.css';
import { dateText } from './typed-text.ts';

/** A dossier whose date moves; unfolds into how the new date is reached. */
export function MoveRow({ move, agencies }: { readonly move: CalendarMove; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { pick, agency: agencyName, weekdayDateTime } = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const code = move.code ?? move.dossierId;
  const later = Date.parse(move.to) > Date.parse(move.from);
  return (
    <>
      <tr>
        <th scope="row" className="nowrap">
          {code}
        </th>
        <td>
          {move.procedureShortName}
          <small>
            {agencyName(
              agencies.find((one) => one.id === move.competentAgency),
              move.competentAgency,
            )}
          </small>
        </td>
        <td className="nowrap">{weekdayDateTime(move.from)}</td>
        <td className="nowrap">
          <strong>{weekdayDateTime(move.to)}</strong>
        </td>
        <td className="nowrap">
          <span className={styles['difference']}>
            <IconArrowRight size={14} stroke={1.75} aria-hidden style={later ? undefined : { transform: 'scaleX(-1)' }} />
            {pick(move.difference)}
          </span>
        </td>
        <td className={styles['right']}>
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={open}
            aria-controls={id}
            aria-label={t('preview.showOf', { code })}
            rightSection={open ? <IconChevronUp size={14} stroke={1.75} aria-hidden /> : <IconChevronDown size={14} stroke={1.75} aria-hidden />}
            onClick={() => {
              setOpen((old) => !old);
            }}
          >
            {t('preview.show')}
          </Button>
        </td>
      </tr>
      <tr id={id} hidden={!open}>
        <td colSpan={6} className={styles['arithmetic']}>
          {open && (
            <ol>
              {move.lines.map((line, index) => (
                <li key={index} data-counted={line.counted || undefined}>
                  <span>
                    {say(`weekdays.${weekdayOf(line.date)}`)} {dateText(line.date)}
                  </span>
                  <span>{pick(line.reason)}</span>
                </li>
              ))}
            </ol>
          )}
        </td>
      </tr>
    </>
  );
}
