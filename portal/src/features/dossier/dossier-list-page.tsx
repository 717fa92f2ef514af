import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconFolders, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { questions } from '../../api/questions.ts';
import { ClockCell } from '../../components/clock/clock-cell.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Failed, LoadingRows, Notice } from '../../components/page-state.tsx';
import tables from '../../components/table.module.css';
import { useTyped } from '../../components/use-typed.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { StatusChip } from './status-chip.tsx';

const STATUSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export function DossierListPage() {
  const { t } = useTranslation('dossier');
  const { pick, agency } = useWords();
  const [search, setSearch] = useSearchParams();
  const code = (search.get('ma') ?? '').slice(0, 40);
  const status = STATUSES.find((one) => String(one) === search.get('tinh-trang'));
  const procedure = search.get('thu-tuc') ?? '';
  const [typed, setTyped] = useTyped(code);
  useEffect(() => {
    document.title = `${t('list.title')} · Một cửa`;
  }, [t]);
  const list = useInfiniteQuery(questions.dossiers({ code, ...(status ? { status } : {}), ...(procedure ? { procedure } : {}) }));
  const procedures = useQuery(questions.procedures());
  const agencies = useQuery(questions.agencies());
  const rows = list.data?.pages.flatMap((page) => page.dossiers) ?? [];
  const filtered = code !== '' || status !== undefined || procedure !== '';
  const set = (name: string, value: string): void => {
    setSearch((old) => {
      const next = new URLSearchParams(old);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  };

  return (
    <div className={styles['listPage']}>
      <header className={styles['listHead']}>
        <h1>{t('list.title')}</h1>
        <span className={styles['hint']}>{t('list.lead')}</span>
      </header>
      <section className={styles['listCard']} aria-label={t('list.table')}>
        <form
          className={styles['tools']}
          role="search"
          aria-label={t('list.find')}
          onSubmit={(event) => {
            event.preventDefault();
            set('ma', typed.trim());
          }}
        >
          <TextInput
            type="search"
            className={styles['find']}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              if (event.currentTarget.value === '') set('ma', '');
            }}
            aria-label={t('list.findPlaceholder')}
            placeholder={t('list.findPlaceholder')}
            maxLength={40}
            leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          />
          <NativeSelect
            aria-label={t('list.status')}
            value={status === undefined ? '' : String(status)}
            onChange={(event) => {
              set('tinh-trang', event.currentTarget.value);
            }}
            data={[
              { value: '', label: t('list.everyStatus') },
              ...STATUSES.map((one) => ({ value: String(one), label: t(`statuses.s${String(one)}` as 'statuses.s1') })),
            ]}
          />
          <NativeSelect
            aria-label={t('list.procedure')}
            value={procedure}
            onChange={(event) => {
              set('thu-tuc', event.currentTarget.value);
            }}
            data={[
              { value: '', label: t('list.everyProcedure') },
              ...(procedures.data?.procedures ?? []).map(({ id, shortName }) => ({ value: id, label: shortName })),
            ]}
          />
          <Button type="submit" variant="default">
            {t('list.search')}
          </Button>
        </form>
        {list.isPending && <LoadingRows rows={10} height={42} />}
        {list.isError && rows.length === 0 && (
          <Failed
            error={list.error}
            retry={() => {
              void list.refetch();
            }}
          />
        )}
        {list.isSuccess &&
          rows.length === 0 &&
          (filtered ? (
            <Notice
              icon={IconSearchOff}
              title={t('list.notFound')}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setSearch({});
                  }}
                >
                  {t('list.clear')}
                </Button>
              }
            >
              <p>{t('list.notFoundText')}</p>
            </Notice>
          ) : (
            <Notice icon={IconFolders} title={t('list.empty')}>
              <p>{t('list.emptyText')}</p>
            </Notice>
          ))}
        {rows.length > 0 && (
          <div className={tables['scroll']}>
            <table className={`${tables['table']} ${tables['rows']} ${styles['dossiers']}`}>
              <thead>
                <tr>
                  {(['code', 'applicant', 'procedure', 'status', 'due', 'submitted'] as const).map((column) => (
                    <th key={column} scope="col" aria-sort={column === 'submitted' ? 'descending' : undefined}>
                      {t(`list.columns.${column}`)}
                      {column === 'submitted' ? <span aria-hidden> ↓</span> : null}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <Link className="nowrap" to={`/ho-so/${row.code ?? row.id}`}>
                        {row.code ?? t('noCode')}
                      </Link>
                      <small>
                        {agency(
                          agencies.data?.agencies.find(({ id }) => id === row.competentAgency),
                          row.competentAgency,
                        )}
                      </small>
                    </th>
                    <td>
                      <span className={tables['clip']} title={row.applicantName}>
                        {row.applicantName}
                      </span>
                      <small>{row.applicantId}</small>
                    </td>
                    <td>
                      <span className={tables['clip']} title={row.procedureShortName}>
                        {row.procedureShortName}
                      </span>
                    </td>
                    <td>
                      <StatusChip status={row.status} name={pick(row.statusName)} />
                      {row.hasIncident && (
                        <small className={tables['stuck']}>
                          <IconAlertTriangle size={13} stroke={1.75} aria-hidden /> {t('incidents', { count: 1 })}
                        </small>
                      )}
                    </td>
                    <td>
                      <ClockCell row={row} />
                    </td>
                    <td className="nowrap">{formatDateTime(row.submittedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {rows.length > 0 && (
          <footer className={styles['listFoot']}>
            <span className={styles['hint']}>{t('list.shown', { count: rows.length })}</span>
            {list.hasNextPage && (
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => {
                  void list.fetchNextPage();
                }}
              >
                {t('list.more')}
              </Button>
            )}
          </footer>
        )}
      </section>
    </div>
  );
}
