import { lazy, useEffect, useState } from 'react';
import type { Access } from '../../api/access.ts';
import { ApiError } from '../../api/errors.ts';
import { useProjects } from '../../api/projects.ts';
import { useSession } from '../../api/sessions.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Part.tsx';
import { navigate } from '../../ui/router.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { SessionProvider } from '../../session/SessionProvider.tsx';
import { useLive } from '../../session/sessionContext.ts';
import { NoProject } from '../../session/workspace/NoProject.tsx';
import { Workspace } from '../../session/workspace/Workspace.tsx';
import { adoptTheme } from '../../themes/theme.ts';
import { Header } from './Header.tsx';
import { useNotifications } from './notifications/useNotifications.ts';
import { ProjectSidebar } from './sidebar/ProjectSidebar.tsx';

const Dialog = lazy(() => import('../../ui/Dialog.tsx').then((module) => ({ default: module.Dialog })));
const NewProjectDialog = lazy(() => import('./NewProjectDialog.tsx'));

/** One project, open; and the way to the others. */
export function Dashboard({ access }: { access: Access }) {
  const session = useSession(access);
  if (session.isError && !session.data) {
    if (session.error instanceof ApiError && session.error.isGone) return <Gone access={access} />;
    return (
      <main className="backdrop grid min-h-dvh place-items-center">
        <ErrorState title="The project cannot be reached" error={session.error} busy={session.isFetching} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return (
    <SessionProvider access={access}>
      <Layout access={access} name={session.data?.name ?? ''} />
    </SessionProvider>
  );
}

function Layout({ access, name }: { access: Access; name: string }) {
  const projects = useProjects(access);
  const gone = useLive((live) => live.connection === 'gone');
  const notifications = useNotifications(name);
  const wide = useMedia('(min-width: 64rem)');
  const [drawer, setDrawer] = useState(false);
  const [creating, setCreating] = useState(false);
  const own = access.kind === 'client';

  useEffect(() => {
    document.title = name ? `${name} · Tmux Builder` : 'Tmux Builder';
  }, [name]);

  const theme = projects.data?.client.theme;
  useEffect(() => {
    if (theme) adoptTheme(theme);
  }, [theme]);

  if (gone) return <Gone access={access} />;

  const sidebar = own && (
    <Part>
      <ProjectSidebar
        access={access}
        onCreate={() => {
          setDrawer(false);
          setCreating(true);
        }}
        onOpen={() => setDrawer(false)}
      />
    </Part>
  );

  return (
    <div className="backdrop flex h-dvh flex-col">
      <Header
        access={access}
        name={name}
        client={projects.data?.client}
        notifications={notifications}
        onProjects={own && !wide ? () => setDrawer(true) : undefined}
      />
      <div className="flex min-h-0 flex-1 lg:gap-3 lg:p-3 lg:pt-0">
        {wide && own && <aside aria-label="Projects" className="panel flex w-72 shrink-0 flex-col overflow-hidden rounded-2xl">{sidebar}</aside>}
        <Workspace />
      </div>
      {drawer && !wide && (
        <Part onFail={() => setDrawer(false)}><Dialog drawer title="Projects" onClose={() => setDrawer(false)}>{sidebar}</Dialog></Part>
      )}
      {creating && projects.data && (
        <Part onFail={() => setCreating(false)}>
          <NewProjectDialog access={access} client={projects.data.client} onClose={() => setCreating(false)} />
        </Part>
      )}
    </div>
  );
}

function Gone({ access }: { access: Access }) {
  return (
    <NoProject
      share={access.kind === 'share'}
      action={<Button look="primary" onClick={() => navigate('/client')}>Find my projects</Button>}
    />
  );
}
