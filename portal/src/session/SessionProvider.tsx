import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { Access } from '../api/access.ts';
import { useLiveSession } from '../api/socket/useLiveSession.ts';
import { attachedOf } from './chat/attachments.ts';
import { outboxOf } from './chat/outbox.ts';
import { refreshOn } from './refresh.ts';
import { SessionContext } from './sessionContext.ts';

interface Props {
  access: Access;
  children: ReactNode;
}

/** One session's socket, the reads that its news make stale, and what is on its way to it. Give it a key by session. */
export function SessionProvider({ access, children }: Props) {
  const live = useLiveSession(access);
  const queries = useQueryClient();
  useEffect(() => live.onNews(refreshOn(queries, access, live)), [live, queries, access]);
  const value = useMemo(
    () => ({
      access, live, canWrite: access.kind === 'client', outbox: outboxOf(queries, access), attached: attachedOf(queries, access),
    }),
    [access, live, queries],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}
