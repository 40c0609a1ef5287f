import { useQuery } from '@tanstack/react-query';
import { body, http } from './http.ts';

/** What the platform tells a portal at its start; changes only with a release. */
const configQuery = {
  queryKey: ['config'],
  queryFn: ({ signal }: { signal: AbortSignal }) => body(http.GET('/api/config', { signal })),
  staleTime: Infinity,
};

export function useConfig() {
  return useQuery(configQuery);
}
