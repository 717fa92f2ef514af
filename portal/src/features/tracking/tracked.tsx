import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrackedDossier } from '../../api/contract.ts';
import { ClockChip } from '../../components/clock/clock-chip.tsx';
import { ClockSum } from '../../components/clock/clock-sum.tsx';
import { DayRuler } from '../../components/clock/day-ruler.tsx';
import { formatDate, formatTime, localDay } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import { Stages } from './stages.tsx';
import { storyOf, type StoryLine } from './story.ts';
import styles from './tracking.module.css';

/** State, next thing, date: in this order, in a citizen's words. */
export function Tracked({ tracked, time }: { readonly tracked: TrackedDossier; readonly time: string }) {
  const { t } = useTranslation('tracking');
  const { pick } = useWords();
  const { code, status, statusName } = tracked;
  const word = `s${String(status)}` as 's1';
  return (
    <>
      <section className={styles['card']} aria-labelledby="state">
        <p className={styles['meta']}>
          <span className="nowrap">{code}</span> · {pick(statusName)} · {t('fresh', { time })}
        </p>
        <h1 id="state">{t(`headline.${word}`)}</h1>
        <p className={styles['lead']}>{t(`next.${word}`)}</p>
        <Stages tracked={tracked} />
      </section>
      <Promise tracked={tracked} />
      <section className={styles['card']} aria-labelledby="ask">
        <h2 id="ask">{t('ask.title')}</h2>
        <p>{t('ask.text', { code })}</p>
        <p className={styles['who']}>{t('who')}</p>
      </section>
    </>
  );
}

function Promise({ tracked }: { readonly tracked: TrackedDossier }) {
  const { t } = useTranslation('tracking');
  const { fullDate } = useWords();
  const { clock } = tracked;
  const { dueAt, firstDueAt, state, unconfirmedYear } = clock;
  const story = storyOf(tracked);
  return (
    <section className={styles['card']} aria-labelledby="due">
      <h2 id="due">{t('due.title')}</h2>
      {dueAt === undefined ? (
        <p className={styles['lead']}>
          {unconfirmedYear !== undefined ? t('due.unconfirmed', { year: unconfirmedYear }) : t(state === 'stopped' ? 'due.noneAnyMore' : 'due.none')}
        </p>
      ) : (
        <>
          <p className={styles['date']}>
            <strong>{t('due.by', { day: fullDate(dueAt), time: formatTime(dueAt) })}</strong>
            <ClockChip {...clock} />
          </p>
          {firstDueAt !== undefined && localDay(firstDueAt) !== localDay(dueAt) && (
            <p className={styles['lead']}>{t('due.moved', { first: formatDate(firstDueAt) })}</p>
          )}
          {state === 'paused' && <p className={styles['lead']}>{t('due.expected')}</p>}
          {state === 'overdue' && (
            <p className={styles['late']}>
              <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
              <span>{t('due.late')}</span>
            </p>
          )}
          <DayRuler clock={clock} overdue={state === 'overdue'} />
        </>
      )}
      {story.length > 0 && (
        <>
          <h3>{t('due.story')}</h3>
          <ol className={styles['story']}>
            {story.map((line) => (
              <li key={`${line.at}-${line.kind}`}>
                <time dateTime={line.at}>{formatDate(line.at).slice(0, 5)}</time>
                <Sentence line={line} clock={clock} />
              </li>
            ))}
          </ol>
        </>
      )}
      {dueAt !== undefined && (
        <>
          <h3>{t('due.sum')}</h3>
          <ClockSum clock={clock} />
        </>
      )}
    </section>
  );
}

function Sentence({ line, clock }: { readonly line: StoryLine; readonly clock: TrackedDossier['clock'] }) {
  const { t } = useTranslation('tracking');
  const { pick } = useWords();
  const date = (instant: string): string => formatDate(instant);
  if (line.kind === 'received') return <span>{t('story.received', { limit: pick(clock.limitText), due: date(line.due) })}</span>;
  if (line.kind === 'pause-began')
    return (
      <span>
        {t('story.pause-began', { reason: pick(line.reason) })}
        {line.legalBasis !== undefined && <small>{line.legalBasis}</small>}
      </span>
    );
  if ('to' in line)
    return (
      <span>
        {t(`story.${line.kind}`, { from: date(line.from), to: date(line.to) })}
        {line.document !== undefined && <small>{line.document}</small>}
      </span>
    );
  return <span>{t(`story.${line.kind}`)}</span>;
}
