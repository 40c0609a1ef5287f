import { useState } from 'react';
import { useDeleteRequest } from '@/api/admin/requests.ts';
import type { BuildRequest } from '@/api/admin/types.ts';
import { sentence } from '@/api/errors.ts';
import { Badge } from '@/ui/Badge.tsx';
import { Button } from '@/ui/Button.tsx';
import { CopyButton } from '@/ui/CopyButton.tsx';
import { Dialog } from '@/ui/Dialog.tsx';
import { full } from '@/ui/time.ts';
import { toast } from '@/ui/toasts.ts';
import { tones } from './RequestCard.tsx';

interface Props {
  request: BuildRequest;
  busy: boolean;
  onApprove: () => void;
  onReject: () => void;
  onClose: () => void;
}

/** All of one request, and what can be done with it. */
export function RequestDialog({ request, busy, onApprove, onReject, onClose }: Props) {
  const remove = useDeleteRequest();
  const [sure, setSure] = useState(false);

  const discard = () =>
    void remove.mutateAsync(request.request_id).then(
      () => {
        toast('The request was deleted.', { tone: 'success' });
        onClose();
      },
      (error: unknown) => toast(sentence(error), { tone: 'error' }),
    );

  return (
    <Dialog title={request.name} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <dt className="text-muted">Status</dt><dd><Badge tone={tones[request.status] ?? 'neutral'}>{request.status}</Badge></dd>
        <dt className="text-muted">E-mail</dt><dd>{request.email}</dd>
        <dt className="text-muted">Phone</dt><dd>{request.phone || '–'}</dd>
        <dt className="text-muted">Received</dt><dd>{full(request.created_at)}</dd>
        <dt className="text-muted">Request id</dt>
        <dd className="flex items-center gap-1"><code className="min-w-0 truncate font-mono text-xs">{request.request_id}</code><CopyButton text={request.request_id} label="Copy the request id" /></dd>
        {request.reason && <><dt className="text-muted">Reason</dt><dd dir="auto">{request.reason}</dd></>}
      </dl>
      <p className="mt-4 max-h-72 overflow-y-auto rounded-xl border border-border bg-background p-3 text-sm whitespace-pre-wrap" dir="auto" tabIndex={0}>
        {request.initial_request}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        {sure ? (
          <>
            <span className="mr-auto self-center text-sm text-soft">The applicant’s link will no longer find it.</span>
            <Button onClick={() => setSure(false)}>Keep it</Button>
            <Button look="danger" busy={remove.isPending} onClick={discard}>Delete for good</Button>
          </>
        ) : (
          <>
            <Button look="ghost" className="mr-auto text-danger-ink" onClick={() => setSure(true)}>Delete</Button>
            {request.status === 'pending' && (
              <>
                <Button onClick={onReject}>Reject</Button>
                <Button look="primary" busy={busy} onClick={onApprove}>Approve</Button>
              </>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
