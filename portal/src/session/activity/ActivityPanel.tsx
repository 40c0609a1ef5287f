import { useVirtualizer } from '@tanstack/react-virtual';
import { Activity } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Entry, isLive } from '../../api/socket/frames.ts';
import { EmptyState, Skeleton } from '../../ui/states.tsx';
import { useLive } from '../sessionContext.ts';
import { EventRow } from './EventRow.tsx';
import { isShown } from './eventLook.ts';
import { ProgressHead } from './ProgressHead.tsx';

const open = ['typed', 'accepted', 'working'];

/** What the builder does, as it does it. */
export function ActivityPanel() {
  const entries = useLive((live) => live.entries);
  const started = useLive((live) => live.state !== null);
  const working = useLive((live) => open.includes(live.state?.turn_state ?? ''));
  const shown = useMemo(() => entries.filter(isShown), [entries]);
  const [follow, setFollow] = useState(true);

  return (
    <section aria-label="Activity" className="flex h-full min-h-0 flex-col">
      <ProgressHead />
      {shown.length > 0 ? (
        <Events entries={shown} working={working} follow={follow} onFollow={setFollow} />
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

interface EventsProps {
  entries: readonly Entry[];
  working: boolean;
  follow: boolean;
  onFollow: (follow: boolean) => void;
}

function Events({ entries, working, follow, onFollow }: EventsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    getItemKey: (index) => keyOf(entries[index]!, index),
    overscan: 12,
    useFlushSync: false,
  });
  const size = virtual.getTotalSize();

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && follow) element.scrollTop = element.scrollHeight;
  }, [size, follow, entries]);

  // Whoever scrolls up wants to read; whoever comes back to the end wants to follow.
  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    if (atEnd !== follow) onFollow(atEnd);
  };

  return (
    <div
      ref={scroller}
      role="group"
      tabIndex={0}
      aria-label="Events"
      onWheel={onScroll}
      onTouchMove={onScroll}
      onKeyUp={onScroll}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-2 -outline-offset-2"
    >
      <ol className="relative" style={{ height: size }}>
        {virtual.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={entries.length}
            aria-posinset={item.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <EventRow entry={entries[item.index]!} current={working && item.index === entries.length - 1} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function keyOf(entry: Entry, index: number): string | number {
  return isLive(entry) ? entry.seq : `raw-${index}`;
}
