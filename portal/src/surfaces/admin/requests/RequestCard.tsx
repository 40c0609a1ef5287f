import type { BuildRequest } from '@/api/admin/types.ts';
import { Badge, type Tone } from '@/ui/Badge.tsx';
import { Button } from '@/ui/Button.tsx';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { Link } from '@/ui/router.tsx';
import { linkToSession } from '../route.ts';

export const tones: Record<string, Tone> = { pending: 'warn', approved: 'good', rejected: 'bad' };

interface Props {
  request: BuildRequest;
  busy: boolean;
  onOpen: () => void;
  onApprove: () => void;
  onReject: () => void;
}

export function RequestCard({ request, busy, onOpen, onApprove, onReject }: Props) {
  return (
    <article className="panel grid gap-3 rounded-2xl p-4 sm:p-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold" dir="auto">{request.name}</h2>
        <Badge tone={tones[request.status] ?? 'neutral'}>{request.status}</Badge>
        <span className="ml-auto text-xs text-muted"><TimeAgo at={request.created_at} /></span>
      </header>
      <p className="line-clamp-3 text-sm whitespace-pre-wrap text-soft" dir="auto">{request.initial_request}</p>
      {request.reason && <p className="text-sm text-muted" dir="auto">Reason: {request.reason}</p>}
      <footer className="flex flex-wrap items-center gap-2">
        <span className="mr-auto min-w-0 truncate text-xs text-muted" dir="auto">
          {request.email}{request.phone && ` · ${request.phone}`}
        </span>
        <Button small look="ghost" onClick={onOpen} aria-label={`Details of ${request.name}’s request`}>Details</Button>
        {request.status === 'pending' && (
          <>
            <Button small onClick={onReject} aria-label={`Reject ${request.name}’s request`}>Reject</Button>
            <Button small look="primary" busy={busy} onClick={onApprove} aria-label={`Approve ${request.name}’s request`}>Approve</Button>
          </>
        )}
        {request.guid && (
          <Link
            to={linkToSession(request.guid)}
            className="tap inline-flex items-center rounded-xl border border-border bg-raised px-3 text-sm font-medium hover:bg-hover"
          >
            Open session
          </Link>
        )}
      </footer>
    </article>
  );
}
