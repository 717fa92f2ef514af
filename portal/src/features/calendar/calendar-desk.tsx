import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { CalendarException, CalendarOverview } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { localDay } from '../../components/format.ts';
import { useNow } from '../../components/use-now.ts';
import { CalendarBanners } from './calendar-banners.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { datesOf, spanOf, yearDays, type Span } from './calendar-view.ts';
import styles from './calendar.module.css';
import { DayPanel } from './day-panel.tsx';
import { textOfDays } from './exception-text.ts';
import { ExceptionsTab } from './exceptions-tab.tsx';
import { HoursTab } from './hours-tab.tsx';
import { ProposalTab } from './proposal-tab.tsx';
import { useCalendarWork } from './use-calendar-work.ts';
import { VersionsTab } from './versions-tab.tsx';
import { YearGrid } from './year-grid.tsx';

const TABS = [
  ['year', 'ca-nam'],
  ['exceptions', 'ngay-ngoai-le'],
  ['hours', 'gio-lam-viec'],
  ['proposal', 'de-xuat'],
  ['versions', 'cac-ban'],
] as const;
type Tab = (typeof TABS)[number][0];

/** Year, scope and part stand in the address; the chosen day does not. */
export function CalendarDesk({ overview }: { readonly overview: CalendarOverview }) {
  const { t } = useTranslation('calendar');
  const work = useCalendarWork(overview);
  const agencies = useQuery(questions.agencies()).data?.agencies ?? [];
  const [search, setSearch] = useSearchParams();
  const today = localDay(useNow(60_000));
  const wantedYear = Number(search.get('nam'));
  const year = Number.isInteger(wantedYear) && wantedYear >= 2000 && wantedYear <= 2200 ? wantedYear : Number(today.slice(0, 4));
  const agency = search.get('co-quan') ?? undefined;
  const tab: Tab = TABS.find(([, word]) => word === search.get('muc'))?.[0] ?? 'year';
  const [span, setSpan] = useState<Span>(() => startOf(year, today));
  const [from, to] = spanOf(span);

  const go = (changes: Readonly<Record<string, string | undefined>>): void => {
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  const open = (name: Tab): void => {
    go({ muc: name === 'year' ? undefined : TABS.find(([one]) => one === name)?.[1] });
  };
  const choose = (next: Span): void => {
    setSpan(next);
    // A new exception that is being entered is about the days that are chosen
    if (work.form?.instead === null) work.writeForm({ ...work.form, ...textOfDays(...spanOf(next)) });
    if (next.focus.slice(0, 4) !== String(year)) go({ nam: next.focus.slice(0, 4) });
  };
  const chooseYear = (next: number): void => {
    setSpan(startOf(next, today));
    go({ nam: String(next) });
  };
  const shipped = new Set(overview.current.content.exceptions.map((exception) => JSON.stringify(exception)));
  const personName = (exception: CalendarException): string => {
    const { enteredBy } = exception;
    if (enteredBy !== undefined) return overview.people[enteredBy] ?? enteredBy;
    return t(shipped.has(JSON.stringify(exception)) ? 'day.shipped' : 'day.justNow');
  };
  const days = yearDays(work.content, year, agency);
  const changed = new Set(work.changes.flatMap((change) => ('exception' in change ? datesOf(change.exception) : [])));
  const counts: Partial<Record<Tab, number>> = { proposal: work.changes.length, versions: overview.versions.length };

  return (
    <div className={styles['page']}>
      <CalendarHead work={work} year={year} onYear={chooseYear} agency={agency} onAgency={(id) => go({ 'co-quan': id })} agencies={agencies} />
      <CalendarBanners
        work={work}
        onProposal={tab === 'proposal'}
        openProposal={() => {
          open('proposal');
        }}
      />
      <section className={styles['card']} aria-label={t('tabs.label')}>
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(next) => {
            open(TABS.find(([name]) => name === next)?.[0] ?? 'year');
          }}
        >
          <Tabs.List>
            {TABS.map(([name]) => (
              <Tabs.Tab key={name} value={name}>
                {t(`tabs.${name}`)}
                {(counts[name] ?? 0) > 0 && <span className={styles['number']}>{counts[name]}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="year">
            <div className={styles['yearTab']}>
              <YearGrid year={year} days={days} changed={changed} today={today} span={span} onSpan={choose} />
              <DayPanel work={work} from={from} to={to} look={days.get(from)} agency={agency} agencies={agencies} personName={personName} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="exceptions">
            <ExceptionsTab
              work={work}
              year={year}
              agencies={agencies}
              personName={personName}
              onOpen={({ date }) => {
                choose({ anchor: date, focus: date });
                open('year');
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="hours">
            <HoursTab work={work} agencies={agencies} />
          </Tabs.Panel>
          <Tabs.Panel value="proposal">
            <ProposalTab work={work} agencies={agencies} />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <VersionsTab versions={overview.versions} />
          </Tabs.Panel>
        </Tabs>
      </section>
    </div>
  );
}

function startOf(year: number, today: string): Span {
  const day = today.startsWith(String(year)) ? today : `${String(year)}-01-01`;
  return { anchor: day, focus: day };
}
