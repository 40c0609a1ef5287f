import { waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Access } from '../../api/access.ts';
import { type Outbox, outboxOf } from './outbox.ts';

const access: Access = { kind: 'client', id: 'g' };
let queries: QueryClient;
let outbox: Outbox;
let requests: string[];
/** Answers the message that is on its way. */
let answer: (response: Response) => void;
/** Lines the chat has. */
let lines: object[];

beforeEach(() => {
  localStorage.clear();
  requests = [];
  lines = [];
  queries = new QueryClient();
  hasRead();
  outbox = outboxOf(queries, access);
  vi.stubGlobal('fetch', ({ method, url }: Request) => {
    requests.push(`${method} ${new URL(url).pathname}`);
    return method === 'POST'
      ? new Promise<Response>((resolve) => (answer = resolve))
      : Promise.resolve(Response.json({ messages: lines, next_cursor: null }));
  });
});

afterEach(() => vi.unstubAllGlobals());

const stored = () => JSON.parse(localStorage.getItem('unsent:g') ?? '[]') as { text: string }[];
const hasRead = (...messages: object[]) =>
  queries.setQueryData(['history', 'g'], { pages: [{ messages, next_cursor: null }], pageParams: [undefined] });
const took = () => Response.json({ message_id: 'm', turn_id: 't' });
const states = () => outbox.read().map((item) => item.state);

async function sent(): Promise<void> {
  outbox.send('Hello', []);
  await waitFor(() => expect(requests).toHaveLength(1));
}

it('is one for a session however often it is asked for, and has no part in others', () => {
  expect(outboxOf(queries, { ...access })).toBe(outbox);
  expect(outboxOf(queries, { kind: 'client', id: 'other' })).not.toBe(outbox);
});

it('keeps a message over a reload until it was taken, whether or not anything shows it', async () => {
  const hide = outbox.subscribe(() => {});
  await sent();
  hide();
  expect(stored()).toMatchObject([{ text: 'Hello' }]);
  lines = [{ id: 'm', role: 'user', client_message_id: outbox.read()[0]!.clientMessageId }];
  answer(took());
  await waitFor(() => expect(outboxOf(queries, access).read()).toEqual([]));
  expect(stored()).toEqual([]);
  expect(requests).toEqual(['POST /api/chat', 'GET /api/history']);
});

it('reads nothing when the socket told of the message before its answer came', async () => {
  await sent();
  hasRead({ id: 'm', client_message_id: outbox.read()[0]!.clientMessageId });
  answer(took());
  await waitFor(() => expect(outbox.read()).toEqual([]));
  expect(requests).toEqual(['POST /api/chat']);
});

it('shows a message as sent until the chat has it', async () => {
  await sent();
  answer(took());
  await waitFor(() => expect(requests).toHaveLength(2));
  expect(states()).toEqual(['sent']);
  expect(stored()).toEqual([]);
});

it('lets go of what the chat has, though no answer came or the page was closed before it', async () => {
  await sent();
  const line = { id: 'm', client_message_id: outbox.read()[0]!.clientMessageId };
  hasRead(line);
  answer(Response.json({ detail: 'Not now.' }, { status: 503 }));
  await waitFor(() => expect(outbox.read()).toEqual([]));

  outbox.send('Again', []);
  line.client_message_id = outbox.read()[0]!.clientMessageId;
  outbox.settle();
  expect(outbox.read()).toEqual([]);
  expect(stored()).toEqual([]);
});

it('keeps what failed, sends it again under its id, and throws it away when told to', async () => {
  const view = vi.fn();
  outbox.subscribe(view);
  await sent();
  answer(Response.json({ detail: 'Not now.' }, { status: 503 }));
  await waitFor(() => expect(outbox.read()).toMatchObject([{ state: 'failed', error: 'Not now.' }]));
  const [item] = outbox.read();
  outbox.retry(item!);
  expect(states()).toEqual(['sending']);
  expect(outbox.read()[0]!.clientMessageId).toBe(item!.clientMessageId);
  outbox.discard(item!);
  expect(outbox.read()).toEqual([]);
  expect(stored()).toEqual([]);
  expect(view).toHaveBeenCalledTimes(4);
});

it('leaves in place what other tabs of the session stored, and throws away nothing but its own', async () => {
  await sent();
  answer(Response.json({ detail: 'Not now.' }, { status: 503 }));
  await waitFor(() => expect(states()).toEqual(['failed']));
  const [mine] = outbox.read();
  localStorage.setItem('unsent:g', JSON.stringify([mine, { ...mine, clientMessageId: 'another', text: 'Of another tab' }]));
  hasRead({ id: 'm', client_message_id: mine!.clientMessageId });
  outbox.settle();
  expect(stored()).toMatchObject([{ text: 'Of another tab' }]);

  outbox.send('Mine', []);
  expect(stored()).toMatchObject([{ text: 'Of another tab' }, { text: 'Mine' }]);
  localStorage.removeItem('unsent:g');
  outbox.send('Later', []);
  expect(stored()).toMatchObject([{ text: 'Later' }]);
});
