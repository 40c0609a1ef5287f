import { useMutation, useQuery } from '@tanstack/react-query';
import { body, http, once } from './http.ts';

interface Application {
  name: string;
  email: string;
  phone: string;
  initial_request: string;
  /** What people leave empty; the server refuses whoever fills it in. */
  website: string;
  /** Makes a repeat harmless. */
  key: string;
}

/** Sends a wish for a website; where onboarding is open, the answer leads to it at once. */
export function useApply() {
  return useMutation({
    mutationFn: ({ key, ...application }: Application) =>
      body(http.POST('/api/requests', { params: { header: once(key) }, body: application })),
  });
}

const requestId = /^[0-9a-f]{32}$/;

export function isRequestId(text: string): boolean {
  return requestId.test(text);
}

/** How a request stands; asked for again while nothing is decided. */
export function useRequestStatus(id: string | null) {
  return useQuery({
    queryKey: ['request', id],
    queryFn: ({ signal }) =>
      body(http.GET('/api/requests/{request_id}', { params: { path: { request_id: id ?? '' } }, signal })),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.status === 'pending' ? 10_000 : false),
  });
}
