import { CircleCheck, CircleX, Hourglass, type LucideIcon, Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ApiError } from '@/api/errors.ts';
import { isRequestId, useRequestStatus } from '@/api/requests.ts';
import type { components } from '@/api/schema';
import { Button } from '@/ui/Button.tsx';
import { cx } from '@/ui/cx.ts';
import { TextField } from '@/ui/Field.tsx';
import { Link, navigate } from '@/ui/router.tsx';
import { ErrorState, Skeleton } from '@/ui/states.tsx';

/** How a request stands, by its id. */
export function LookUp({ id }: { id: string }) {
  const [typed, setTyped] = useState(id);
  const [fault, setFault] = useState<string | null>(id !== '' && !isRequestId(id) ? incomplete : null);
  const status = useRequestStatus(isRequestId(id) ? id : null);
  const unknown = status.error instanceof ApiError && (status.error.status === 404 || status.error.status === 400);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim().toLowerCase();
    if (!isRequestId(wanted)) return setFault(wanted === '' ? 'Paste the id you were given.' : incomplete);
    if (wanted === id) return void status.refetch();
    navigate(`?request=${wanted}`);
  };

  return (
    <section className="panel rounded-3xl p-5 shadow-xl sm:p-8">
      <h1 className="text-2xl font-semibold">Your request</h1>
      <form className="mt-5 grid gap-4" onSubmit={submit} noValidate>
        <TextField
          label="Request id"
          className="font-mono"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          error={fault ?? (unknown ? 'There is no request by this id. It may have been deleted.' : null)}
          hint="You were given it when you sent the request."
          onChange={(event) => {
            setTyped(event.target.value);
            setFault(null);
          }}
        />
        <Button type="submit" look="primary" busy={status.isFetching && isRequestId(id)}>
          <Search className="size-4" aria-hidden="true" />Look it up
        </Button>
      </form>
      <div role="status">
        {status.isLoading && <Skeleton className="mt-6 h-28" />}
        {status.data && <Stand status={status.data} />}
      </div>
      {status.isError && !unknown && !status.data && (
        <ErrorState error={status.error} busy={status.isFetching} onRetry={() => void status.refetch()} />
      )}
    </section>
  );
}

const incomplete = 'An id has 32 letters and digits; this one is not complete.';

const looks: Record<string, { icon: LucideIcon; colour: string; title: string; text: string }> = {
  pending: {
    icon: Hourglass,
    colour: 'bg-warning-tint text-warning-ink',
    title: 'Waiting for approval',
    text: 'Somebody will look at it. You get an e-mail, and this page changes by itself.',
  },
  approved: {
    icon: CircleCheck,
    colour: 'bg-success-tint text-success-ink',
    title: 'Approved',
    text: 'Work on your website has begun.',
  },
  rejected: {
    icon: CircleX,
    colour: 'bg-danger-tint text-danger-ink',
    title: 'Not taken up',
    text: 'We cannot build this. You are welcome to send another request.',
  },
};

function Stand({ status }: { status: components['schemas']['RequestStatusView'] }) {
  const look = looks[status.status] ?? looks['pending']!;
  const Icon = look.icon;
  return (
    <div className="mt-6 flex animate-rise gap-4 rounded-2xl border border-border bg-raised p-4">
      <div className={cx('grid size-10 shrink-0 place-items-center rounded-full', look.colour)}>
        <Icon className="size-5" aria-hidden="true" />
      </div>
      <div className="min-w-0">
        <h2 className="font-semibold">{look.title}</h2>
        <p className="text-sm text-soft" dir="auto">{status.reason ?? look.text}</p>
        {status.guid && (
          <Link
            to={`/client?guid=${status.guid}`}
            className="mt-3 inline-flex min-h-10 items-center rounded-xl bg-primary px-4 text-sm font-medium text-on-primary hover:bg-primary-hover"
          >
            Open your project
          </Link>
        )}
      </div>
    </div>
  );
}
