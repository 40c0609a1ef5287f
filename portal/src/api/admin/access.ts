import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiError } from '../errors.ts';
import { body, http } from '../http.ts';

export const pendingKey = ['admin', 'pending'] as const;

/** How often what may have changed elsewhere is read again while somebody looks. */
export const refresh = 5_000;

/**
 * The number of requests that wait, from the server's own counter. It is also how a page learns whether it is signed in: the
 * cookie itself cannot be read.
 */
export function usePending() {
  return useQuery({
    queryKey: pendingKey,
    queryFn: async ({ signal }) => {
      const page = await body(
        http.GET('/api/admin/requests', { params: { query: { status: 'pending', limit: 1 } }, signal }),
      );
      return page.total ?? page.requests.length;
    },
    retry: (count, error) => error instanceof ApiError && error.isPassing && count < 2,
    refetchInterval: (query) => (query.state.status === 'error' ? false : refresh),
  });
}

/** Whether an error says that nobody is signed in, or not as an admin. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}

/** Turns a token into the cookie of this browser. */
export function login(token: string) {
  return body(http.POST('/api/admin/login', { body: { token } }));
}

/** Ends the cookie; the page begins anew, so that nothing that was read stays in it. */
export function useLogout() {
  return useMutation({
    mutationFn: () => body(http.POST('/api/admin/logout', {})),
    onSuccess: () => location.replace('/'),
  });
}

/** A ticket that opens one raw socket of a session. */
export async function ticketFor(guid: string, signal: AbortSignal): Promise<string> {
  const { ticket } = await body(http.POST('/api/admin/ws-ticket', { body: { guid }, signal }));
  return ticket;
}
