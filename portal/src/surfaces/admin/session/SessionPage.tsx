import { ArrowLeft, Copy, ExternalLink, MoreHorizontal } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useSessionDetail } from '@/api/admin/sessions.ts';
import type { SessionDetail } from '@/api/admin/types.ts';
import { ApiError } from '@/api/errors.ts';
import { ActivityPanel } from '@/session/activity/ActivityPanel.tsx';
import { ChatPanel } from '@/session/chat/ChatPanel.tsx';
import { SessionProvider } from '@/session/SessionProvider.tsx';
import { SitesPanel } from '@/session/sites/SitesPanel.tsx';
import { useSessionScope } from '@/session/sessionContext.ts';
import { Badge } from '@/ui/Badge.tsx';
import { IconButton } from '@/ui/Button.tsx';
import { copyText } from '@/ui/CopyButton.tsx';
import { cx } from '@/ui/cx.ts';
import { safeUrl } from '@/ui/links.ts';
import { Menu } from '@/ui/Menu.tsx';
import { Link } from '@/ui/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { toast } from '@/ui/toasts.ts';
import { linkTo, linkToSession, usePlace } from '../route.ts';
import { lookOf } from '../sessions/sessionState.ts';
import { useActions } from '../sessions/useActions.tsx';
import { LiveBadge } from './AdminLive.tsx';

const Activity = lazy(() => import('./Activity.tsx'));
const Terminal = lazy(() => import('../terminal/TerminalPage.tsx'));
const Turns = lazy(() => import('./Turns.tsx'));
const Files = lazy(() => import('./Files.tsx'));
const Details = lazy(() => import('./Details.tsx'));
const SessionAudit = lazy(() => import('./SessionAudit.tsx'));

const tabs = [
  { id: 'chat', name: 'Chat' },
  { id: 'activity', name: 'Activity' },
  { id: 'terminal', name: 'Terminal' },
  { id: 'turns', name: 'Turns' },
  { id: 'files', name: 'Files' },
  { id: 'sites', name: 'Sites' },
  { id: 'details', name: 'Details' },
  { id: 'audit', name: 'Audit' },
] as const;
type TabId = (typeof tabs)[number]['id'];

/** Everything there is to one session. */
export default function SessionPage({ guid }: { guid: string }) {
  const read = useSessionDetail(guid);
  const access = useMemo(() => ({ kind: 'client', id: guid }) as const, [guid]);
  if (!read.data) {
    return read.isError ? (
      <div className="grid flex-1 place-items-center">
        {read.error instanceof ApiError && read.error.status === 404 ? (
          <EmptyState title="There is no such session" action={<Link className="text-primary-ink underline" to={linkTo('sessions')}>All sessions</Link>}>
            It was purged, or the address is not complete.
          </EmptyState>
        ) : (
          <ErrorState error={read.error} busy={read.isFetching} onRetry={() => void read.refetch()} />
        )}
      </div>
    ) : (
      <div className="grid gap-4 p-6" role="status"><span className="sr-only">Loading …</span><Skeleton className="h-10 w-72" /><Skeleton className="h-96" /></div>
    );
  }
  return (
    <SessionProvider access={access}>
      <Layout session={read.data} stale={read.isError} />
    </SessionProvider>
  );
}

function Layout({ session, stale }: { session: SessionDetail; stale: boolean }) {
  const place = usePlace();
  const tab: TabId = tabs.find((known) => known.id === place.tab)?.id ?? 'chat';

  useEffect(() => {
    document.title = `${session.name} · Admin`;
    return () => {
      document.title = 'Tmux Builder';
    };
  }, [session.name]);

  return (
    <>
      <Head session={session} />
      <nav aria-label="Session" className="shrink-0 overflow-x-auto border-b border-border px-2 sm:px-4" tabIndex={-1}>
        <ul className="flex w-max gap-1">
          {tabs.map(({ id, name }) => (
            <li key={id}>
              <Link
                to={linkToSession(session.guid, id === 'chat' ? undefined : id)}
                replace
                aria-current={tab === id ? 'page' : undefined}
                className={cx(
                  'tap relative flex items-center px-2.5 py-2.5 text-sm font-medium -outline-offset-2',
                  tab === id
                    ? 'text-text after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full after:bg-primary-ink'
                    : 'text-muted hover:text-text',
                )}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {stale && (
        <p role="status" className="bg-warning-tint px-6 py-1.5 text-sm text-warning-ink">
          The server cannot be reached just now; some of this may be out of date.
        </p>
      )}
      <div className="flex min-h-0 flex-1 flex-col">
        <Suspense fallback={<Skeleton className="m-6 h-72" />}><Content tab={tab} session={session} /></Suspense>
      </div>
    </>
  );
}

function Content({ tab, session }: { tab: TabId; session: SessionDetail }): ReactNode {
  switch (tab) {
    case 'chat':
      return (
        <div className="flex min-h-0 flex-1">
          <div className="flex min-w-0 flex-1 flex-col"><ChatPanel /></div>
          <aside aria-label="Activity" className="panel w-[26rem] shrink-0 border-y-0 border-r-0 max-xl:hidden"><ActivityPanel /></aside>
        </div>
      );
    case 'activity':
      return <Activity guid={session.guid} />;
    case 'terminal':
      return <Terminal guid={session.guid} />;
    case 'turns':
      return <Turns session={session} />;
    case 'files':
      return <Files session={session} />;
    case 'sites':
      return <div className="mx-auto min-h-0 w-full max-w-2xl flex-1"><SitesPanel /></div>;
    case 'details':
      return <Details session={session} />;
    case 'audit':
      return <SessionAudit session={session} />;
  }
}

function Head({ session }: { session: SessionDetail }) {
  const { menuFor, dialogs } = useActions();
  const { live } = useSessionScope();
  const look = lookOf(session.state);
  const site = safeUrl(session.deployed_url);
  const share = `${location.origin}/client?guid=${session.guid}`;
  return (
    <header className="flex items-center gap-3 px-2 pt-3 pb-1 sm:px-6 sm:pt-5">
      <Link to={linkTo('sessions')} aria-label="All sessions" className="tap-square grid shrink-0 place-items-center rounded-xl text-soft hover:bg-hover hover:text-text">
        <ArrowLeft className="size-[1.125rem]" aria-hidden="true" />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="flex items-center gap-2">
          <span className="truncate text-lg font-semibold" dir="auto" title={session.name}>{session.name}</span>
          <Badge tone={look.tone}>{look.word}</Badge>
        </h1>
        <p className="truncate text-sm text-muted" dir="auto">
          {session.client_name && session.client_name !== session.name ? `${session.client_name} · ${session.email}` : session.email}
          <span className="max-sm:hidden"> · <code className="font-mono text-xs">{session.guid_short}</code></span>
        </p>
      </div>
      <LiveBadge live={live} />
      {site && (
        <a href={site} target="_blank" rel="noreferrer noopener" aria-label="Open the site" className="tap-square grid shrink-0 place-items-center rounded-xl text-soft hover:bg-hover hover:text-text max-sm:hidden">
          <ExternalLink className="size-[1.125rem]" aria-hidden="true" />
        </a>
      )}
      <Menu
        label="Actions"
        trigger={<IconButton label="Actions"><MoreHorizontal /></IconButton>}
        items={[
          {
            label: 'Copy the client’s link',
            icon: Copy,
            onSelect: () => void copyText(share).then((copied) => copied && toast('The link was copied.', { tone: 'success' })),
          },
          ...menuFor(session).map((item, index) => (index === 0 ? { ...item, apart: true } : item)),
        ]}
      />
      {dialogs}
    </header>
  );
}
