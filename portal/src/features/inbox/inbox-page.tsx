import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { InboxItem } from '../../api/contract.ts';
import { questions, type Queue } from '../../api/questions.ts';
import { clockOfRow, lookOf } from '../../components/clock/clock-look.ts';
import { Kbd } from '../../components/kbd.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { Scrolling } from '../../components/scrolling.tsx';
import { useMe } from '../../components/session.ts';
import tables from '../../components/table.module.css';
import { useNow } from '../../components/use-now.ts';
import { useTyped } from '../../components/use-typed.ts';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useWords } from '../../components/use-words.ts';
import { ClockSummary } from './clock-summary.tsx';
import { EmptyQueue } from './empty-queue.tsx';
import { readView, writeView, type InboxView } from './inbox-address.ts';
import { addressOfItem, InboxRow } from './inbox-row.tsx';
import styles from './inbox.module.css';
import { nextTask } from './next-task.ts';
import { Pager } from './pager.tsx';
import { QueueList } from './queue-list.tsx';
import { useClaim } from './use-claim.ts';

const PAGE = 50;

export function InboxPage() {
  const { t } = useTranslation(['inbox', 'components']);
  const me = useMe();
  const go = useNavigate();
  const announce = useAnnounce();
  const words = useWords();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const view = readView(search);
  const tasks = useInfiniteQuery(questions.tasks(view.queue, view.code, PAGE));
  const agencies = useQuery(questions.agencies());
  const [typed, setTyped] = useTyped(view.code);
  const [selected, setSelected] = useState<string>();
  const find = useRef<HTMLInputElement>(null);
  const { busy, claim, release } = useClaim();

  const show = (change: Partial<InboxView>): void => {
    setSearch(writeView({ ...view, page: 1, ...change }));
  };
  const pages = tasks.data?.pages ?? [];
  const page = pages[Math.min(view.page, Math.max(1, pages.length)) - 1];
  const counts: Readonly<Record<Queue, number>> | undefined = pages.at(-1)?.counts;
  const items = page?.items ?? [];
  const rows = view.due === undefined ? items : items.filter((item) => lookOf(clockOfRow(item, now), now) === view.due);
  const current = rows.find(({ key }) => key === selected);

  useEffect(() => {
    document.title = `${t(`queueTitle.${view.queue}`)} · Một cửa`;
  }, [t, view.queue]);
  // A page further on than has been fetched, as after a reload: walk there
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = tasks;
  useEffect(() => {
    if (view.page > pages.length && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [view.page, pages.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const open = (item: InboxItem): void => {
    void go(addressOfItem(item));
  };
  const move = (by: 1 | -1): void => {
    const at = rows.findIndex(({ key }) => key === selected);
    const row = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (row === undefined) return;
    setSelected(row.key);
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"] th a`)?.focus();
  };
  const workOnNext = (): void => {
    const next = nextTask(items, me.id);
    if (next === undefined) announce(t('nothingNext'));
    else open(next);
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
    ArrowDown: () => {
      move(1);
    },
    ArrowUp: () => {
      move(-1);
    },
    Enter: () => {
      if (current) open(current);
    },
    a: () => {
      if (current?.kind === 'task' && current.assignee === undefined && !current.deciding) claim(current);
    },
    n: workOnNext,
    '/': () => find.current?.focus(),
    Escape: () => {
      setSelected(undefined);
    },
  });

  return (
    <div className={styles['page']}>
      <QueueList active={view.queue} counts={counts} freshAt={tasks.dataUpdatedAt} stale={tasks.isRefetchError} />
      <div className={styles['content']}>
        <header className={styles['head']}>
          <h1>{t(`queueTitle.${view.queue}`)}</h1>
          {counts && <span className={styles['lead']}>{t('lead', { count: counts[view.queue] })}</span>}
          <Button
            className={styles['primary']}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
            rightSection={<Kbd onDark>N</Kbd>}
            aria-disabled={nextTask(items, me.id) === undefined}
            title={nextTask(items, me.id) === undefined ? t('nothingNext') : undefined}
            onClick={workOnNext}
          >
            {t('next')}
          </Button>
        </header>
        <ClockSummary
          items={items}
          chosen={view.due}
          onChoose={(due) => {
            show({ due });
          }}
        />
        <div className={styles['table']}>
          <form
            className={styles['tools']}
            role="search"
            aria-label={t('find.label')}
            onSubmit={(event) => {
              event.preventDefault();
              show({ code: typed.trim() });
            }}
          >
            <TextInput
              ref={find}
              type="search"
              className={styles['find']}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                if (event.currentTarget.value === '') show({ code: '' });
              }}
              placeholder={t('find.placeholder')}
              aria-label={t('find.placeholder')}
              maxLength={40}
              leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
              rightSection={<Kbd>/</Kbd>}
            />
            {view.due !== undefined && (
              <button
                type="button"
                className={styles['filter']}
                onClick={() => {
                  show({ due: undefined });
                }}
                aria-label={t('summary.all')}
              >
                {t('filterDue', { word: t(`clock.state.${view.due}`, { ns: 'components' }) })} <span aria-hidden>×</span>
              </button>
            )}
          </form>
          {tasks.isPending && (
            <LoadingRows
              rows={12}
              height={42}
              retry={() => {
                void tasks.refetch();
              }}
            />
          )}
          {tasks.isError && pages.length === 0 && (
            <Failed
              error={tasks.error}
              retry={() => {
                void tasks.refetch();
              }}
            />
          )}
          {page !== undefined && rows.length === 0 && <EmptyQueue queue={view.queue} filtered={view.code !== '' || view.due !== undefined} counts={counts} />}
          {rows.length > 0 && (
            <Scrolling className={styles['scroll']} label={t('tableLabel', { queue: t(`queueTitle.${view.queue}`) })}>
              <table className={`${tables['table']} ${tables['rows']}`}>
                <colgroup>
                  <col />
                  <col />
                  <col />
                  <col />
                  <col />
                  <col />
                  <col />
                </colgroup>
                <thead>
                  <tr>
                    <th scope="col">{t('columns.code')}</th>
                    <th scope="col">{t('columns.applicant')}</th>
                    <th scope="col">{t('columns.procedure')}</th>
                    <th scope="col">{t('columns.step')}</th>
                    <th scope="col" aria-sort="ascending">
                      {t('columns.due')} <span aria-hidden>↑</span>
                    </th>
                    <th scope="col">{t('columns.person')}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((item) => (
                    <InboxRow
                      key={item.key}
                      item={item}
                      me={me.id}
                      severalAgencies={me.assignments.length > 1}
                      selected={item.key === selected}
                      busy={busy === item.key}
                      actions={{ claim, release, open }}
                      onSelect={() => {
                        setSelected(item.key);
                      }}
                      agencyName={words.agency(
                        agencies.data?.agencies.find(({ id }) => id === item.agency),
                        item.agency,
                      )}
                    />
                  ))}
                </tbody>
              </table>
            </Scrolling>
          )}
          <footer className={styles['foot']}>
            <span>
              <Kbd>J</Kbd>
              <Kbd>K</Kbd> {t('keys.move')}
            </span>
            <span>
              <Kbd>Enter</Kbd> {t('keys.open')}
            </span>
            <span>
              <Kbd>A</Kbd> {t('keys.claim')}
            </span>
            <span>
              <Kbd>N</Kbd> {t('keys.next')}
            </span>
            <span>
              <Kbd>?</Kbd> {t('keys.all')}
            </span>
            <Pager
              page={view.page}
              size={PAGE}
              shown={items.length}
              total={view.code === '' ? counts?.[view.queue] : undefined}
              more={page?.next !== null && page !== undefined}
              onPage={(next) => {
                show({ page: next, code: view.code, due: view.due });
              }}
            />
          </footer>
        </div>
      </div>
    </div>
  );
}
