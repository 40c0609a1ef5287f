import { expect, it } from 'vitest';
import type { HistoryFrame, LiveFrame } from './frames.ts';
import { Sequence } from './sequence.ts';

function entry(seq: number): LiveFrame {
  return { seq, type: 'status', guid: 'g', message: `m${seq}`, data: '', timestamp: '2026-02-04T07:25:31Z', turn_id: null };
}

function history(from: number, to: number, more = false): HistoryFrame {
  const messages = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => entry(from + i));
  return { type: 'history', messages, first_seq: from, last_seq: to, more };
}

function numbers(step: ReturnType<Sequence['entry']> | null): number[] {
  return step?.kind === 'take' ? step.entries.map((taken) => ('seq' in taken ? taken.seq : -1)) : [];
}

it('begins with whatever the first greeting begins with', () => {
  const sequence = new Sequence();
  expect(numbers(sequence.history(history(700, 702), true))).toEqual([700, 701, 702]);
  expect(numbers(sequence.entry(entry(703)))).toEqual([703]);
  expect(sequence.last).toBe(703);
});

it('asks once for what is missing, and takes it and what follows', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 3), true);
  expect(sequence.entry(entry(6))).toEqual({ kind: 'ask', since: 3 });
  expect(sequence.entry(entry(7))).toEqual({ kind: 'nothing' });
  expect(numbers(sequence.history(history(4, 7), false))).toEqual([4, 5, 6, 7]);
  expect(numbers(sequence.entry(entry(8)))).toEqual([8]);
});

it('drops what it has, live or in a greeting', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 5), true);
  expect(sequence.entry(entry(4))).toEqual({ kind: 'nothing' });
  sequence.opened();
  expect(numbers(sequence.history(history(3, 6), true))).toEqual([6]);
});

it('asks when a pong is ahead, and not when it is behind', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 5), true);
  expect(sequence.pong(5)).toEqual({ kind: 'nothing' });
  expect(sequence.pong(9)).toEqual({ kind: 'ask', since: 5 });
});

it('asks again on a new socket, since the old question is never answered', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 2), true);
  expect(sequence.entry(entry(4)).kind).toBe('ask');
  sequence.opened();
  expect(sequence.entry(entry(5)).kind).toBe('ask');
});

it('goes on behind numbers that the answer leaves out, since no entry has them any more', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 3), true);
  expect(sequence.entry(entry(9))).toEqual({ kind: 'ask', since: 3 });
  expect(numbers(sequence.history(history(8, 9), false))).toEqual([8, 9]);
  expect(numbers(sequence.entry(entry(10)))).toEqual([10]);
  expect(sequence.entry(entry(12))).toEqual({ kind: 'ask', since: 10 });
});

it('asks again at a pong when the answer never came', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 3), true);
  expect(sequence.entry(entry(5)).kind).toBe('ask');
  expect(sequence.pong(5)).toEqual({ kind: 'ask', since: 3 });
  expect(sequence.entry(entry(6))).toEqual({ kind: 'nothing' });
});

it('takes a greeting in parts, and gaps that no entry ever had', () => {
  const sequence = new Sequence();
  expect(numbers(sequence.history(history(1, 2, true), true))).toEqual([1, 2]);
  expect(numbers(sequence.history(history(3, 4), true))).toEqual([3, 4]);
  sequence.opened();
  // The history was cleared: numbers went on, and the greeting begins beyond ours.
  expect(numbers(sequence.history(history(9, 10), true))).toEqual([9, 10]);
});

it('notices that the session began anew', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 50), true);
  sequence.opened();
  expect(sequence.history({ ...history(1, 0), last_seq: 2 }, true)).toBeNull();
});

it('lets entries without a number pass in their place', () => {
  const sequence = new Sequence();
  sequence.history(history(1, 1), true);
  const { seq: _, ...rest } = entry(1);
  expect(sequence.entry({ ...rest, after: 1 }).kind).toBe('take');
  expect(sequence.last).toBe(1);
});
