import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useHistory } from './chat.ts';
import { mergeNewest, refreshHistory } from './newest.ts';
import type { Message } from './types.ts';

function page(ids: string[], next: string | null, delivery = 'queued') {
  const messages = ids.map((id): Message => ({
    id, role: 'user', content: id, timestamp: '', turn_id: null, client_message_id: null, delivery, origin: null, attachments: [],
  }));
  return { guid: 'g', messages, next_cursor: next, success: true };
}

const held = { pages: [page(['c', 'd', 'e'], 'x'), page(['a', 'b'], null)], pageParams: [undefined, 'x'] };

function ids(history: ReturnType<typeof mergeNewest>) {
  return history && [...history.pages].reverse().flatMap((read) => read.messages.map((message) => message.id));
}

it('lays the newest page over what is held, and keeps older pages', () => {
  const merged = mergeNewest(held, page(['d', 'e', 'f'], 'y', 'answered'));
  expect(ids(merged)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(merged?.pages[0]?.messages.map((message) => message.delivery)).toEqual(['queued', 'answered', 'answered', 'answered']);
  expect(merged?.pages[0]?.next_cursor).toBe('x');
});

it('says so when lines are missing between what is held and the newest', () => {
  expect(mergeNewest(held, page(['p', 'q'], 'y'))).toBeNull();
});

it('takes a chat that fits one page as all there is', () => {
  expect(ids(mergeNewest(held, page(['e', 'f'], null)))).toEqual(['e', 'f']);
});

it('does not lose newer lines to a page that was read before them', () => {
  expect(ids(mergeNewest(held, page(['c', 'd'], 'y')))).toEqual(['a', 'b', 'c', 'd', 'e']);
  const whole = { pages: [page(['c', 'd', 'e'], null)], pageParams: [undefined] };
  expect(ids(mergeNewest(whole, page(['c', 'd'], null)))).toEqual(['c', 'd', 'e']);
});

it('forgets a chat that was cleared', () => {
  expect(ids(mergeNewest(held, page([], null)))).toEqual([]);
});

describe('reading', () => {
  const access = { kind: 'client', id: 'g' } as const;
  let queries: QueryClient;
  /** Calls of the API on their way, by the cursor of the page they ask for, and what answers them. */
  let calls: { cursor: string | null; answer: (read: object | null) => void }[];

  beforeEach(() => {
    queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    queries.setQueryData(['history', 'g'], held);
    calls = [];
    vi.stubGlobal('fetch', ({ url }: Request) => new Promise<Response>((resolve) => calls.push({
      cursor: new URL(url).searchParams.get('cursor'), answer: (read) => resolve(read ? Response.json(read) : Response.error()),
    })));
  });

  afterEach(() => vi.unstubAllGlobals());

  const now = () => ids(queries.getQueryData(['history', 'g'])!);

  it('lays the newest page over older lines that are just being read', async () => {
    queries.setQueryData(['history', 'g'], { pages: [page(['c', 'd', 'e'], 'x')], pageParams: [undefined] });
    const wrapper = ({ children }: { children: ReactNode }) => createElement(QueryClientProvider, { client: queries }, children);
    // Told of again only is what was looked at.
    const { result } = renderHook(() => {
      const { data, fetchNextPage } = useHistory(access);
      return { data, fetchNextPage };
    }, { wrapper });
    const older = result.current.fetchNextPage();
    const newest = refreshHistory(queries, access);
    await waitFor(() => expect(calls.map((call) => call.cursor)).toEqual(['x', null]));
    calls[1]!.answer(page(['d', 'e', 'f'], 'y'));
    await newest;
    expect(now()).toEqual(['c', 'd', 'e', 'f']);
    calls[0]!.answer(page(['a', 'b'], null));
    await older;
    await waitFor(() => expect(result.current.data?.map((message) => message.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']));
  });

  it('reads once at a time, and once more for all who asked meanwhile', async () => {
    const first = refreshHistory(queries, access);
    const others = [refreshHistory(queries, access), refreshHistory(queries, access)];
    await waitFor(() => expect(calls).toHaveLength(1));
    calls[0]!.answer(page(['d', 'e'], 'y'));
    await first;
    await waitFor(() => expect(calls).toHaveLength(2));
    calls[1]!.answer(page(['e', 'f'], 'y'));
    await Promise.all(others);
    expect(calls).toHaveLength(2);
    expect(now()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('reads nothing for what another read brings', async () => {
    const has = (id: string) => () => now()!.includes(id);
    await refreshHistory(queries, access, has('e'));
    expect(calls).toHaveLength(0);
    const reads = [refreshHistory(queries, access), refreshHistory(queries, access, has('f'))];
    await waitFor(() => expect(calls).toHaveLength(1));
    calls[0]!.answer(page(['e', 'f'], 'y'));
    await Promise.all(reads);
    expect(calls).toHaveLength(1);
  });

  it('goes on after a read that failed', async () => {
    const failed = refreshHistory(queries, access);
    const next = refreshHistory(queries, access);
    await waitFor(() => expect(calls).toHaveLength(1));
    calls[0]!.answer(null);
    await expect(failed).rejects.toThrow();
    await waitFor(() => expect(calls).toHaveLength(2));
    calls[1]!.answer(page(['e', 'f'], 'y'));
    await next;
    expect(now()).toContain('f');
  });
});
