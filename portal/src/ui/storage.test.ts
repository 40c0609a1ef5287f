import { afterEach, expect, it, vi } from 'vitest';
import { storage } from './storage.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

it('keeps what the browser keeps', () => {
  storage.set('draft', 'A headline');
  expect(localStorage.getItem('draft')).toBe('A headline');
  expect(storage.get('draft')).toBe('A headline');
  storage.remove('draft');
  expect(storage.get('draft')).toBeNull();
});

it('remembers for as long as the page where nothing may be stored', () => {
  vi.stubGlobal('localStorage', undefined);
  storage.set('draft', 'A headline');
  expect(storage.get('draft')).toBe('A headline');
  storage.remove('draft');
  expect(storage.get('draft')).toBeNull();
});

it('goes by the newest when there is no room for it', () => {
  storage.set('draft', 'Old');
  const full = { getItem: () => 'Old', setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, removeItem: () => undefined, clear: () => undefined };
  vi.stubGlobal('localStorage', full);
  storage.set('draft', 'New');
  expect(storage.get('draft')).toBe('New');
  storage.remove('draft');
});
