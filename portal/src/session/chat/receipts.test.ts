import { expect, it } from 'vitest';
import type { Receipt } from '../../api/socket/snapshot.ts';
import { receiptOf } from './receipts.ts';

function live(state: string, more: Partial<Receipt> = {}): Receipt {
  return { state, position: null, parkedUntil: null, turn: 't', text: `It is ${state}`, broken: false, ...more };
}

it.each([
  ['queued', undefined, 'Queued'],
  ['queued', live('queued', { position: 3 }), 'Queued, 3 before it'],
  ['queued', live('queued', { position: 0 }), 'Next in line'],
  ['queued', live('typed'), 'Handed over'],
  ['accepted', live('working'), 'Being worked on'],
  ['queued', live('answered'), 'Answered'],
])('says of a message that is %s, and by the socket %o: %s', (delivery, told, text) => {
  expect(receiptOf({ delivery }, told, true)?.text).toBe(text);
});

it('never goes back: a late frame does not undo what the chat records', () => {
  expect(receiptOf({ delivery: 'answered' }, live('typed'), true)?.state).toBe('answered');
  expect(receiptOf({ delivery: 'working' }, live('queued'), false)?.state).toBe('working');
});

it('shows a failure over every step before the answer', () => {
  expect(receiptOf({ delivery: 'working' }, live('failed', { broken: true }), false)?.text).toBe('Failed');
  expect(receiptOf({ delivery: 'failed' }, live('working'), true)?.text).toBe('Failed');
});

it('says of what was called off why, and does not call it a failure', () => {
  expect(receiptOf({ delivery: 'queued' }, live('failed', { text: 'You took it back.' }), false)).toEqual({
    state: 'called_off', step: 0, text: 'You took it back.', open: false,
  });
  // What was published before it was stopped is told in a reply.
  expect(receiptOf({ delivery: 'failed' }, live('failed'), true)?.state).toBe('called_off');
  // Long ago: whatever broke has a reply that says so.
  expect(receiptOf({ delivery: 'failed' }, undefined, false)).toMatchObject({ state: 'called_off', text: 'Called off' });
  expect(receiptOf({ delivery: 'failed' }, undefined, true)?.state).toBe('failed');
});

it('offers to stop what is open, and nothing else', () => {
  expect(receiptOf({ delivery: 'queued' }, undefined, false)?.open).toBe(true);
  expect(receiptOf({ delivery: 'working' }, undefined, false)?.open).toBe(true);
  for (const replied of [true, false]) {
    for (const ended of ['answered', 'failed']) expect(receiptOf({ delivery: ended }, undefined, replied)?.open).toBe(false);
  }
});

it('has nothing to say of lines without a receipt, nor chokes on states to come', () => {
  expect(receiptOf({ delivery: null }, undefined, false)).toBeNull();
  expect(receiptOf({ delivery: 'teleported' }, undefined, false)?.text).toBe('teleported');
});
