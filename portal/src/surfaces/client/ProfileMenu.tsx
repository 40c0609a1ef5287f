import { LogOut } from 'lucide-react';
import { logOut } from '../../api/clients.ts';
import { sentence } from '../../api/errors.ts';
import type { Client } from '../../api/types.ts';
import { safeUrl } from '../../ui/links.ts';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toasts.ts';

/** Who is here. */
export function ProfileMenu({ client }: { client: Client }) {
  const avatar = safeUrl(client.avatarUrl);
  const name = client.name || client.email;
  const leave = () =>
    logOut().then(() => location.assign('/client'), (error: unknown) => toast(sentence(error), { tone: 'error' }));
  return (
    <Menu
      label="Profile"
      trigger={
        <button type="button" aria-label={`Profile of ${name}`} title={name} className="tap-square grid place-items-center rounded-full">
          {avatar ? (
            <img src={avatar} alt="" referrerPolicy="no-referrer" className="size-8 rounded-full object-cover" />
          ) : (
            <span className="grid size-8 place-items-center rounded-full bg-tint text-sm font-semibold text-primary-ink ring-1 ring-ring/40">
              {[...name][0]?.toUpperCase()}
            </span>
          )}
        </button>
      }
      items={[
        { label: name, hint: client.name ? client.email : undefined, disabled: true, onSelect: () => undefined },
        { label: 'Sign out of this browser', icon: LogOut, apart: true, onSelect: () => void leave() },
      ]}
    />
  );
}
