import { createContext, use } from 'react';
import type { Access } from '../api/access.ts';
import type { LiveSession } from '../api/socket/liveSession.ts';
import type { Snapshot } from '../api/socket/snapshot.ts';
import { useSnapshot } from '../api/socket/useLiveSession.ts';
import type { AttachedFiles } from './chat/attachments.ts';
import type { Outbox } from './chat/outbox.ts';

export interface SessionScope {
  access: Access;
  live: LiveSession;
  /** False for a share, which only looks. */
  canWrite: boolean;
  /** What is sent and attached goes on while the chat is not shown. */
  outbox: Outbox;
  attached: AttachedFiles;
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
