import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { body, http, once } from './http.ts';

const key = (guid: string) => ['shares', guid] as const;

export function useShares(guid: string) {
  return useQuery({
    queryKey: key(guid),
    queryFn: ({ signal }) =>
      body(http.GET('/api/client/projects/{guid}/shares', { params: { path: { guid } }, signal })),
    select: (view) => view.shares,
  });
}

export function useCreateShare(guid: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(http.POST('/api/client/projects/{guid}/shares', { params: { path: { guid }, header: once() } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key(guid) }),
  });
}

export function useRevokeShare(guid: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (share: string) =>
      body(
        http.DELETE('/api/client/projects/{guid}/shares/{share_id}', {
          params: { path: { guid, share_id: share }, header: once() },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: key(guid) }),
  });
}
