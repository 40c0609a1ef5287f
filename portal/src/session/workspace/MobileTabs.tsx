import { Activity, Globe, MessageSquare } from 'lucide-react';
import { isAtWork } from '../../api/socket/snapshot.ts';
import { cx } from '../../ui/cx.ts';
import { useLive } from '../sessionContext.ts';

export type View = 'chat' | 'activity' | 'sites';

const views = [
  { id: 'chat', label: 'Chat', icon: MessageSquare },
  { id: 'activity', label: 'Activity', icon: Activity },
  { id: 'sites', label: 'Sites', icon: Globe },
] as const;

/** On a phone, one thing at a time. */
export function MobileTabs({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const progress = useLive((live) => (isAtWork(live.state?.turn_state) ? live.state?.progress : null));
  return (
    <nav aria-label="Views" className="grid grid-cols-3 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)]">
      {views.map(({ id, label, icon: Icon }) => (
        <button
          key={id}
          type="button"
          aria-current={view === id ? 'page' : undefined}
          onClick={() => onChange(id)}
          className={cx('flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs font-medium -outline-offset-2', view === id ? 'text-primary-ink' : 'text-muted')}
        >
          <Icon className="size-5" aria-hidden="true" />
          <span>{label}{id === 'activity' && progress != null && <span className="tabular-nums"> {progress}%</span>}</span>
        </button>
      ))}
    </nav>
  );
}
