import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { body, http, once } from '../http.ts';
import type { BudgetBody } from './types.ts';

export const scopes = ['platform', 'client', 'session', 'turn'] as const;
export type Scope = (typeof scopes)[number];

const key = ['admin', 'budgets'] as const;

/** Budgets of a scope with what is spent of them; of turns, those of one session. */
export function useBudgets(scope: Scope, guid?: string) {
  return useInfiniteQuery({
    queryKey: [...key, scope, guid ?? ''],
    queryFn: ({ pageParam, signal }) =>
      body(http.GET('/api/admin/budgets', { params: { query: { scope, guid, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: (data) => ({ ...data.pages[0], rows: data.pages.flatMap((page) => page.rows ?? []) }),
  });
}

export function useSetBudget() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (budget: BudgetBody) => body(http.PUT('/api/admin/budgets', { params: { header: once() }, body: budget })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
