import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { questions } from '../../api/questions.ts';
import { Failed, LoadingRows, Notice } from '../../components/page-state.tsx';
import { hasRole, useMe } from '../../components/session.ts';
import { IntakeDesk } from './intake-desk.tsx';

export function IntakePage() {
  const { t } = useTranslation('intake');
  const me = useMe();
  const agencies = useQuery(questions.agencies());
  const procedures = useQuery(questions.procedures());
  useEffect(() => {
    document.title = `${t('title')} · Một cửa`;
  }, [t]);

  if (!hasRole(me, 'RECEPTION_OFFICER'))
    return (
      <Notice icon={IconLock} level="h1" title={t('notAllowed.title')}>
        <p>{t('notAllowed.text')}</p>
      </Notice>
    );
  const failed = agencies.error ?? procedures.error;
  if (agencies.data !== undefined && procedures.data !== undefined)
    return <IntakeDesk agencies={agencies.data.agencies} procedures={procedures.data.procedures} />;
  return failed === null ? (
    <LoadingRows rows={8} />
  ) : (
    <Failed
      error={failed}
      retry={() => {
        void agencies.refetch();
        void procedures.refetch();
      }}
    />
  );
}
