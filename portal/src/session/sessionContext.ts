import { createContext, use } from 'react';
import type { Access } from '../api/access.ts';
import type { LiveSession, Snapshot } from '../api/socket/liveSession.ts';
import { useSnapshot } from '../api/socket/useLiveSession.ts';

export interface SessionScope {
  access: Access;
  live: LiveSession;
  /** False for a share, which only looks. */
  canWrite: boolean;
}

export const SessionContext = createContext<SessionScope | null>(null);

export function useSessionScope(): SessionScope {
  const scope = use(SessionContext);
  if (!scope) throw new Error('This part of the page belongs into a SessionProvider.');
  return scope;
}

/** A part of what the socket tells; `select` must give the same value for the same snapshot. */
export function useLive<T>(select: (snapshot: Snapshot) => T): T {
  return useSnapshot(useSessionScope().live, select);
}
