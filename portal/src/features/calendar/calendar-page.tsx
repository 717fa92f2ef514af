import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import styles from './calendar.module.css';
import { calendarQuestion } from './calendar-questions.ts';
import { CalendarDesk } from './calendar-desk.tsx';

export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const overview = useQuery(calendarQuestion());
  const again = (): void => {
    void overview.refetch();
  };
  useEffect(() => {
    document.title = `${t('title')} · Một cửa`;
  }, [t]);
  if (overview.data !== undefined) return <CalendarDesk overview={overview.data} />;
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('title')}</h1>
      </header>
      <section className={styles['card']}>
        {overview.isError ? <Failed error={overview.error} retry={again} /> : <LoadingRows rows={12} height={44} retry={again} />}
      </section>
    </div>
  );
}
