import { Bell, BellRing, CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { ago } from '../../../ui/time.ts';
import { toast } from '../../../ui/toasts.ts';
import type { Notifications } from './useNotifications.ts';

const icons = { success: CircleCheck, plain: Info, error: CircleAlert };

export function NotificationMenu({ notifications: { notices, unseen, see } }: { notifications: Notifications }) {
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));

  const allow = async () => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    toast(answer === 'granted' ? 'You will be told when something happens.' : 'The browser does not allow notifications.');
  };

  const items = notices.slice(0, 8).map((notice) => ({
    label: notice.text,
    hint: ago(notice.at, Date.now()),
    icon: icons[notice.tone],
    onSelect: see,
  }));
  return (
    <Menu
      label="Notifications"
      onOpen={see}
      trigger={
        <IconButton label={unseen > 0 ? `Notifications, ${unseen} new` : 'Notifications'} className="relative">
          <Bell />
          {unseen > 0 && <span className="absolute top-1 right-1 size-2.5 rounded-full bg-primary-ink ring-2 ring-surface" />}
        </IconButton>
      }
      items={[
        ...(items.length > 0 ? items : [{ label: 'Nothing new', disabled: true, onSelect: see }]),
        ...(permission === 'default'
          ? [{ label: 'Tell me when I look elsewhere', icon: BellRing, apart: true, onSelect: () => void allow() }]
          : []),
      ]}
    />
  );
}
