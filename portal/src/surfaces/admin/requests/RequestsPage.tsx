import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { type Status, statuses, useApprove, useRequests } from '@/api/admin/requests.ts';
import type { BuildRequest } from '@/api/admin/types.ts';
import { sentence } from '@/api/errors.ts';
import { Button } from '@/ui/Button.tsx';
import { Segments } from '@/ui/Segments.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { toast } from '@/ui/toasts.ts';
import { Page, PageHead } from '../Page.tsx';
import { RejectDialog } from './RejectDialog.tsx';
import { RequestCard } from './RequestCard.tsx';
import { RequestDialog } from './RequestDialog.tsx';

const names: Record<Status, string> = { pending: 'Pending', approved: 'Approved', rejected: 'Rejected', all: 'All' };

/** What strangers wish for, to be decided. */
export default function RequestsPage({ pending }: { pending: number }) {
  const [status, setStatus] = useState<Status>('pending');
  const [opened, setOpened] = useState<BuildRequest | null>(null);
  const [rejected, setRejected] = useState<BuildRequest | null>(null);
  const requests = useRequests(status);
  const approve = useApprove();
  const shown = requests.data ?? [];

  const accept = (request: BuildRequest) =>
    void approve.mutateAsync(request.request_id).then(
      (done) => {
        toast(done.message, { tone: 'success' });
        setOpened(null);
      },
      (error: unknown) => toast(sentence(error), { tone: 'error' }),
    );

  const reject = (request: BuildRequest) => {
    setOpened(null);
    setRejected(request);
  };

  return (
    <Page>
      <PageHead title="Requests">
        {pending === 0 ? 'None waits for you.' : pending === 1 ? '1 waits for you.' : `${pending} wait for you.`}
      </PageHead>
      <Segments label="Show" value={status} options={statuses.map((id) => ({ id, name: names[id] }))} onChange={setStatus} />
      {requests.isPending && <><Skeleton className="h-28" /><Skeleton className="h-28" /></>}
      {requests.isError && shown.length === 0 && (
        <ErrorState error={requests.error} busy={requests.isFetching} onRetry={() => void requests.refetch()} />
      )}
      {requests.isSuccess && shown.length === 0 && (
        <div className="panel rounded-2xl">
          <EmptyState icon={<Inbox />} title={status === 'pending' ? 'All decided' : 'None here'}>
            {status === 'pending' && 'New requests appear here by themselves.'}
          </EmptyState>
        </div>
      )}
      <ul className="grid gap-3" aria-label="Requests">
        {shown.map((request) => (
          <li key={request.request_id}>
            <RequestCard
              request={request}
              busy={approve.isPending && approve.variables === request.request_id}
              onOpen={() => setOpened(request)}
              onApprove={() => accept(request)}
              onReject={() => reject(request)}
            />
          </li>
        ))}
      </ul>
      {requests.hasNextPage && (
        <Button className="self-center" busy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>Show older</Button>
      )}
      {opened && (
        <RequestDialog
          request={opened}
          busy={approve.isPending}
          onApprove={() => accept(opened)}
          onReject={() => reject(opened)}
          onClose={() => setOpened(null)}
        />
      )}
      {rejected && <RejectDialog request={rejected} onClose={() => setRejected(null)} />}
    </Page>
  );
}
