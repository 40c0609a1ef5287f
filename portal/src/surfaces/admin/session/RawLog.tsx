import { EyeOff, ScrollText, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Entry, isLive } from '@/api/socket/frames.ts';
import type { LiveSession } from '@/api/socket/liveSession.ts';
import { useSnapshot } from '@/api/socket/useLiveSession.ts';
import { cx } from '@/ui/cx.ts';
import { inputLook } from '@/ui/Field.tsx';
import { EmptyState, Skeleton } from '@/ui/states.tsx';
import { full, timeWithSeconds } from '@/ui/time.ts';
import { VirtualList } from '@/ui/VirtualList.tsx';

/** Colours by type: what went well, what went wrong, what is being done. */
const colours: Record<string, string> = {
  ack: 'text-success-ink', done: 'text-success-ink', deployed: 'text-success-ink', summary: 'text-success-ink',
  error: 'text-danger-ink', warning: 'text-warning-ink', question: 'text-warning-ink', working: 'text-warning-ink',
  status: 'text-primary-ink', phase: 'text-primary-ink', progress: 'text-info-ink', created: 'text-info-ink',
  found: 'text-info-ink', resources: 'text-info-ink', site: 'text-info-ink',
};

/** Every entry as it was said, with those that clients are not shown. */
export function RawLog({ live }: { live: LiveSession }) {
  const entries = useSnapshot(live, (snapshot) => snapshot.entries);
  const started = useSnapshot(live, (snapshot) => snapshot.state !== null);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = useMemo(
    () => (wanted ? entries.filter((entry) => `${entry.type} ${entry.message} ${valueOf(entry) ?? ''}`.toLowerCase().includes(wanted)) : entries),
    [entries, wanted],
  );
  return (
    <>
      <div className="relative mx-4 mt-3 sm:mx-6">
        <Search className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted" aria-hidden="true" />
        <input
          type="search"
          aria-label="Find in the log"
          placeholder="Find in the log"
          className={`${inputLook} tap border-edge pl-10`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {shown.length > 0 ? (
        <Lines entries={shown} />
      ) : started ? (
        <EmptyState icon={<ScrollText />} title={wanted ? 'Nothing in the log says that' : 'Nothing yet'} />
      ) : (
        <Skeleton className="m-6 h-64" />
      )}
    </>
  );
}

const keyOf = (entry: Entry, index: number) => (isLive(entry) ? entry.seq : `hidden-${index}`);
/** A line more for each 80 characters or so. */
const estimate = (entry: Entry) => 24 + 16 * Math.floor((entry.message.length + (valueOf(entry)?.length ?? 0)) / 80);

function Lines({ entries }: { entries: readonly Entry[] }) {
  const [follow, setFollow] = useState(true);
  return (
    <VirtualList
      label="Raw activity"
      items={entries}
      keyOf={keyOf}
      estimate={estimate}
      follow={follow}
      onFollow={setFollow}
      className="mx-4 my-3 rounded-xl border border-border bg-background font-mono text-xs sm:mx-6 sm:mb-6"
      render={(entry) => <Line entry={entry} />}
    />
  );
}

function Line({ entry }: { entry: Entry }) {
  const hidden = !isLive(entry);
  const value = valueOf(entry);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 px-3 py-1 sm:grid-cols-[3.5rem_4.5rem_6rem_1fr]">
      <span className="text-muted tabular-nums max-sm:hidden">
        {hidden ? <EyeOff className="size-3.5" aria-label="Not shown to clients" /> : entry.seq}
      </span>
      <time dateTime={entry.timestamp} title={full(entry.timestamp)} className="text-muted tabular-nums">{timeWithSeconds(entry.timestamp)}</time>
      <span className={cx('font-semibold', colours[entry.type] ?? 'text-soft')}>{entry.type}</span>
      <span className="min-w-0 whitespace-pre-wrap text-soft max-sm:col-span-2" dir="auto">
        {entry.message}
        {value && <span className="text-muted"> {value}</span>}
      </span>
    </div>
  );
}

/** The value, where it says more than the message. */
function valueOf(entry: Entry): string | null {
  const { data, message } = entry;
  if (data === null || data === undefined || data === message) return null;
  return typeof data === 'string' ? data : JSON.stringify(data);
}
