import { expect, it } from 'vitest';
import { mergeNewest } from './chat.ts';
import type { Message } from './types.ts';

function page(ids: string[], next: string | null, delivery = 'queued') {
  const messages = ids.map((id): Message => ({
    id, role: 'user', content: id, timestamp: '', turn_id: null, delivery, origin: null, attachments: [],
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
