import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { body, http, once } from '../http.ts';
import type { components } from '../schema';
import { refresh } from './access.ts';
import type { SessionDetail } from './types.ts';

export const sessionsKey = ['admin', 'sessions'] as const;

export const filters = ['all', 'active', 'completed', 'deleted'] as const;
export type Filter = (typeof filters)[number];

const sorts = ['created', 'updated'] as const;
export type Sort = (typeof sorts)[number];

export interface ListQuery {
  filter: Filter;
  sort: Sort;
  /** The beginning of a name, an address or an id. */
  q: string;
}

const pageSize = 100;

/** All sessions, a page at a time; what is shown is read again while somebody looks. */
export function useSessions(list: ListQuery) {
  return useInfiniteQuery({
    queryKey: [...sessionsKey, list],
    queryFn: ({ pageParam, signal }) =>
      body(
        http.GET('/api/admin/sessions', {
          params: {
            query: { filter: list.filter, sort: list.sort, q: list.q || undefined, limit: pageSize, cursor: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => ({
      rows: data.pages.flatMap((page) => page.sessions),
      total: data.pages[0]?.total ?? null,
    }),
    placeholderData: (before) => before,
    // Every page that was read is read again, so the more there are the seldomer.
    refetchInterval: (query) => refresh * (query.state.data?.pages.length ?? 1),
  });
}

function detailKey(guid: string) {
  return ['admin', 'session', guid] as const;
}

export function useSessionDetail(guid: string) {
  return useQuery({
    queryKey: detailKey(guid),
    queryFn: ({ signal }) => body(http.GET('/api/admin/sessions/{guid}', { params: { path: { guid } }, signal })),
    select: whole,
    refetchInterval: refresh,
  });
}

/** Lists that an older server may leave out are empty. */
function whole(view: components['schemas']['SessionDetailView']): SessionDetail {
  return {
    ...view,
    success: true,
    files: view.files ?? [],
    folders: view.folders ?? [],
    resources: view.resources ?? [],
    sites: view.sites ?? [],
    audit: view.audit ?? [],
    turns: (view.turns ?? []).map((turn) => ({ ...turn, setbacks: turn.setbacks ?? [] })),
  };
}

export function useFile(guid: string, path: string | null) {
  return useQuery({
    queryKey: [...detailKey(guid), 'file', path],
    queryFn: ({ signal }) =>
      body(
        http.GET('/api/admin/sessions/{guid}/files', { params: { path: { guid }, query: { path: path ?? '' } }, signal }),
      ),
    enabled: path !== null,
  });
}

const actions = ['complete', 'pause', 'resume', 'restore', 'clear', 'regenerate-prompt', 'rotate-keys', 'delete', 'purge'] as const;
export type Action = (typeof actions)[number];

/** Does one thing to one session; a purge answers with its operation. */
export async function act(guid: string, action: Action): Promise<{ message: string; operation: string | null }> {
  const params = { path: { guid }, header: once() };
  if (action === 'purge') {
    const { operation_id } = await body(http.POST('/api/admin/sessions/{guid}/purge', { params }));
    return { message: 'The session is being removed for good.', operation: operation_id };
  }
  const { message } =
    action === 'delete'
      ? await body(http.DELETE('/api/admin/sessions/{guid}', { params }))
      : await body(http.POST(`/api/admin/sessions/{guid}/${action}`, { params }));
  return { message, operation: null };
}

export function useAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ guid, action }: { guid: string; action: Action }) => act(guid, action),
    onSettled: (_done, _error, { guid }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: sessionsKey }),
        queries.invalidateQueries({ queryKey: detailKey(guid), exact: true }),
      ]),
  });
}

const bulkActions = ['complete', 'pause', 'resume', 'restore', 'delete', 'purge'] as const;
export type BulkAction = (typeof bulkActions)[number];

export function useBulk() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, guids }: { action: BulkAction; guids: string[] }) =>
      body(http.POST('/api/admin/sessions/bulk', { params: { header: once() }, body: { action, guids } })),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}

/** An operation and what became of each of its items, until it is over. */
export function useOperation(id: string) {
  return useQuery({
    queryKey: ['admin', 'operation', id],
    queryFn: ({ signal }) => body(http.GET('/api/admin/operations/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : 1000),
  });
}

export interface NewSession {
  email: string;
  name: string;
  phone: string;
  initial_request: string;
}

export function useCreateSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...session }: NewSession & { key: string }) =>
      body(
        http.POST('/api/admin/sessions', {
          params: { header: once(key) },
          body: {
            email: session.email,
            name: session.name || null,
            client_name: null,
            phone: session.phone || null,
            initial_request: session.initial_request || null,
            expires_at: null,
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}

function diagnosisKey(guid: string, turn: string) {
  return [...detailKey(guid), 'diagnosis', turn] as const;
}

export function useDiagnosis(guid: string, turn: string) {
  return useQuery({
    queryKey: diagnosisKey(guid, turn),
    queryFn: ({ signal }) =>
      body(
        http.GET('/api/admin/sessions/{guid}/turns/{id}/diagnosis', { params: { path: { guid, id: turn } }, signal }),
      ),
    select: (view) => view.diagnosis,
    retry: false,
  });
}

export function useAskDiagnosis(guid: string, turn: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(
        http.POST('/api/admin/sessions/{guid}/turns/{id}/diagnosis', {
          params: { path: { guid, id: turn }, header: once() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: diagnosisKey(guid, turn) }),
  });
}
