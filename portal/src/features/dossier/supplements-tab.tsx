import { Button } from '@mantine/core';
import { IconCircleCheck, IconHourglassLow, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView, ReleaseView } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { formatDateTime } from '../../components/format.ts';
import { AnswerSupplement } from './answer-supplement.tsx';
import styles from './dossier.module.css';

type Supplement = DossierView['supplements'][number];

export function SupplementsTab({ dossier, release }: { readonly dossier: DossierView; readonly release: ReleaseView | undefined }) {
  const { t } = useTranslation('dossier');
  const [answering, setAnswering] = useState<string>();
  if (dossier.supplements.length === 0) return <p className={styles['quiet']}>{t('supplements.none')}</p>;
  return (
    <div className={styles['stack']}>
      {dossier.supplements.map((supplement) => {
        const open = supplement.answeredAt === undefined && supplement.closedAt === undefined;
        return (
          <section key={supplement.id} className={styles['fee']}>
            <div className={styles['line']}>
              <State supplement={supplement} />
              <span className={styles['hint']}>
                {t('supplements.requested', { time: formatDateTime(supplement.requestedAt) })} ·{' '}
                {t('supplements.due', { time: formatDateTime(supplement.dueAt) })}
              </span>
            </div>
            {itemsOf(supplement.items).length > 0 && (
              <>
                <h3>{t('supplements.items')}</h3>
                <ul className={styles['items']}>
                  {itemsOf(supplement.items).map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              </>
            )}
            {open &&
              dossier.may.includes('answer-supplement') &&
              (answering === supplement.id ? (
                <AnswerSupplement
                  dossier={dossier}
                  supplement={supplement.id}
                  release={release}
                  onClose={() => {
                    setAnswering(undefined);
                  }}
                />
              ) : (
                <Button
                  onClick={() => {
                    setAnswering(supplement.id);
                  }}
                >
                  {t('supplements.record')}
                </Button>
              ))}
          </section>
        );
      })}
    </div>
  );
}

function State({ supplement }: { readonly supplement: Supplement }) {
  const { t } = useTranslation('dossier');
  if (supplement.answeredAt !== undefined)
    return (
      <Chip tone="ok" icon={IconCircleCheck}>
        {t('supplements.answered', { time: formatDateTime(supplement.answeredAt) })}
      </Chip>
    );
  if (supplement.closedAt !== undefined)
    return (
      <Chip tone="plain" icon={IconLock}>
        {t('supplements.closed', { time: formatDateTime(supplement.closedAt) })}
      </Chip>
    );
  return (
    <Chip tone="soon" icon={IconHourglassLow}>
      {t('supplements.open')}
    </Chip>
  );
}

/** The list of papers as the drafting officer wrote it: lines of text, or rows of a list. */
export function itemsOf(items: unknown): readonly string[] {
  if (typeof items === 'string')
    return items
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  if (Array.isArray(items))
    return items.flatMap((item) =>
      item !== null && typeof item === 'object'
        ? [
            Object.values(item as Record<string, unknown>)
              .filter((value) => typeof value === 'string' && value !== '')
              .join(': '),
          ]
        : itemsOf(item),
    );
  return [];
}
