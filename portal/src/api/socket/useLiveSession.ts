import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Access } from '../access.ts';
import { LiveSession } from './liveSession.ts';

/** One socket for as long as the component shows this session; give the component a key by session. */
export function useLiveSession(access: Access): LiveSession {
  const [live] = useState(() => new LiveSession(access));
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return live;
}

export function useSnapshot<T>(live: LiveSession, select: (snapshot: ReturnType<LiveSession['read']>) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.read()));
}
