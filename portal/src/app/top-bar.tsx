import { useQuery } from '@tanstack/react-query';
import { IconCalendar, IconFileImport, IconFolders, IconHelpCircle, IconInbox, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Link, useNavigate } from 'react-router';
import { questions } from '../api/questions.ts';
import { Kbd } from '../components/kbd.tsx';
import { hasRole, useMe } from '../components/session.ts';
import { useShortcuts } from '../components/use-shortcuts.ts';
import { AccountMenu } from './account-menu.tsx';
import { BrandMark } from './brand-mark.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import styles from './shell.module.css';
import { useSystemState } from './use-system-state.ts';

/** Who may see the working calendar (`read-calendar` of the policy). */
const KEEPS_CALENDAR = ['SYSTEM_ADMIN', 'PROCESS_ADMIN', 'CENTER_DIRECTOR', 'AUDITOR'] as const;

export function TopBar() {
  const { t } = useTranslation('app');
  const me = useMe();
  const go = useNavigate();
  const counts = useQuery(questions.queueCounts());
  const system = useSystemState();
  const search = useRef<HTMLInputElement>(null);
  const [helping, setHelping] = useState(false);
  const waitingG = useRef(0);
  const receives = hasRole(me, 'RECEPTION_OFFICER');

  const afterG = (to: string) => () => {
    if (Date.now() - waitingG.current < 1_200) void go(to);
  };
  useShortcuts({
    'mod+k': () => search.current?.focus(),
    '?': () => {
      setHelping(true);
    },
    g: () => {
      waitingG.current = Date.now();
    },
    v: afterG('/viec'),
    h: afterG('/ho-so'),
    ...(receives ? { t: afterG('/tiep-nhan') } : {}),
  });

  return (
    <header className={styles['bar']}>
      <Link to="/viec" className={styles['brand']}>
        <BrandMark size={28} />
        <span>
          <strong>{t('product')}</strong>
          <small title={me.assignments[0]?.agencyName}>{me.assignments[0]?.agencyName}</small>
        </span>
      </Link>
      <nav className={styles['nav']} aria-label={t('nav.label')}>
        <NavLink to="/viec">
          <IconInbox size={17} stroke={1.75} aria-hidden />
          {t('nav.inbox')}
          {counts.data?.counts && <span className={styles['count']}>{counts.data.counts.all}</span>}
        </NavLink>
        {receives && (
          <NavLink to="/tiep-nhan">
            <IconFileImport size={17} stroke={1.75} aria-hidden />
            {t('nav.intake')}
          </NavLink>
        )}
        <NavLink to="/ho-so">
          <IconFolders size={17} stroke={1.75} aria-hidden />
          {t('nav.dossiers')}
        </NavLink>
        {KEEPS_CALENDAR.some((role) => hasRole(me, role)) && (
          <NavLink to="/danh-muc/lich">
            <IconCalendar size={17} stroke={1.75} aria-hidden />
            {t('nav.calendar')}
          </NavLink>
        )}
      </nav>
      <div className={styles['right']}>
        <form
          role="search"
          aria-label={t('search.label')}
          className={styles['search']}
          onSubmit={(event) => {
            event.preventDefault();
            const code = search.current?.value.trim() ?? '';
            if (code !== '') void go(`/ho-so?ma=${encodeURIComponent(code)}`);
          }}
        >
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <input
            ref={search}
            type="search"
            name="ma"
            maxLength={40}
            placeholder={t('search.placeholder')}
            aria-label={t('search.placeholder')}
            autoComplete="off"
          />
          <span className={styles['keys']} aria-hidden>
            <Kbd onDark>Ctrl</Kbd>
            <Kbd onDark>K</Kbd>
          </span>
        </form>
        <span className={styles['system']} data-state={system.state} title={t(`system.${system.state}`)}>
          <i aria-hidden />
          <span>{t(`system.${system.state}`)}</span>
        </span>
        <button
          type="button"
          className={styles['icon']}
          aria-label={t('help.button')}
          title={t('help.button')}
          onClick={() => {
            setHelping(true);
          }}
        >
          <IconHelpCircle size={19} stroke={1.75} aria-hidden />
        </button>
        <AccountMenu />
      </div>
      <ShortcutHelp
        opened={helping}
        onClose={() => {
          setHelping(false);
        }}
      />
    </header>
  );
}
