import { ExternalLink, MessageSquare, MoreHorizontal } from 'lucide-react';
import type { SessionRow } from '@/api/admin/types.ts';
import { Badge } from '@/ui/Badge.tsx';
import { IconButton } from '@/ui/Button.tsx';
import { cx } from '@/ui/cx.ts';
import { safeUrl } from '@/ui/links.ts';
import { Menu } from '@/ui/Menu.tsx';
import type { MenuItem } from '@/ui/menuItem.ts';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { Link } from '@/ui/router.tsx';
import { money } from '../numbers.ts';
import { linkToSession } from '../route.ts';
import { lookOf } from './sessionState.ts';

interface Props {
  row: SessionRow;
  busy: boolean;
  chosen: boolean;
  onToggle: () => void;
  menu: MenuItem[];
}

export function ListRow({ row, busy, chosen, onToggle, menu }: Props) {
  const look = lookOf(row.state);
  const site = safeUrl(row.deployed_url);
  return (
    <div className={cx('flex items-center gap-3 border-b border-border px-4 py-2.5', chosen ? 'bg-tint' : 'hover:bg-hover')}>
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-primary"
        checked={chosen}
        disabled={busy}
        onChange={onToggle}
        aria-label={`Choose ${row.name}`}
      />
      <Link to={linkToSession(row.guid)} className="grid min-w-0 flex-1 gap-0.5 rounded-lg md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] md:items-center md:gap-4">
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <span className="truncate font-medium" dir="auto">{row.name}</span>
            <Badge tone={look.tone}>{look.word}</Badge>
            {row.archived && <Badge>Archived</Badge>}
          </span>
          <span className="block truncate text-sm text-muted" dir="auto">{row.client_name && row.client_name !== row.name ? `${row.client_name} · ${row.email}` : row.email}</span>
        </span>
        <span className="flex min-w-0 items-center gap-3 text-xs text-soft tabular-nums">
          <span className="flex items-center gap-1" title="Messages">
            <MessageSquare className="size-3.5 text-muted" aria-hidden="true" />
            {row.chat_message_count}<span className="sr-only"> messages</span>
          </span>
          <span title="Cost of the model so far">{money(row.usage.cost_usd)}</span>
          {row.state === 'working' && <span>{row.progress}%</span>}
          <span className="ml-auto whitespace-nowrap text-muted"><TimeAgo at={row.updated_at} /></span>
        </span>
      </Link>
      {site && (
        <a
          href={site}
          target="_blank"
          rel="noreferrer noopener"
          className="tap-square grid shrink-0 place-items-center rounded-xl text-soft hover:bg-hover hover:text-text max-sm:hidden"
          aria-label={`Open the site of ${row.name}`}
        >
          <ExternalLink className="size-4" aria-hidden="true" />
        </a>
      )}
      {menu.length > 0 && (
        <Menu
          label={`Actions for ${row.name}`}
          trigger={<IconButton label={`Actions for ${row.name}`}><MoreHorizontal /></IconButton>}
          items={menu}
        />
      )}
    </div>
  );
}
