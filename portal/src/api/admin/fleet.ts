import { useQuery } from '@tanstack/react-query';
import { body, http } from '../http.ts';

/** As often as hearts beat: one that stands still is noticed by the fifth look. */
const every = 5_000;

/** The workers and what waits for them. */
export function useFleet() {
  return useQuery({
    queryKey: ['admin', 'fleet'],
    queryFn: ({ signal }) => body(http.GET('/api/admin/workers', { signal })),
    refetchInterval: every,
    // Each answer is a look at hearts, also one that is like the last.
    structuralSharing: false,
    notifyOnChangeProps: 'all',
  });
}
