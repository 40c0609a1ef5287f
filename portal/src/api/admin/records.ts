import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { body, http, once } from '../http.ts';
import { refresh } from './access.ts';

export const groups = ['session', 'client', 'day', 'model'] as const;
export type Group = (typeof groups)[number];

export function useUsage(group: Group, from: string, to: string) {
  return useInfiniteQuery({
    queryKey: ['admin', 'usage', group, from, to],
    queryFn: ({ pageParam, signal }) =>
      body(http.GET('/api/admin/usage', { params: { query: { group, from, to, limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.rows),
    placeholderData: (before) => before,
  });
}

/** What admins and the platform did, newest first; of one session by its first 12 digits. */
export function useAudit(subject?: string) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', subject ?? ''],
    queryFn: ({ pageParam, signal }) =>
      body(http.GET('/api/admin/audit', { params: { query: { subject, limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.records),
    refetchInterval: (query) => refresh * (query.state.data?.pages.length ?? 1),
  });
}

const integrationsKey = ['admin', 'integrations'] as const;

export function useIntegrations() {
  return useQuery({
    queryKey: integrationsKey,
    queryFn: ({ signal }) => body(http.GET('/api/admin/integrations', { signal })),
    select: (view) => view.integrations,
  });
}

export function useCreateIntegration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      body(http.POST('/api/admin/integrations', { params: { header: once() }, body: { name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: integrationsKey }),
  });
}

export function useRevokeIntegration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      body(http.DELETE('/api/admin/integrations/{id}', { params: { path: { id }, header: once() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: integrationsKey }),
  });
}
