import { type QueryClient, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { body, http, once } from '../http.ts';
import { pendingKey, refresh } from './access.ts';
import { sessionsKey } from './sessions.ts';

const requestsKey = ['admin', 'requests'] as const;

export const statuses = ['pending', 'approved', 'rejected', 'all'] as const;
export type Status = (typeof statuses)[number];

export function useRequests(status: Status) {
  return useInfiniteQuery({
    queryKey: [...requestsKey, status],
    queryFn: ({ pageParam, signal }) =>
      body(http.GET('/api/admin/requests', { params: { query: { status, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.requests),
    refetchInterval: (query) => refresh * (query.state.data?.pages.length ?? 1),
  });
}

async function changed(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: requestsKey }),
    queries.invalidateQueries({ queryKey: pendingKey }),
    queries.invalidateQueries({ queryKey: sessionsKey }),
  ]);
}

export function useApprove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      body(http.POST('/api/admin/requests/{id}/approve', { params: { path: { id }, header: once() } })),
    onSettled: () => changed(queries),
  });
}

export function useReject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      body(
        http.POST('/api/admin/requests/{id}/reject', {
          params: { path: { id }, header: once() },
          body: { reason: reason || null },
        }),
      ),
    onSettled: () => changed(queries),
  });
}

export function useDeleteRequest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      body(http.DELETE('/api/admin/requests/{id}', { params: { path: { id }, header: once() } })),
    onSettled: () => changed(queries),
  });
}
