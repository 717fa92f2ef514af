import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReleaseView } from '../../api/contract.ts';
import { Card } from '../../components/card.tsx';
import type { IntakeDraft } from './intake-draft.ts';
import styles from './intake.module.css';

export function ReturnChannelField({
  draft,
  release,
  onChange,
}: {
  readonly draft: IntakeDraft;
  readonly release: ReleaseView;
  readonly onChange: (part: Partial<IntakeDraft>) => void;
}) {
  const { t } = useTranslation(['intake', 'components']);
  return (
    <Card number={5} title={t('result.title')}>
      <Radio.Group
        aria-label={t('result.label')}
        value={draft.returnChannel}
        onChange={(value) => {
          onChange({ returnChannel: value });
        }}
      >
        <div className={styles['radios']}>
          {release.returnChannels.map((channel) => (
            <Radio key={channel} value={channel} label={t(`returnChannel.${channel}`, { ns: 'components' })} />
          ))}
        </div>
      </Radio.Group>
    </Card>
  );
}
