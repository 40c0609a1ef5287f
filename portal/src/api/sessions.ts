import { type QueryClient, useQuery } from '@tanstack/react-query';
import { type Access, reader } from './access.ts';
import { body, http } from './http.ts';
import { passing } from './queries.ts';

export function sessionKey(access: Access) {
  return ['session', access.id] as const;
}

export function getSession(access: Access, signal?: AbortSignal) {
  return body(http.GET('/api/sessions/{guid}', { params: { path: { guid: access.id } }, signal }));
}

/**
 * Where a session stands: its state, the running turn, the question it waits for. Asked for again by itself while the
 * server is in trouble, so that a page somebody left open comes to life without them.
 */
export function useSession(access: Access) {
  return useQuery({
    queryKey: sessionKey(access),
    queryFn: ({ signal }) => getSession(access, signal),
    refetchInterval: ({ state }) => passing(state.error),
  });
}

/** The number of the last entry of the log when the session was read; 0 when it was not. */
export function sessionReadTo(queries: QueryClient, access: Access): number {
  return queries.getQueryData<Awaited<ReturnType<typeof getSession>>>(sessionKey(access))?.last_seq ?? 0;
}

export function useResources(access: Access, enabled: boolean) {
  return useQuery({
    queryKey: ['resources', access.id],
    queryFn: ({ signal }) =>
      body(http.GET('/api/projects/{guid}/resources', { params: { path: { guid: access.id } }, signal })),
    enabled: enabled && access.kind === 'client',
  });
}

/** The address of an attachment; the API answers with a short-lived one. */
export function attachmentUrl(access: Access, id: string): string {
  return `/api/attachments/${encodeURIComponent(id)}?${new URLSearchParams(reader(access))}`;
}
