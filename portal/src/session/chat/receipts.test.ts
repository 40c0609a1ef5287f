import { expect, it } from 'vitest';
import type { Receipt } from '../../api/socket/liveSession.ts';
import { receiptOf } from './receipts.ts';

function live(state: string, more: Partial<Receipt> = {}): Receipt {
  return { state, position: null, parkedUntil: null, ...more };
}

it.each([
  ['queued', undefined, 'Queued'],
  ['queued', live('queued', { position: 3 }), 'Queued, 3 before it'],
  ['queued', live('queued', { position: 0 }), 'Next in line'],
  ['queued', live('typed'), 'Handed over'],
  ['accepted', live('working'), 'Being worked on'],
  ['queued', live('answered'), 'Answered'],
])('says of a message that is %s, and by the socket %o: %s', (delivery, told, text) => {
  expect(receiptOf({ delivery }, told)?.text).toBe(text);
});

it('never goes back: a late frame does not undo what the chat records', () => {
  expect(receiptOf({ delivery: 'answered' }, live('typed'))?.state).toBe('answered');
  expect(receiptOf({ delivery: 'working' }, live('queued'))?.state).toBe('working');
});

it('shows a failure over every step before the answer', () => {
  expect(receiptOf({ delivery: 'working' }, live('failed'))?.text).toBe('Failed');
  expect(receiptOf({ delivery: 'failed' }, live('working'))?.text).toBe('Failed');
});

it('offers to stop what is open, and nothing else', () => {
  expect(receiptOf({ delivery: 'queued' }, undefined)?.open).toBe(true);
  expect(receiptOf({ delivery: 'working' }, undefined)?.open).toBe(true);
  for (const ended of ['answered', 'failed', 'cancelled']) expect(receiptOf({ delivery: ended }, undefined)?.open).toBe(false);
});

it('has nothing to say of lines without a receipt, nor chokes on states to come', () => {
  expect(receiptOf({ delivery: null }, undefined)).toBeNull();
  expect(receiptOf({ delivery: 'teleported' }, undefined)?.text).toBe('teleported');
});
