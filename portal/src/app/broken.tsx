import { Button } from '@mantine/core';
import { IconError404, IconMoodConfuzed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '../components/page-state.tsx';

/** Whatever broke on a page stops here; the rest of the application stays. */
export function Broken() {
  const { t } = useTranslation('app');
  return (
    <main role="alert">
      <Notice
        icon={IconMoodConfuzed}
        level="h1"
        title={t('broken.title')}
        action={
          <Button
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('broken.reload')}
          </Button>
        }
      >
        <p>{t('broken.text')}</p>
      </Notice>
    </main>
  );
}

export function NothingHere() {
  const { t } = useTranslation('app');
  return (
    <Notice
      icon={IconError404}
      level="h1"
      title={t('nothingHere.title')}
      action={
        <Button component={Link} to="/viec" variant="default">
          {t('nothingHere.back')}
        </Button>
      }
    >
      <p>{t('nothingHere.text')}</p>
    </Notice>
  );
}
