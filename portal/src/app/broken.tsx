import { Button } from '@mantine/core';
import { IconCloudOff, IconError404, IconMoodConfuzed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { Notice } from '../components/page-state.tsx';

/** What browsers say when the program of a page cannot be fetched: the server is away, or has a newer version than this window. */
const UNFETCHED = /dynamically imported module|module script failed|preload CSS/i;

/** Whatever broke on a page stops here; the rest of the application stays. */
export function Broken() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  const unfetched = error instanceof Error && UNFETCHED.test(error.message);
  return (
    <div role="alert">
      <Notice
        icon={unfetched ? IconCloudOff : IconMoodConfuzed}
        level="h1"
        title={t(unfetched ? 'broken.unfetchedTitle' : 'broken.title')}
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
        <p>{t(unfetched ? 'broken.unfetched' : 'broken.text')}</p>
      </Notice>
    </div>
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
