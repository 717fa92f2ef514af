import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import styles from './shell.module.css';

export function ShortcutHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation(['app', 'components']);
  const groups = [
    [
      t('help.everywhere'),
      [
        ['Ctrl K', t('help.search')],
        ['?', t('help.list')],
        ['G V', t('help.goInbox')],
        ['G T', t('help.goIntake')],
        ['Esc', t('help.close')],
      ],
    ],
    [
      t('help.inbox'),
      [
        ['J K', t('help.move')],
        ['Enter', t('help.open')],
        ['A', t('help.claim')],
        ['N', t('help.next')],
        ['/', t('help.find')],
      ],
    ],
    [t('help.task'), [['Ctrl Enter', t('help.complete')]]],
    [t('help.intake'), [['Ctrl Enter', t('help.receive')]]],
  ] as const;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<strong>{t('help.title')}</strong>}
      size={440}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'components' }) }}
    >
      {groups.map(([title, keys]) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl className={styles['keysList']}>
            {keys.map(([combination, meaning]) => (
              <div key={combination} style={{ display: 'contents' }}>
                <dt>
                  {combination.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
