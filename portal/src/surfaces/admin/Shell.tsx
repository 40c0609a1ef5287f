import { BarChart3, Inbox, KeyRound, LayoutList, LogOut, type LucideIcon, ScrollText, Server } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLogout } from '@/api/admin/access.ts';
import { sentence } from '@/api/errors.ts';
import { Brand } from '@/app/Brand.tsx';
import { ThemeMenu } from '@/themes/ThemeMenu.tsx';
import { IconButton } from '@/ui/Button.tsx';
import { cx } from '@/ui/cx.ts';
import { Link } from '@/ui/router.tsx';
import { Skeleton } from '@/ui/states.tsx';
import { toast } from '@/ui/toasts.ts';
import { Page } from './Page.tsx';
import { linkTo, usePlace, type View } from './route.ts';
import { SessionsPage } from './sessions/SessionsPage.tsx';

const SessionPage = lazy(() => import('./session/SessionPage.tsx'));
const RequestsPage = lazy(() => import('./requests/RequestsPage.tsx'));
const FleetPage = lazy(() => import('./fleet/FleetPage.tsx'));
const UsagePage = lazy(() => import('./records/UsagePage.tsx'));
const AuditPage = lazy(() => import('./records/AuditPage.tsx'));
const KeysPage = lazy(() => import('./keys/KeysPage.tsx'));

interface Item {
  view: View;
  name: string;
  icon: LucideIcon;
}

/** What people come for, and what the platform tells of itself. */
const groups: { name: string; items: Item[] }[] = [
  {
    name: 'Work',
    items: [
      { view: 'sessions', name: 'Sessions', icon: LayoutList },
      { view: 'requests', name: 'Requests', icon: Inbox },
    ],
  },
  {
    name: 'Platform',
    items: [
      { view: 'fleet', name: 'Fleet', icon: Server },
      { view: 'usage', name: 'Usage', icon: BarChart3 },
      { view: 'audit', name: 'Audit', icon: ScrollText },
      { view: 'keys', name: 'Keys', icon: KeyRound },
    ],
  },
];

/** The frame of the admin's pages: a rail beside them, on phones a bar below. */
export function Shell({ pending }: { pending: number }) {
  const { view, guid } = usePlace();
  return (
    <div className="backdrop flex h-dvh flex-col lg:flex-row">
      <a href="#content" className="sr-only z-50 rounded-lg bg-surface px-4 py-2 focus:not-sr-only focus:absolute focus:m-2">
        Skip to the content
      </a>
      <header className="panel flex items-center justify-between border-x-0 border-t-0 px-4 py-2 lg:hidden">
        <Brand />
        <Tools />
      </header>
      <nav
        aria-label="Admin"
        className={
          'panel order-last flex shrink-0 border-x-0 border-b-0 pb-[env(safe-area-inset-bottom)] ' +
          'lg:order-none lg:w-56 lg:flex-col lg:gap-6 lg:border-y-0 lg:border-r lg:border-l-0 lg:p-4'
        }
      >
        <div className="max-lg:hidden"><Brand /></div>
        {groups.map((group) => (
          <div key={group.name} className="contents lg:block">
            <p className="mb-2 px-3 text-xs font-medium text-muted max-lg:sr-only">{group.name}</p>
            <ul className="contents lg:grid lg:gap-1">
              {group.items.map((item) => (
                <NavItem key={item.view} item={item} current={view === item.view} count={item.view === 'requests' ? pending : 0} />
              ))}
            </ul>
          </div>
        ))}
        <div className="mt-auto flex items-center justify-between max-lg:hidden"><Tools /></div>
      </nav>
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        <Suspense fallback={<Page><Skeleton className="h-8 w-40" /><Skeleton className="h-96" /></Page>}>
          {guid ? (
            <SessionPage key={guid} guid={guid} />
          ) : (
            <>
              {view === 'sessions' && <SessionsPage />}
              {view === 'requests' && <RequestsPage pending={pending} />}
              {view === 'fleet' && <FleetPage />}
              {view === 'usage' && <UsagePage />}
              {view === 'audit' && <AuditPage />}
              {view === 'keys' && <KeysPage />}
            </>
          )}
        </Suspense>
      </main>
    </div>
  );
}

function NavItem({ item, current, count }: { item: Item; current: boolean; count: number }) {
  const Icon = item.icon;
  return (
    <li className="flex-1 lg:flex-none">
      <Link
        to={linkTo(item.view)}
        aria-current={current ? 'page' : undefined}
        className={cx(
          'tap relative flex items-center gap-1 rounded-xl text-soft transition-colors hover:bg-hover hover:text-text max-lg:flex-col',
          'max-lg:justify-center max-lg:py-2 max-lg:text-xs lg:gap-3 lg:px-3 lg:text-sm',
          current && 'font-medium text-text lg:bg-tint',
        )}
      >
        <Icon className={cx('size-[1.125rem]', current && 'text-primary-ink')} aria-hidden="true" />
        {item.name}
        {count > 0 && (
          <span
            className={
              'rounded-full bg-warning-tint px-2 py-0.5 text-xs font-semibold text-warning-ink tabular-nums ' +
              'max-lg:absolute max-lg:top-1 max-lg:left-1/2 max-lg:ml-1.5 max-lg:px-1.5 max-lg:py-0 lg:ml-auto'
            }
          >
            {count}<span className="sr-only"> waiting</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function Tools() {
  const logout = useLogout();
  return (
    <div className="flex items-center gap-1">
      <ThemeMenu />
      <IconButton
        label="Sign out"
        onClick={() => logout.mutate(undefined, { onError: (error) => toast(sentence(error), { tone: 'error' }) })}
      >
        <LogOut />
      </IconButton>
    </div>
  );
}
