import { Button, Group, Menu, Modal, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCheck, IconChevronDown, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../api/api.ts';
import { ENDPOINTS } from '../api/contract.ts';
import { draftsOf, dropDraft } from '../components/drafts.ts';
import { initialsOf } from '../components/format.ts';
import { useMe } from '../components/session.ts';
import { toastFailed } from '../components/toasts.ts';
import { useWords } from '../components/use-words.ts';
import { chooseLanguage, type Language } from './i18n.ts';
import styles from './shell.module.css';

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];
const SCHEMES = ['light', 'dark', 'auto'] as const;

export function AccountMenu() {
  const { t, i18n } = useTranslation(['app', 'components']);
  const { problem } = useWords();
  const me = useMe();
  const go = useNavigate();
  const cache = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [asking, setAsking] = useState<number>();
  const first = me.assignments[0];
  const roles = first?.roles.map((role) => t(`role.${role}`)).join(', ') ?? '';

  const signOut = async (): Promise<void> => {
    try {
      await call(ENDPOINTS.signOut, {});
    } catch (error) {
      toastFailed(t('account.failed'), problem(error));
      return;
    }
    // Whoever sits here next must not find another officer's drafts or pages
    for (const draft of draftsOf(me.id)) dropDraft(me.id, draft);
    await go('/dang-nhap', { replace: true });
    cache.clear();
  };
  const ask = (): void => {
    const drafts = draftsOf(me.id).length;
    if (drafts > 0) setAsking(drafts);
    else void signOut();
  };

  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md" withinPortal>
        <Menu.Target>
          <button type="button" className={styles['person']} aria-label={t('account.menu', { name: me.name })}>
            <span className={styles['mark']} aria-hidden>
              {initialsOf(me.name)}
            </span>
            <span>
              <strong>{me.name}</strong>
              <small title={roles}>{roles}</small>
            </span>
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('account.language')}</Menu.Label>
          {LANGUAGES.map(([language, name]) => (
            <Menu.Item
              key={language}
              lang={language}
              rightSection={i18n.language === language ? <IconCheck size={15} aria-hidden /> : null}
              aria-current={i18n.language === language}
              onClick={() => {
                void chooseLanguage(language);
              }}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Label>{t('account.theme')}</Menu.Label>
          {SCHEMES.map((scheme) => (
            <Menu.Item
              key={scheme}
              rightSection={colorScheme === scheme ? <IconCheck size={15} aria-hidden /> : null}
              aria-current={colorScheme === scheme}
              onClick={() => {
                setColorScheme(scheme);
              }}
            >
              {t(`account.${scheme}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />} onClick={ask}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== undefined}
        onClose={() => {
          setAsking(undefined);
        }}
        title={<strong>{t('account.draftsTitle')}</strong>}
        size={440}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'components' }) }}
      >
        <p>{t('account.drafts', { count: asking ?? 0 })}</p>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button
            variant="default"
            data-autofocus
            onClick={() => {
              setAsking(undefined);
            }}
          >
            {t('account.stay')}
          </Button>
          <Button
            onClick={() => {
              setAsking(undefined);
              void signOut();
            }}
          >
            {t('account.signOutAnyway')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
