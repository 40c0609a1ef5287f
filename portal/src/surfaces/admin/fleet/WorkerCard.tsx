import type { FleetWorker } from '@/api/admin/types.ts';
import { Badge, type Tone } from '@/ui/Badge.tsx';
import { Link } from '@/ui/router.tsx';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { linkToSession } from '../route.ts';
import { type Health, healthOf, heartbeat, type Sightings } from './hearts.ts';

const looks: Record<Health, { tone: Tone; name: string }> = {
  working: { tone: 'busy', name: 'Working' },
  idle: { tone: 'good', name: 'Ready' },
  leaving: { tone: 'warn', name: 'Leaving' },
  lost: { tone: 'bad', name: 'Lost' },
};

/** One worker: how it is, what it has, and the sessions on it. */
export function WorkerCard({ worker, seen, now }: { worker: FleetWorker; seen: Sightings; now: number }) {
  const { tone, name } = looks[healthOf(seen, worker, now)];
  const id = `worker-${worker.worker_id}`;
  const share = worker.capacity > 0 ? Math.min(100, (worker.at_work / worker.capacity) * 100) : 0;
  return (
    <li className="panel flex flex-col gap-4 rounded-2xl p-5" aria-labelledby={id}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="min-w-0 font-mono text-sm font-medium break-all">{worker.worker_id}</h2>
        <Badge tone={tone}>{name}</Badge>
        <span className="text-sm text-soft tabular-nums sm:ml-auto">{heartbeat(seen, worker, now)}</span>
      </div>
      <div className="grid gap-1.5">
        <div
          role="meter" aria-label={`Agents at work on ${worker.worker_id}`} aria-valuemin={0} aria-valuemax={worker.capacity}
          aria-valuenow={worker.at_work} aria-valuetext={`${worker.at_work} of ${worker.capacity}`}
          className="h-2 overflow-hidden rounded-full bg-hover"
        >
          <div className="h-full rounded-full bg-primary-ink" style={{ width: `${share}%` }} />
        </div>
        <p className="text-sm text-soft tabular-nums">
          {worker.at_work} of {worker.capacity} agents at work. {worker.sessions} {worker.sessions === 1 ? 'session' : 'sessions'},{' '}
          {worker.with_work} with something to do.
        </p>
      </div>
      <p className="text-sm text-muted">
        {[
          worker.version && `Version ${worker.version}`,
          worker.memory_mb !== null && `${(worker.memory_mb / 1024).toFixed(1)} GB memory`,
          worker.processors !== null && `${worker.processors} ${worker.processors === 1 ? 'processor' : 'processors'}`,
        ].filter(Boolean).join(', ')}
        {worker.version ? ', started ' : 'Started '}<TimeAgo at={worker.started_at} />
      </p>
      {worker.held.length > 0 && (
        <details>
          <summary className="cursor-pointer py-2.5 text-sm font-medium text-primary-ink">Sessions on it</summary>
          <ul className="mt-1 flex flex-wrap gap-2" aria-label={`Sessions of ${worker.worker_id}`}>
            {worker.held.map((held) => (
              <li key={held.guid}>
                <Link
                  to={linkToSession(held.guid)}
                  className="tap inline-flex min-h-9 items-center gap-2 rounded-xl border border-border bg-raised px-3 font-mono text-sm hover:bg-hover"
                >
                  {held.guid_short}
                  {held.at_work && <span className="font-sans text-xs text-soft">at work</span>}
                </Link>
              </li>
            ))}
          </ul>
          {worker.sessions > worker.held.length && (
            <p className="mt-2 text-sm text-muted">and {worker.sessions - worker.held.length} more</p>
          )}
        </details>
      )}
    </li>
  );
}
