import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readOutline } from '../../../../modeler/outline/read-outline.ts';
import type { AgencyView, DossierView, HistoryEntryView } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { formatDate, formatTime, localTime } from '../../components/format.ts';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { Scrolling, SCROLLS } from '../../components/scrolling.tsx';
import tables from '../../components/table.module.css';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { isTechnical, sentenceValues, type HistoryNames } from './history-sentence.ts';

const PAGE = 100;

export function HistoryTab({ dossier, agencies }: { readonly dossier: DossierView; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation(['dossier', 'components']);
  const words = useWords();
  const [after, setAfter] = useState(0);
  const [technical, setTechnical] = useState(false);
  const allowed = dossier.may.includes('read-history');
  const history = useQuery({ ...questions.history(dossier.id, after, PAGE), enabled: allowed });
  const diagram = useQuery(questions.diagram(dossier.procedure, dossier.release));
  const steps = useMemo(() => new Map((diagram.data === undefined ? [] : readOutline(diagram.data)).map(({ id, name }) => [id, name])), [diagram.data]);
  const names: HistoryNames = {
    step: (id) => steps.get(id) ?? id,
    outcome: (element, code) => {
      const found = dossier.decisions.find((decision) => decision.outcome === code && decision.elementId === element);
      return found ? words.pick(found.outcomeLabel) : code;
    },
    agency: (id) =>
      words.agency(
        agencies.find((agency) => agency.id === id),
        id,
      ),
    returnChannel: (channel) =>
      channel === 'counter' || channel === 'post' || channel === 'online' ? t(`returnChannel.${channel}`, { ns: 'components' }) : channel,
  };

  if (!allowed) return <p className={styles['quiet']}>{t('history.notAllowed')}</p>;
  if (history.data === undefined)
    return history.isError ? (
      <Failed
        error={history.error}
        retry={() => {
          void history.refetch();
        }}
      />
    ) : (
      <LoadingRows rows={6} />
    );
  const { entries, total, next } = history.data;
  const shown = technical ? entries : entries.filter(({ kind }) => !isTechnical(kind));
  const hidden = entries.length - shown.length;
  return (
    <div>
      <div className={styles['tabTools']}>
        <Switch
          size="sm"
          label={t('history.technical')}
          checked={technical}
          onChange={(event) => {
            setTechnical(event.currentTarget.checked);
          }}
        />
        {hidden > 0 && <span className={styles['hint']}>{t('history.hidden', { count: hidden })}</span>}
      </div>
      <Scrolling className={tables['scroll']} label={t('history.table')}>
        <table className={tables['table']}>
          <caption className="hidden-text">{t('history.table')}</caption>
          <thead>
            <tr>
              <th scope="col" className={tables['seq']}>
                {t('history.columns.seq')}
              </th>
              <th scope="col">{t('history.columns.at')}</th>
              <th scope="col">{t('history.columns.what')}</th>
              <th scope="col">{t('history.columns.who')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <HistoryRow key={entry.seq} entry={entry} names={names} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles['quiet']}>{t('history.empty')}</p>}
      </Scrolling>
      <nav className={styles['tabFoot']} aria-label={t('history.pages')}>
        <span className={styles['hint']}>{t('history.chain')}</span>
        <span className="nowrap">{t('history.page', { from: entries[0]?.seq ?? 0, to: entries.at(-1)?.seq ?? 0, total })}</span>
        <Button
          size="compact-sm"
          variant="default"
          disabled={after === 0}
          onClick={() => {
            setAfter(Math.max(0, after - PAGE));
          }}
        >
          {t('history.previous')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={next === null}
          onClick={() => {
            if (next !== null) setAfter(entries.at(-1)?.seq ?? after);
          }}
        >
          {t('history.following')}
        </Button>
      </nav>
    </div>
  );
}

function HistoryRow({ entry, names }: { readonly entry: HistoryEntryView; readonly names: HistoryNames }) {
  const { t, i18n } = useTranslation('dossier');
  const key = `entries.${entry.kind}`;
  const values = sentenceValues(entry, names);
  const sentence = i18n.exists(key, { ns: 'dossier' })
    ? t(key as 'entries.unknown', { ...values, kind: entry.kind })
    : t('entries.unknown', { kind: entry.kind });
  const { actor, step, engine, data, hash, prevHash, seq, at, assigneeName } = entry;
  return (
    <tr className={isTechnical(entry.kind) ? styles['technical'] : undefined}>
      <td className={tables['seq']}>{seq}</td>
      <td className="nowrap" title={`${formatTime(at)}:${localTime(at).second}`}>
        {formatDate(at)} {formatTime(at)}
      </td>
      <td className={styles['what']}>
        <details>
          <summary>{sentence}</summary>
          <pre {...SCROLLS}>
            {JSON.stringify(
              { kind: entry.kind, data, ...(actor ? { actor } : {}), ...(step ? { step } : {}), ...(engine ? { engine } : {}), hash, prevHash },
              null,
              2,
            )}
          </pre>
        </details>
      </td>
      <td>
        {assigneeName !== undefined ? (
          assigneeName
        ) : actor === undefined ? (
          <span className={styles['hint']}>{step !== undefined ? t('history.step') : engine !== undefined ? t('history.engine') : t('history.system')}</span>
        ) : (
          <>
            {actor.name}
            <small>
              {actor.agencyName}
              {actor.onBehalfOf === undefined ? '' : ` · ${t('history.onBehalf', { name: actor.onBehalfOf })}`}
            </small>
          </>
        )}
      </td>
    </tr>
  );
}
