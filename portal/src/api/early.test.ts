import { afterEach, expect, it } from 'vitest';
import { takeEarly } from './early.ts';

const address = 'http://localhost:3000/api/history?guid=1&limit=50';

afterEach(() => {
  delete window.early;
});

it('hands an answer to the first who asks, and to nobody else', async () => {
  const answer = new Response('[]');
  window.early = { [address]: Promise.resolve(answer) };
  expect(takeEarly(new Request(address, { method: 'POST' }))).toBeNull();
  expect(await takeEarly(new Request(address))).toBe(answer);
  expect(takeEarly(new Request(address))).toBeNull();
});

it('gives up with who asked', async () => {
  window.early = { [address]: new Promise(() => undefined) };
  const leave = new AbortController();
  const taken = takeEarly(new Request(address, { signal: leave.signal }));
  leave.abort();
  await expect(taken).rejects.toThrow();
});

it('fails as the read failed', async () => {
  window.early = { [address]: Promise.reject(new TypeError('away')) };
  await expect(takeEarly(new Request(address))).rejects.toThrow('away');
});
