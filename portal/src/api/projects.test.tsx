import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { projectsKey, useChangeProject, useDeleteProject } from './projects.ts';

afterEach(() => vi.unstubAllGlobals());

const list = (...projects: { guid: string; name: string }[]) => ({ client: {}, projects, all: true });

function start() {
  const queries = new QueryClient();
  const stored = list({ guid: 'a', name: 'Old' }, { guid: 'b', name: 'Other' });
  queries.setQueryData([...projectsKey, null], stored);
  const reads: ((answer: unknown) => void)[] = [];
  const readAgain = () =>
    void queries.fetchQuery({
      queryKey: [...projectsKey, null],
      queryFn: ({ signal }) => new Promise((resolve, fail) => {
        signal.addEventListener('abort', () => fail(signal.reason));
        reads.push(resolve);
      }),
    }).catch(() => undefined);
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const names = () => queries.getQueryData<typeof stored>([...projectsKey, null])!.projects.map(({ name }) => name);
  return { queries, reads, readAgain, wrapper, names, stale: stored };
}

it('keeps a new name that a read from before it would undo', async () => {
  const { reads, readAgain, wrapper, names, stale } = start();
  readAgain();
  const { result } = renderHook(useChangeProject, { wrapper });
  act(() => result.current.mutate({ guid: 'a', name: 'New' }));
  await waitFor(() => expect(names()).toEqual(['New', 'Other']));
  reads[0]!(stale);
  await act(() => Promise.resolve());
  expect(names()).toEqual(['New', 'Other']);
});

it('keeps away what was deleted, though a read from before it still has it', async () => {
  const { reads, readAgain, wrapper, names, stale } = start();
  readAgain();
  const { result } = renderHook(useDeleteProject, { wrapper });
  act(() => result.current.mutate('a'));
  await waitFor(() => expect(names()).toEqual(['Other']));
  reads[0]!(stale);
  await act(() => Promise.resolve());
  expect(names()).toEqual(['Other']);
});
