import { Server } from 'lucide-react';
import { useFleet } from '@/api/admin/fleet.ts';
import { sentence } from '@/api/errors.ts';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { remaining } from '@/ui/time.ts';
import { Page, PageHead } from '../Page.tsx';
import { sum } from './hearts.ts';
import { useHearts } from './useHearts.ts';
import { WorkerCard } from './WorkerCard.tsx';

/** Who builds, how much of it is taken, and what waits. */
export default function FleetPage() {
  const fleet = useFleet();
  const { seen, now } = useHearts(fleet.data, fleet.dataUpdatedAt);
  return (
    <Page>
      <PageHead title="Fleet">The workers that run agents, and what waits for them.</PageHead>
      {fleet.isPending && <><Skeleton className="h-24" /><Skeleton className="h-40" /></>}
      {fleet.isError && !fleet.data && (
        <ErrorState error={fleet.error} busy={fleet.isFetching} onRetry={() => void fleet.refetch()} />
      )}
      {fleet.data && (
        <>
          {fleet.isError && (
            <p role="alert" className="rounded-xl bg-warning-tint px-4 py-3 text-sm text-warning-ink">
              What is shown is from before: {sentence(fleet.error)}
            </p>
          )}
          <Numbers fleet={fleet.data} {...sum(fleet.data.workers, seen, now)} />
          {fleet.data.workers.length === 0 ? (
            <EmptyState icon={<Server />} title="No worker is registered">
              Messages are kept. They are worked on as soon as one is there.
            </EmptyState>
          ) : (
            <ul className="grid gap-4" aria-label="Workers">
              {fleet.data.workers.map((worker) => <WorkerCard key={worker.worker_id} worker={worker} seen={seen} now={now} />)}
            </ul>
          )}
        </>
      )}
    </Page>
  );
}

interface NumbersProps {
  fleet: { pending_turns: number; oldest_pending_seconds: number; waiting: number };
  alive: number;
  places: number;
  used: number;
  lost: number;
}

function Numbers({ fleet, alive, places, used, lost }: NumbersProps) {
  const age = fleet.oldest_pending_seconds > 0 ? `oldest ${remaining(fleet.oldest_pending_seconds * 1000)}` : 'none kept waiting';
  return (
    <dl className="panel grid grid-cols-2 gap-x-4 gap-y-5 rounded-2xl p-5 sm:grid-cols-4" aria-label="The fleet">
      <Figure name="Workers" value={String(alive)} note={lost > 0 ? `${lost} lost` : 'all answer'} bad={lost > 0} />
      <Figure name="Agents at work" value={`${used} of ${places}`} note={`${Math.max(0, places - used)} free`} />
      <Figure name="Turns waiting" value={String(fleet.pending_turns)} note={age} />
      <Figure name="Without a worker" value={String(fleet.waiting)} note={fleet.waiting === 1 ? 'session' : 'sessions'} />
    </dl>
  );
}

function Figure({ name, value, note, bad }: { name: string; value: string; note: string; bad?: boolean }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
      <dd className={bad ? 'text-sm font-medium text-danger-ink' : 'text-sm text-muted'}>{note}</dd>
    </div>
  );
}
