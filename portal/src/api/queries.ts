import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';

/** One cache for all surfaces. Only what may pass is tried again, and never sooner than the server asks. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => error instanceof ApiError && error.isPassing && count < 3,
        retryDelay: (attempt, error) => wait(attempt, error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}

function wait(attempt: number, error: unknown): number {
  const asked = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(1000 * 2 ** attempt, 15_000));
}
