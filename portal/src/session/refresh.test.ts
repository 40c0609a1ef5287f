import { expect, it, vi } from 'vitest';
import { oneAtATime } from './refresh.ts';

it('does one thing at a time, and once more for all that asked meanwhile', async () => {
  const waiting: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((resolve) => waiting.push(resolve)));
  const run = oneAtATime(work);
  run();
  run();
  run();
  expect(work).toHaveBeenCalledTimes(1);
  waiting[0]!();
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
  waiting[1]!();
  await Promise.resolve();
  expect(work).toHaveBeenCalledTimes(2);
});

it('goes on after a failure', async () => {
  const work = vi.fn(() => Promise.reject(new Error('away')));
  const run = oneAtATime(work);
  run();
  await vi.waitFor(() => {
    run();
    expect(work.mock.calls.length).toBeGreaterThan(1);
  });
});
