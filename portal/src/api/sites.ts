import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Access, reader } from './access.ts';
import { body, http, once } from './http.ts';

export function sitesKey(access: Access) {
  return ['sites', access.id] as const;
}

export function useSites(access: Access) {
  return useQuery({
    queryKey: sitesKey(access),
    queryFn: ({ signal }) => body(http.GET('/api/sites', { params: { query: reader(access) }, signal })),
    select: (view) => view.sites,
  });
}

export function useReleases(access: Access, site: string, enabled: boolean) {
  return useQuery({
    queryKey: [...sitesKey(access), site, 'releases'],
    queryFn: ({ signal }) =>
      body(http.GET('/api/sites/{id}/releases', { params: { path: { id: site }, query: reader(access) }, signal })),
    select: (view) => view.releases,
    enabled,
  });
}

type Switch = { kind: 'rollback'; site: string; release: string } | { kind: 'redeploy'; site: string };

/** Back to an earlier release, or the current one again; both at the same address. */
export function useSwitchRelease(access: Access) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Switch) => {
      const params = { path: { id: wanted.site }, header: once() };
      return wanted.kind === 'rollback'
        ? body(http.POST('/api/sites/{id}/rollback', { params, body: { guid: access.id, release_id: wanted.release } }))
        : body(http.POST('/api/sites/{id}/redeploy', { params, body: { guid: access.id, release_id: null } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: sitesKey(access) }),
  });
}
