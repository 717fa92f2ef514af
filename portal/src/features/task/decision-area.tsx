import { Button, Radio, Textarea } from '@mantine/core';
import { IconArrowRight, IconCloudCheck, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../../api/contract.ts';
import { SHORTEST_REASON } from '../../components/confirm-reason.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { useWords } from '../../components/use-words.ts';
import type { DecisionMistake, TaskDraft } from './decision.ts';
import styles from './task.module.css';

interface DecisionAreaProps {
  readonly outcomes: TaskDetail['outcomes'];
  readonly draft: TaskDraft;
  readonly mistakes: readonly DecisionMistake[];
  readonly sending: boolean;
  readonly kept: string;
  readonly onChange: (part: Partial<TaskDraft>) => void;
  readonly onSend: () => void;
}

const LONGEST = 2_000;

/** Choices first, then the remark, then what happens next; the button carries the name of the choice. */
export function DecisionArea({ outcomes, draft, mistakes, sending, kept, onChange, onSend }: DecisionAreaProps) {
  const { t } = useTranslation(['task', 'components']);
  const { pick } = useWords();
  const chosen = outcomes.find(({ code }) => code === draft.outcome);
  const needsReason = chosen?.reasonRequired ?? false;
  return (
    <section className={styles['decision']} aria-label={t('decision.title')}>
      <Radio.Group
        label={t('decision.title')}
        required
        withAsterisk={outcomes.length > 1}
        value={draft.outcome}
        onChange={(outcome) => {
          onChange({ outcome });
        }}
        error={mistakes.includes('no-outcome') && chosen === undefined ? t('decision.choose') : undefined}
        classNames={{ root: styles['choices'] ?? '' }}
      >
        <div className={styles['choiceRow']}>
          {outcomes.map(({ code, label }) => (
            <label key={code} className={styles['choice']} data-chosen={code === draft.outcome}>
              <Radio value={code} aria-label={pick(label)} />
              <span>{pick(label)}</span>
            </label>
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={needsReason ? t('decision.reason') : t('decision.remark')}
        required={needsReason}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        value={draft.reason}
        onChange={(event) => {
          onChange({ reason: event.currentTarget.value });
        }}
        description={`${needsReason ? t('decision.reasonHelp') : t('decision.remarkHelp')} ${String(draft.reason.length)}/${String(LONGEST)}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={
          mistakes.includes('no-reason') && draft.reason.trim().length < SHORTEST_REASON
            ? t('reason.tooShort', { ns: 'components', count: SHORTEST_REASON })
            : undefined
        }
      />
      <div className={styles['send']}>
        <p className={styles['next']} aria-live="polite">
          {chosen?.next && (
            <>
              <IconArrowRight size={15} stroke={1.75} aria-hidden />
              <span>{pick(chosen.next)}</span>
            </>
          )}
        </p>
        <span className={styles['kept']}>
          <IconCloudCheck size={15} stroke={1.75} aria-hidden />
          {kept}
        </span>
        <Button
          size="sm"
          loading={sending}
          onClick={onSend}
          leftSection={<IconSend size={17} stroke={1.75} aria-hidden />}
          rightSection={
            <span className={styles['keys']} aria-hidden>
              <Kbd onDark>Ctrl</Kbd>
              <Kbd onDark>↵</Kbd>
            </span>
          }
        >
          {chosen ? pick(chosen.label) : t('decision.send')}
        </Button>
      </div>
    </section>
  );
}
