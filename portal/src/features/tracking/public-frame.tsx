import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BrandMark } from '../../app/brand-mark.tsx';
import { chooseLanguage } from '../../app/i18n.ts';
import styles from './tracking.module.css';

export function PublicFrame({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation(['tracking', 'app']);
  const other = i18n.language === 'en' ? 'vi' : 'en';
  return (
    <div className={styles['page']}>
      <a className="skip-link" href="#noi-dung">
        {t('skip', { ns: 'app' })}
      </a>
      <header className={styles['top']}>
        <div className={styles['topInner']}>
          <Link to="/tra-cuu" className={styles['brand']}>
            <span className={styles['mark']}>
              <BrandMark size={34} />
            </span>
            <span>
              <strong>Một cửa</strong>
              <small>{t('organisation')}</small>
            </span>
          </Link>
          <nav className={styles['topLinks']} aria-label={t('language')}>
            <button
              type="button"
              lang={other}
              onClick={() => {
                void chooseLanguage(other);
              }}
            >
              {other === 'en' ? 'English' : 'Tiếng Việt'}
            </button>
            <Link to="/dang-nhap">{t('staff')}</Link>
          </nav>
        </div>
      </header>
      <main id="noi-dung" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
