import { CircleCheck, CircleX } from 'lucide-react';
import { useOperation } from '@/api/admin/sessions.ts';
import { Button } from '@/ui/Button.tsx';
import { Dialog, DialogActions } from '@/ui/Dialog.tsx';
import { ProgressBar } from '@/ui/Progress.tsx';
import { Spinner } from '@/ui/Spinner.tsx';
import { ErrorState, Skeleton } from '@/ui/states.tsx';

/** What became of each session of an operation; it goes on by itself when this is closed. */
export function OperationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const read = useOperation(id);
  const operation = read.data;
  const ended = operation?.items.filter((item) => item.state !== 'pending').length ?? 0;
  const failed = operation?.items.filter((item) => item.state === 'failed').length ?? 0;
  return (
    <Dialog
      title={operation ? `${name(operation.action)}: ${operation.items.length === 1 ? '1 session' : `${operation.items.length} sessions`}` : 'Operation'}
      onClose={onClose}
    >
      {read.isPending && <Skeleton className="h-24" />}
      {read.isError && !operation && <ErrorState error={read.error} busy={read.isFetching} onRetry={() => void read.refetch()} />}
      {operation && (
        <>
          <ProgressBar value={Math.round((100 * ended) / Math.max(1, operation.items.length))} label="Sessions done" />
          <p className="mt-3 text-sm text-soft" role="status">
            {operation.state === 'done'
              ? failed === 0 ? 'All done.' : `${operation.items.length - failed} done, ${failed} not.`
              : `${ended} of ${operation.items.length} done …`}
          </p>
          <ul className="mt-3 max-h-72 divide-y divide-border overflow-y-auto" tabIndex={0} aria-label="Results">
            {operation.items.map((item) => (
              <li key={item.guid_short} className="flex items-start gap-3 py-2 text-sm">
                {item.state === 'pending' && <Spinner className="mt-0.5 size-4" />}
                {item.state === 'done' && <CircleCheck className="mt-0.5 size-4 text-success-ink" aria-label="Done" />}
                {item.state === 'failed' && <CircleX className="mt-0.5 size-4 text-danger-ink" aria-label="Not done" />}
                <code className="font-mono text-xs leading-5">{item.guid_short}</code>
                <span className="min-w-0 flex-1 text-soft">
                  {item.detail}
                  {item.receipt != null && <Receipt receipt={item.receipt} />}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <DialogActions><Button onClick={onClose}>Close</Button></DialogActions>
    </Dialog>
  );
}

/** What a purge removed, by its own record. */
function Receipt({ receipt }: { receipt: unknown }) {
  return (
    <details>
      <summary className="text-xs text-muted">Receipt</summary>
      <pre className="mt-1 overflow-x-auto rounded-lg bg-background p-2 font-mono text-xs" tabIndex={0}>
        {JSON.stringify(receipt, null, 2)}
      </pre>
    </details>
  );
}

function name(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}
