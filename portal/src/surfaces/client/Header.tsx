import { Eye, Menu as MenuIcon } from 'lucide-react';
import type { Access } from '../../api/access.ts';
import { saveTheme } from '../../api/clients.ts';
import type { Client } from '../../api/types.ts';
import { Brand } from '../../app/Brand.tsx';
import { useLive, useSessionScope } from '../../session/sessionContext.ts';
import { ThemeMenu } from '../../themes/ThemeMenu.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { ConnectionBadge } from '../../session/ConnectionBadge.tsx';
import { toast } from '../../ui/toasts.ts';
import { NotificationMenu } from './notifications/NotificationMenu.tsx';
import type { Notifications } from './notifications/useNotifications.ts';
import { ProfileMenu } from './ProfileMenu.tsx';

interface Props {
  access: Access;
  name: string;
  client: Client | undefined;
  notifications: Notifications;
  onProjects: (() => void) | undefined;
}

export function Header({ access, name, client, notifications, onProjects }: Props) {
  const { live } = useSessionScope();
  const connection = useLive((snapshot) => snapshot.connection);
  const keep = (theme: string) => {
    if (access.kind !== 'client') return;
    saveTheme(access.id, theme).catch(() => toast('The theme was kept for this browser only.'));
  };
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-border bg-surface px-2 sm:px-4 lg:border-0 lg:bg-transparent">
      {onProjects && <IconButton label="Projects" onClick={onProjects}><MenuIcon /></IconButton>}
      <span className="max-sm:hidden"><Brand compact /></span>
      <h1 className="min-w-0 flex-1 truncate font-semibold sm:ml-2 sm:border-l sm:border-border sm:pl-4" title={name} dir="auto">
        {name || '\u00a0'}
      </h1>
      {access.kind === 'share' && <Badge tone="info"><Eye className="size-3.5" aria-hidden="true" />Guest</Badge>}
      <ConnectionBadge connection={connection} onRetry={() => live.retry()} />
      <div className="flex items-center sm:gap-1">
        <ThemeMenu onChoose={keep} />
        <NotificationMenu notifications={notifications} />
        {client && <ProfileMenu client={client} />}
      </div>
    </header>
  );
}
