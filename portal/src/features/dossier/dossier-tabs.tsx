import { Tabs } from '@mantine/core';
import { IconAlertCircle, IconArchive, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { AgencyView, DossierView, ReleaseView } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { DecisionList } from '../../components/decision-list.tsx';
import { DeclaredData } from '../../components/declared-data.tsx';
import { DocumentList } from '../../components/document-list.tsx';
import { formatDateTime } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { FeesTab } from './fees-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { SupplementsTab } from './supplements-tab.tsx';

const TABS = [
  ['history', 'dien-bien'],
  ['documents', 'giay-to'],
  ['data', 'thong-tin'],
  ['decisions', 'quyet-dinh'],
  ['fees', 'phi'],
  ['supplements', 'bo-sung'],
  ['messages', 'tin-nhan'],
] as const;
const MESSAGE_LOOK = {
  queued: { tone: 'plain', icon: IconClock },
  sent: { tone: 'ok', icon: IconCircleCheck },
  kept: { tone: 'plain', icon: IconArchive },
  failed: { tone: 'late', icon: IconAlertCircle },
} as const;

interface DossierTabsProps {
  readonly dossier: DossierView;
  readonly release: ReleaseView | undefined;
  readonly agencies: readonly AgencyView[];
  readonly agencyName: (id: string) => string;
}

export function DossierTabs({ dossier, release, agencies, agencyName }: DossierTabsProps) {
  const { t } = useTranslation('dossier');
  const { pick } = useWords();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('muc');
  const active = TABS.find(([, word]) => word === wanted)?.[0] ?? 'history';
  const counts: Partial<Record<(typeof TABS)[number][0], number>> = {
    documents: dossier.documents.length,
    decisions: dossier.decisions.length,
    fees: dossier.fees.length,
    supplements: dossier.supplements.length,
    messages: dossier.messages.length,
  };
  const paperName = (id: string): string => {
    const found = release?.components.find((component) => component.id === id);
    return found ? pick(found.name) : id;
  };
  return (
    <section className={styles['tabs']} aria-label={t('tabs.label')}>
      <Tabs
        value={active}
        keepMounted={false}
        onChange={(next) => {
          setSearch(
            (old) => {
              const word = TABS.find(([name]) => name === next)?.[1];
              const changed = new URLSearchParams(old);
              if (word === undefined || word === 'dien-bien') changed.delete('muc');
              else changed.set('muc', word);
              return changed;
            },
            { replace: true, preventScrollReset: true },
          );
        }}
      >
        <Tabs.List>
          {TABS.map(([name]) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
              {counts[name] === undefined ? null : <span className={styles['number']}>{counts[name]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="history">
          <HistoryTab dossier={dossier} agencies={agencies} />
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <div className={styles['two']}>
            <div>
              <h3>{t('documents.checklist')}</h3>
              {dossier.components.length === 0 ? (
                <p className={styles['quiet']}>{t('documents.noPapers')}</p>
              ) : (
                <ul className={styles['papers']}>
                  {dossier.components.map(({ id, originals, certified, copies }) => (
                    <li key={id}>
                      <span>{paperName(id)}</span>
                      <small>{t('documents.count', { originals, certified, copies })}</small>
                    </li>
                  ))}
                </ul>
              )}
            </div>
            <div>
              <h3>{t('documents.files')}</h3>
              <DocumentList dossier={dossier} nameOf={paperName} />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <DeclaredData schema={release?.intakeForm} values={dossier.form} />
        </Tabs.Panel>
        <Tabs.Panel value="decisions">
          {dossier.decisions.length === 0 ? <p className={styles['quiet']}>{t('decisions.none')}</p> : <DecisionList decisions={dossier.decisions} />}
        </Tabs.Panel>
        <Tabs.Panel value="fees">
          <FeesTab dossier={dossier} agencyName={agencyName} />
        </Tabs.Panel>
        <Tabs.Panel value="supplements">
          <SupplementsTab dossier={dossier} release={release} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          {dossier.messages.length === 0 ? (
            <p className={styles['quiet']}>{t('messages.none')}</p>
          ) : (
            <ul className={styles['messages']}>
              {dossier.messages.map(({ id, at, to, text, status }) => (
                <li key={id}>
                  <div className={styles['line']}>
                    <Chip {...MESSAGE_LOOK[status]}>{t(`messages.status.${status}`)}</Chip>
                    <span className={styles['hint']}>
                      {formatDateTime(at)} · {t('messages.to', { to })}
                    </span>
                  </div>
                  <p>{text}</p>
                </li>
              ))}
            </ul>
          )}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
