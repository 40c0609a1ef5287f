import { Activity } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Entry, isLive } from '../../api/socket/frames.ts';
import { isAtWork } from '../../api/socket/snapshot.ts';
import { EmptyState, Skeleton } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { useLive } from '../sessionContext.ts';
import { EventRow } from './EventRow.tsx';
import { isShown } from './eventLook.ts';
import { ProgressHead } from './ProgressHead.tsx';

const usual = () => 28;

/** What the builder does, as it does it. */
export function ActivityPanel() {
  const entries = useLive((live) => live.entries);
  const started = useLive((live) => live.state !== null);
  const working = useLive((live) => isAtWork(live.state?.turn_state));
  const shown = useMemo(() => entries.filter(isShown), [entries]);
  const [follow, setFollow] = useState(true);

  return (
    <section aria-label="Activity" className="flex h-full min-h-0 flex-col">
      <ProgressHead />
      {shown.length > 0 ? (
        <VirtualList
          label="Events"
          items={shown}
          keyOf={keyOf}
          estimate={usual}
          follow={follow}
          onFollow={setFollow}
          className="px-4 py-2"
          render={(entry, index) => <EventRow entry={entry} current={working && index === shown.length - 1} />}
        />
      ) : started ? (
        <EmptyState icon={<Activity />} title="Nothing yet">Each step of the work appears here while it happens.</EmptyState>
      ) : (
        <div className="grid gap-3 p-4" role="status">
          <span className="sr-only">Loading the activity …</span>
          {[80, 64, 72, 56].map((width) => <Skeleton key={width} className="h-4" />)}
        </div>
      )}
      <label className="flex items-center gap-2 border-t border-border px-4 py-2 text-xs text-soft">
        <input type="checkbox" className="size-4 accent-primary" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
        Follow the newest
      </label>
    </section>
  );
}

function keyOf(entry: Entry, index: number): string | number {
  return isLive(entry) ? entry.seq : `raw-${index}`;
}
