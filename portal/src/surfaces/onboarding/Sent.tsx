import { CircleCheck } from 'lucide-react';
import type { components } from '@/api/schema';
import { Badge } from '@/ui/Badge.tsx';
import { Button } from '@/ui/Button.tsx';
import { CopyButton } from '@/ui/CopyButton.tsx';
import { Link } from '@/ui/router.tsx';

export type Received = components['schemas']['RequestReceived'];

/** The request was taken: what happens next, and how to come back to it. */
export function Sent({ received, onAgain }: { received: Received; onAgain: () => void }) {
  const open = Boolean(received.guid);
  return (
    <div className="flex flex-col items-center gap-4 text-center" role="status">
      <div className="grid size-14 place-items-center rounded-full bg-success-tint text-success-ink">
        <CircleCheck className="size-8" aria-hidden="true" />
      </div>
      <h1 className="text-2xl font-semibold">{open ? 'Work has begun' : 'We have your request'}</h1>
      <p className="text-soft">{received.message}</p>
      {open ? (
        <Link
          to={`/client?guid=${received.guid}`}
          className="inline-flex min-h-11 items-center rounded-xl bg-primary px-5 font-medium text-on-primary hover:bg-primary-hover"
        >
          Open your project
        </Link>
      ) : (
        <>
          <Badge tone="warn">Waiting for approval</Badge>
          <div className="flex w-full items-center gap-2 rounded-xl border border-border bg-background py-1.5 pr-1.5 pl-4 text-left">
            <div className="min-w-0 flex-1">
              <p className="text-xs text-muted">Request id</p>
              <code className="block truncate font-mono text-sm">{received.request_id}</code>
            </div>
            <CopyButton text={received.request_id} label="Copy the request id" />
          </div>
          <div className="flex flex-wrap justify-center gap-2">
            <Link to={`?request=${received.request_id}`} className="tap inline-flex min-h-10 items-center rounded-xl border border-border bg-raised px-4 text-sm font-medium hover:bg-hover">
              See how it stands
            </Link>
            <Button look="ghost" onClick={onAgain}>Submit another request</Button>
          </div>
        </>
      )}
    </div>
  );
}
