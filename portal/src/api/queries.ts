import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';

/** One cache for all surfaces. Only what may pass is tried again, and never sooner than the server asks. */
export function createQueries(): QueryClient {
  const queries = new QueryClient({
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
  keepFailures(queries);
  return queries;
}

/**
 * What failed has failed until it is there: while it is tried again, what says so stays, and so does all that people do there.
 * A query by itself takes its error back. Who comes later sees a first try.
 */
function keepFailures(queries: QueryClient): void {
  const failures = new WeakMap<object, Error>();
  queries.getQueryCache().subscribe((event) => {
    const { query } = event;
    if (event.type === 'observerRemoved' && query.getObserversCount() === 0) failures.delete(query);
    if (event.type !== 'updated') return;
    const { action } = event;
    if (action.type === 'error') failures.set(query, action.error);
    const error = failures.get(query);
    if (error && action.type === 'fetch' && query.state.status === 'pending') query.setState({ error, status: 'error' });
  });
}

/** How long to wait before asking again for what a passing failure kept from us; false when there is nothing to wait for. */
export function passing(error: unknown): number | false {
  return error instanceof ApiError && error.isPassing ? Math.max(5000, (error.retryAfter ?? 0) * 1000) : false;
}

/** Does again what failed in passing, with growing waits, for some minutes. */
export async function patiently<T>(work: () => Promise<T>, tries = 15): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= tries || !(error instanceof ApiError && error.isPassing)) throw error;
      await new Promise((done) => setTimeout(done, wait(attempt, error)));
    }
  }
}

function wait(attempt: number, error: unknown): number {
  const asked = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(1000 * 2 ** attempt, 15_000));
}
