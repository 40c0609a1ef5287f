import { type ReactNode, useEffect, useMemo } from 'react';
import { ticketFor } from '@/api/admin/access.ts';
import { LiveSession } from '@/api/socket/liveSession.ts';
import { ConnectionBadge } from '@/session/ConnectionBadge.tsx';
import { useSnapshot } from '@/api/socket/useLiveSession.ts';

interface Props {
  guid: string;
  children: (live: LiveSession) => ReactNode;
}

/** An admin's own socket of a session, which tells what clients are not shown; open while this is on the page. */
export function AdminLive({ guid, children }: Props) {
  const live = useMemo(
    () => new LiveSession({ kind: 'client', id: guid }, '/ws', (signal) => ticketFor(guid, signal)),
    [guid],
  );
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return children(live);
}

export function LiveBadge({ live }: { live: LiveSession }) {
  const connection = useSnapshot(live, (snapshot) => snapshot.connection);
  return <ConnectionBadge connection={connection} onRetry={() => live.retry()} />;
}
