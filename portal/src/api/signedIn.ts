import { storage } from '../ui/storage.ts';

const key = 'signed-in';

/**
 * What this browser has a cookie for: one session, or all of a proved address. The cookies themselves cannot be seen from
 * here; without this every page would ask for what it may not have.
 */
export function remember(what: 'session' | 'client' | null): void {
  if (what) storage.set(key, what);
  else storage.remove(key);
}

export function isSignedIn(): boolean {
  return storage.get(key) === 'client';
}

export function wasHere(): boolean {
  return storage.get(key) !== null;
}
