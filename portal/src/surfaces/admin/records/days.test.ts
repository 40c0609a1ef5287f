import { describe, expect, it } from 'vitest';
import { daysBetween, roundUp } from './days.ts';

describe('days', () => {
  it('are all there, over the end of a month too', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(daysBetween('2026-02-27', '2026-02-26')).toEqual([]);
  });

  it.each([[0, 1], [0.3, 0.5], [1, 1], [1.2, 2], [4.99, 5], [5.01, 10], [72, 100]])('rounds %d up to %d', (value, top) => {
    expect(roundUp(value)).toBeCloseTo(top);
  });
});
