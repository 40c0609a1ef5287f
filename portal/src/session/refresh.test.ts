import { waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refreshHistory } from '../api/newest.ts';
import type { LiveFrame } from '../api/socket/frames.ts';
import type { LiveSession } from '../api/socket/liveSession.ts';
import { oneAtATime, refreshOn } from './refresh.ts';

it('does one thing at a time, and once more for all that asked meanwhile', async () => {
  const waiting: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((resolve) => waiting.push(resolve)));
  const run = oneAtATime(work);
  run();
  run();
  run();
  expect(work).toHaveBeenCalledTimes(1);
  waiting[0]!();
  await waitFor(() => expect(work).toHaveBeenCalledTimes(2));
  waiting[1]!();
  await Promise.resolve();
  expect(work).toHaveBeenCalledTimes(2);
});

it('goes on after a failure', async () => {
  const work = vi.fn(() => Promise.reject(new Error('away')));
  const run = oneAtATime(work);
  run();
  await waitFor(() => {
    run();
    expect(work.mock.calls.length).toBeGreaterThan(1);
  });
});

describe('the first greeting', () => {
  const access = { kind: 'client', id: 'a' } as const;
  const entry = (seq: number, type: string) => ({ seq, type, turn_id: 't1', data: null }) as unknown as LiveFrame;
  const live = { read: () => ({ state: null }) } as LiveSession;
  const held = (role: string) => ({ pages: [{ messages: [{ id: 'm', role, turn_id: 't1' }], next_cursor: null }], pageParams: [undefined] });
  const greet = (role: string, lastSeq: number | null, updatedAt: number | undefined, ...entries: LiveFrame[]) => {
    const queries = new QueryClient();
    const tell = refreshOn(queries, access, live);
    if (lastSeq !== null) queries.setQueryData(['session', 'a'], { last_seq: lastSeq });
    queries.setQueryData(['history', 'a'], held(role), { updatedAt });
    const stale = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
    const read = vi.fn((_: Request) => Promise.resolve(Response.json({ messages: [], next_cursor: null })));
    vi.stubGlobal('fetch', read);
    tell(entries, true);
    return { read, stale };
  };

  afterEach(() => vi.unstubAllGlobals());

  it('makes nothing stale that the first reads hold', () => {
    expect(greet('assistant', 5, undefined, entry(4, 'summary'), entry(5, 'done')).stale).not.toHaveBeenCalled();
  });

  it.each([
    ['came behind the session', 'assistant', 4, undefined],
    ['came before the session was read', 'assistant', null, undefined],
    ['came between the chat and the session', 'user', 5, undefined],
    ['came since the chat was shown before', 'assistant', 5, Date.now() - 60_000],
  ])('reads the answer that %s', async (_, role, lastSeq, updatedAt) => {
    const { read, stale } = greet(role, lastSeq, updatedAt, entry(4, 'summary'), entry(5, 'done'));
    expect(stale).toHaveBeenCalledWith({ queryKey: ['session', 'a'] });
    await waitFor(() => expect(read).toHaveBeenCalledOnce());
    expect(read.mock.calls[0]![0].url).toContain('/api/history');
  });
});

describe('a message of this page', () => {
  const access = { kind: 'client', id: 'a' } as const;
  const live = { read: () => ({ state: {} }) } as LiveSession;
  const queued = { seq: 1, type: 'delivery', turn_id: 't', data: { message_id: 'm2', state: 'queued' } } as unknown as LiveFrame;
  const page = (...ids: string[]) => ({ messages: ids.map((id) => ({ id })), next_cursor: null });
  let queries: QueryClient;

  const reads = (...ids: string[]) => {
    queries = new QueryClient();
    queries.setQueryData(['history', 'a'], { pages: [page('m1')], pageParams: [undefined] });
    const read = vi.fn(() => Promise.resolve(Response.json(page(...ids))));
    vi.stubGlobal('fetch', read);
    return read;
  };

  afterEach(() => vi.unstubAllGlobals());

  it('is read once, though its answer and the socket tell of it', async () => {
    const read = reads('m1', 'm2');
    const first = refreshHistory(queries, access);
    refreshOn(queries, access, live)([queued], false);
    await first;
    await new Promise((done) => setTimeout(done));
    expect(read).toHaveBeenCalledOnce();
  });

  it('is read again when the first read was too early for it', async () => {
    const read = reads('m1');
    const first = refreshHistory(queries, access);
    refreshOn(queries, access, live)([queued], false);
    await first;
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  });
});
