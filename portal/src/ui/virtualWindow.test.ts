import { expect, it } from 'vitest';
import { offsetsOf, windowOf } from './virtualWindow.ts';

const offsets = offsetsOf(Array.from({ length: 5000 }, () => 100));

it('shows what is in sight and a little more, however long the list', () => {
  expect(windowOf(offsets, 250_000, 800, 200)).toEqual({ first: 2498, last: 2511 });
});

it('begins at the beginning and ends at the end', () => {
  expect(windowOf(offsets, 0, 500, 0)).toEqual({ first: 0, last: 6 });
  expect(windowOf(offsets, 499_500, 500, 0)).toEqual({ first: 4995, last: 5000 });
  expect(windowOf(offsets, 9_999_999, 500).last).toBe(5000);
});

it('finds the item that a position is in, of unequal ones', () => {
  const unequal = offsetsOf([10, 300, 20, 40]);
  expect(unequal).toEqual([0, 10, 310, 330, 370]);
  expect(windowOf(unequal, 200, 1, 0).first).toBe(1);
  expect(windowOf(unequal, 310, 1, 0).first).toBe(2);
});

it('is empty when there is nothing', () => {
  expect(windowOf(offsetsOf([]), 0, 500)).toEqual({ first: 0, last: 0 });
});
