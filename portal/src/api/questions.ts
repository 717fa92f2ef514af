import { keepPreviousData, queryOptions, infiniteQueryOptions } from '@tanstack/react-query';
import { call, readText } from './api.ts';
import { ENDPOINTS, Health, type QUEUES } from './contract.ts';
import { NetworkError } from './errors.ts';

export type Queue = (typeof QUEUES)[number];

/** One entry per question to the server, its cache key beside it. Live changes name these keys (live.ts). */
export const questions = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call(ENDPOINTS.getMe, { signal }), staleTime: 5 * 60_000 }),

  tasks: (queue: Queue, code: string, limit = 50) =>
    infiniteQueryOptions({
      queryKey: ['tasks', queue, code, limit],
      queryFn: ({ signal, pageParam }) =>
        call(ENDPOINTS.listTasks, { query: { queue, limit, ...(code ? { code } : {}), ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
      initialPageParam: '',
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
      staleTime: 10_000,
      // What is left of a limit runs out while nothing else happens
      refetchInterval: 60_000,
    }),

  queueCounts: () =>
    queryOptions({
      queryKey: ['tasks', 'counts'],
      queryFn: ({ signal }) => call(ENDPOINTS.listTasks, { query: { queue: 'mine', limit: 1 }, signal }),
      staleTime: 10_000,
    }),

  task: (key: string) =>
    queryOptions({
      queryKey: ['task', key],
      queryFn: ({ signal }) => call(ENDPOINTS.getTask, { params: { task: key }, signal }),
      refetchInterval: ({ state }) => (state.data === undefined ? false : 60_000),
    }),

  dossier: (dossier: string) =>
    queryOptions({ queryKey: ['dossier', dossier], queryFn: ({ signal }) => call(ENDPOINTS.getDossier, { params: { dossier }, signal }) }),

  history: (dossier: string, after: number, limit: number) =>
    queryOptions({
      queryKey: ['history', dossier, after, limit],
      queryFn: ({ signal }) => call(ENDPOINTS.getHistory, { params: { dossier }, query: { after, limit }, signal }),
      placeholderData: keepPreviousData,
    }),

  dossiers: (filter: { readonly code: string; readonly status?: number; readonly procedure?: string }) =>
    infiniteQueryOptions({
      queryKey: ['dossiers', filter],
      queryFn: ({ signal, pageParam }) =>
        call(ENDPOINTS.listDossiers, {
          query: {
            limit: 50,
            ...(filter.code ? { code: filter.code } : {}),
            ...(filter.status ? { status: filter.status } : {}),
            ...(filter.procedure ? { procedure: filter.procedure } : {}),
            ...(pageParam ? { cursor: pageParam } : {}),
          },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
    }),

  /** Asked again each minute while the page is in view: who waits for a result leaves it open. */
  tracked: (code: string) =>
    queryOptions({
      queryKey: ['tracked', code],
      queryFn: ({ signal }) => call(ENDPOINTS.trackDossier, { params: { code }, signal }),
      refetchInterval: ({ state }) => (state.data === undefined ? false : 60_000),
    }),

  procedures: () => queryOptions({ queryKey: ['procedures'], queryFn: ({ signal }) => call(ENDPOINTS.listProcedures, { signal }), staleTime: 60_000 }),

  // A release never changes once published
  release: (procedure: string, release: number) =>
    queryOptions({
      queryKey: ['release', procedure, release],
      queryFn: ({ signal }) => call(ENDPOINTS.getRelease, { params: { procedure, release }, signal }),
      staleTime: Infinity,
    }),
  diagram: (procedure: string, release: number) =>
    queryOptions({
      queryKey: ['diagram', procedure, release],
      queryFn: ({ signal }) => readText(ENDPOINTS.getDiagram, { params: { procedure, release }, signal }),
      staleTime: Infinity,
    }),

  agencies: () => queryOptions({ queryKey: ['agencies'], queryFn: ({ signal }) => call(ENDPOINTS.listAgencies, { signal }), staleTime: 10 * 60_000 }),

  health: () =>
    queryOptions({
      queryKey: ['health'],
      queryFn: readHealth,
      retry: false,
      // Closer looks while something is wrong
      refetchInterval: ({ state }) => (state.data?.state === 'up' && state.status !== 'error' ? 30_000 : 8_000),
      refetchIntervalInBackground: false,
    }),
};

/** Health answers with a body whatever its status: "down" is the very thing we ask for. */
async function readHealth({ signal }: { readonly signal: AbortSignal }): Promise<Health> {
  let response: Response;
  try {
    response = await fetch(`/api${ENDPOINTS.getHealth.path}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(8_000)]) });
  } catch (error) {
    throw new NetworkError('No answer from the server', { cause: error });
  }
  const parsed = Health.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new NetworkError('Unreadable health report');
  return parsed.data;
}
