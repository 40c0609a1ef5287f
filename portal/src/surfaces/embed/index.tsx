import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { type Access, accessFrom } from '../../api/access.ts';
import { ApiError } from '../../api/errors.ts';
import { useSession } from '../../api/sessions.ts';
import { SessionProvider } from '../../session/SessionProvider.tsx';
import { useLive, useSessionScope } from '../../session/sessionContext.ts';
import { NoProject } from '../../session/workspace/NoProject.tsx';
import { Workspace } from '../../session/workspace/Workspace.tsx';
import { ThemeMenu } from '../../themes/ThemeMenu.tsx';
import { ConnectionBadge } from '../../session/ConnectionBadge.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { hearParent, tellParent } from './parent.ts';

/** A session in the frame of another site (docs/embed.md). */
export default function Embed() {
  const [query] = useSearchParams();
  const access = accessFrom(query);
  useEffect(() => hearParent(), []);
  if (access === null || access === 'invalid') return <NoProject incomplete />;
  return <Frame key={access.id} access={access} />;
}

function Frame({ access }: { access: Access }) {
  const session = useSession(access);
  if (session.isError && !session.data) {
    if (session.error instanceof ApiError && session.error.isGone) return <NoProject share={access.kind === 'share'} />;
    return (
      <main className="backdrop grid min-h-dvh place-items-center">
        <ErrorState error={session.error} busy={session.isFetching} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return <SessionProvider access={access}><Content name={session.data?.name ?? ''} /></SessionProvider>;
}

function Content({ name }: { name: string }) {
  const { access, live } = useSessionScope();
  const connection = useLive((snapshot) => snapshot.connection);
  useEffect(() => tellParent(live), [live]);
  if (connection === 'gone') return <NoProject share={access.kind === 'share'} />;
  return (
    <div className="backdrop flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-border bg-surface px-4">
        <h1 className="min-w-0 flex-1 truncate font-semibold" title={name} dir="auto">{name || '\u00a0'}</h1>
        <ConnectionBadge connection={connection} onRetry={() => live.retry()} />
        <ThemeMenu />
      </header>
      <div className="flex min-h-0 flex-1"><Workspace /></div>
    </div>
  );
}
