import { Button } from '@mantine/core';
import { IconAlertCircle, IconBan, IconCircleCheck, IconInfoCircle, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReleaseView } from '../../api/contract.ts';
import { ApiProblem, NetworkError } from '../../api/errors.ts';
import { Banner } from '../../components/banner.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmReason } from '../../components/confirm-reason.tsx';
import type { FieldMistake } from '../../components/form-viewer.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { RefusedFields } from '../../components/refused-fields.tsx';
import { useWords } from '../../components/use-words.ts';
import { checkPapers, checkPeople, checkPlaces, type IntakeMistake } from './check-intake.ts';
import { NO_COUNTS, sumOf, type IntakeDraft } from './intake-draft.ts';
import styles from './intake.module.css';
import type { Receive } from './use-receive.ts';

interface IntakeSideProps {
  readonly draft: IntakeDraft;
  readonly release: ReleaseView | undefined;
  readonly mistakes: readonly IntakeMistake[];
  readonly fieldMistakes: readonly FieldMistake[];
  readonly uploading: boolean;
  readonly receive: Receive;
  readonly focusField: (id: string) => void;
}

export function IntakeSide({ draft, release, fieldMistakes, uploading, receive, focusField }: IntakeSideProps) {
  const { t } = useTranslation('intake');
  const words = useWords();
  const [refusing, setRefusing] = useState(false);
  const limit = release && words.limit(release.limit);
  return (
    <aside className={styles['side']} aria-label={t('side.ready')}>
      <Card title={t('side.appointment')}>
        {release === undefined ? (
          <p className={styles['quiet']}>{t('side.chooseFirst')}</p>
        ) : (
          <div className={styles['appointment']}>
            <strong>{release.limit.unit === 'SAME_DAY' ? t('side.sameDayLimit') : t('side.limitFrom', { limit })}</strong>
            <p>
              {t('side.computed')} {release.limit.unit === 'SAME_DAY' ? t('side.sameDay') : ''}
            </p>
            <h3>{t('side.basis')}</h3>
            <ul>
              {release.legalBasis.map(({ text, articles }) => (
                <li key={text}>
                  {text}, {articles}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Card>
      <div className={styles['sticky']}>
        <Readiness draft={draft} release={release} fieldMistakes={fieldMistakes} uploading={uploading} focusField={focusField} />
        {receive.error !== undefined && (
          <Banner tone={receive.error instanceof NetworkError ? 'soon' : 'late'} role="alert">
            <strong>{receive.error instanceof NetworkError ? t('failed.network') : words.problem(receive.error)}</strong>{' '}
            {receive.error instanceof NetworkError ? '' : t('failed.kept')}
            {receive.error instanceof ApiProblem && <RefusedFields problem={receive.error} schema={release?.intakeForm} focusField={focusField} />}
          </Banner>
        )}
        <Button
          fullWidth
          size="lg"
          loading={receive.sending}
          aria-disabled={uploading}
          onClick={() => {
            void receive.submit();
          }}
          leftSection={<IconPrinter size={19} stroke={1.75} aria-hidden />}
          rightSection={
            <span className={styles['keys']} aria-hidden>
              <Kbd onDark>Ctrl</Kbd>
              <Kbd onDark>↵</Kbd>
            </span>
          }
          classNames={{ label: styles['buttonLabel'] ?? '' }}
        >
          {t('side.submit')}
        </Button>
        <Button
          fullWidth
          variant="default"
          onClick={() => {
            if (receive.askRefusal()) setRefusing(true);
          }}
          leftSection={<IconBan size={16} stroke={1.75} aria-hidden />}
          classNames={{ root: styles['refuse'] ?? '' }}
        >
          {t('side.refuse')}
        </Button>
        <p className={styles['quiet']}>{receive.mayRefuse || !receive.asked ? t('side.code') : t('refuse.first')}</p>
      </div>
      <ConfirmReason
        opened={refusing}
        onClose={() => {
          setRefusing(false);
        }}
        title={t('refuse.title', { name: draft.applicant.name })}
        verb={t('refuse.verb')}
        run={receive.refuse}
        phrases={[t('refuse.phrases.competence'), t('refuse.phrases.papers'), t('refuse.phrases.subject')]}
      >
        <p>{t('refuse.text')}</p>
      </ConfirmReason>
    </aside>
  );
}

/** What is in order and what is not, as a list that leads to each place. */
function Readiness({
  draft,
  release,
  fieldMistakes,
  uploading,
  focusField,
}: Pick<IntakeSideProps, 'draft' | 'release' | 'fieldMistakes' | 'uploading' | 'focusField'>) {
  const { t } = useTranslation('intake');
  const { pick } = useWords();
  const go = (place: string) => () => {
    document.getElementById(place)?.focus();
    document.getElementById(place)?.scrollIntoView({ block: 'center' });
  };
  const line = (key: string, state: 'ok' | 'open' | 'note', content: ReactNode) => (
    <li key={key} className={styles[`line-${state}`]}>
      {state === 'ok' ? (
        <IconCircleCheck size={16} stroke={1.75} aria-hidden />
      ) : state === 'open' ? (
        <IconAlertCircle size={16} stroke={1.75} aria-hidden />
      ) : (
        <IconInfoCircle size={16} stroke={1.75} aria-hidden />
      )}
      <span>{content}</span>
    </li>
  );
  const open = (mistake: IntakeMistake) =>
    line(
      mistake.place,
      'open',
      <button type="button" className={styles['toPlace']} onClick={go(mistake.place)}>
        {t(`check.${mistake.word}` as 'check.component', { paper: pickName(mistake.component) })}
      </button>,
    );
  const pickName = (id: string | undefined): string => {
    const found = release?.components.find((component) => component.id === id);
    return found ? pick(found.name) : '';
  };
  const places = checkPlaces(draft, release);
  const people = checkPeople(draft);
  const papers = checkPapers(draft, release);
  const unfiled = (release?.components ?? []).filter(
    ({ id }) => sumOf(draft.components[id] ?? NO_COUNTS) > 0 && !draft.attachments.some((file) => file.component === id),
  ).length;
  return (
    <ul className={styles['ready']} aria-label={t('side.ready')}>
      {places.length === 0 ? line('places', 'ok', t('check.placesReady')) : places.map(open)}
      {people.length === 0 ? line('people', 'ok', t('check.peopleReady')) : people.map(open)}
      {release !== undefined && (papers.length === 0 ? line('papers', 'ok', t('check.papersReady')) : papers.map(open))}
      {release !== undefined &&
        (fieldMistakes.length === 0
          ? line('form', 'note', t('check.formLater'))
          : [
              line('form', 'open', t('check.form', { count: fieldMistakes.length })),
              ...fieldMistakes.map(({ id, label, message }) =>
                line(
                  id,
                  'open',
                  <>
                    <button
                      type="button"
                      className={styles['toPlace']}
                      onClick={() => {
                        focusField(id);
                      }}
                    >
                      {label}
                    </button>
                    : {message}
                  </>,
                ),
              ),
            ])}
      {uploading && line('uploading', 'note', t('check.uploading'))}
      {unfiled > 0 && line('unfiled', 'note', t('check.noFiles', { count: unfiled }))}
    </ul>
  );
}
