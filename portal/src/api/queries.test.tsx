import { QueryClientProvider, QueryObserver, useQuery } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { createQueries } from './queries.ts';

it('says that a read failed while it is tried again, until it is there', async () => {
  const ends: ((end: Promise<string>) => void)[] = [];
  const seen: string[] = [];
  function View() {
    const read = useQuery({ queryKey: ['read'], queryFn: () => new Promise<string>((resolve) => ends.push(resolve)) });
    const says = `${read.status}, ${read.fetchStatus}: ${read.error?.message ?? read.data ?? ''}`;
    seen.push(says);
    return <button onClick={() => void read.refetch()}>{says}</button>;
  }
  const end = (number: number, how: Promise<string>) => act(async () => ends[number]!(how));
  render(<QueryClientProvider client={createQueries()}><View /></QueryClientProvider>);

  await end(0, Promise.reject(new Error('away')));
  fireEvent.click(await screen.findByText('error, idle: away'));
  await screen.findByText('error, fetching: away');
  await end(1, Promise.reject(new Error('still away')));
  fireEvent.click(await screen.findByText('error, idle: still away'));
  await screen.findByText('error, fetching: still away');
  await end(2, Promise.resolve('here'));
  await screen.findByText('success, idle: here');

  expect(seen.findLastIndex((says) => says.startsWith('pending'))).toBeLessThan(seen.indexOf('error, idle: away'));
});

it('does not show a failure to who comes later', async () => {
  const queries = createQueries();
  const tried = vi.fn(() => Promise.reject<string>(new Error('away')));
  const read = () => new QueryObserver(queries, { queryKey: ['read'], queryFn: tried });
  const [first, second] = [read(), read()];
  const leave = first.subscribe(() => {});
  await expect.poll(() => first.getCurrentResult().status).toBe('error');
  leave();
  tried.mockReturnValue(new Promise(() => {}));
  const leaveAgain = second.subscribe(() => {});
  expect(tried).toHaveBeenCalledTimes(2);
  expect(second.getCurrentResult().status).toBe('pending');
  leaveAgain();
});
