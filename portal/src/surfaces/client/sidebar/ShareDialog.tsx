import { Link2, Trash2 } from 'lucide-react';
import { sentence } from '../../../api/errors.ts';
import { useCreateShare, useRevokeShare, useShares } from '../../../api/shares.ts';
import type { Project } from '../../../api/types.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { toast } from '../../../ui/toasts.ts';

/** Links by which guests look on. A link is shown once, when it is made; after that it can only be taken back. */
export default function ShareDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const shares = useShares(project.guid);
  const create = useCreateShare(project.guid);
  const revoke = useRevokeShare(project.guid);
  // Promises, not callbacks of the mutations: those end with the dialog, which may be closed meanwhile.
  const failed = (error: unknown) => toast(sentence(error), { tone: 'error' });
  return (
    <Dialog
      title={`Share ${project.name}`}
      description="Whoever has the link sees chat, activity and sites. They cannot write or change anything."
      onClose={onClose}
    >
      {create.data ? (
        <div className="rounded-xl border border-ring/50 bg-tint p-3">
          <p className="text-sm font-medium">Copy this link now. It is not shown again.</p>
          <div className="mt-2 flex items-center gap-1 rounded-lg bg-background/60 pl-3">
            <code className="min-w-0 flex-1 truncate font-mono text-xs">{create.data.share_url}</code>
            <CopyButton text={create.data.share_url} label="Copy the link" />
          </div>
        </div>
      ) : (
        <Button look="primary" busy={create.isPending} onClick={() => void create.mutateAsync().catch(failed)}>
          {!create.isPending && <Link2 className="size-4" aria-hidden="true" />}Create a link
        </Button>
      )}
      <h3 className="mt-6 text-sm font-medium text-soft">Links in use</h3>
      {shares.isPending && <Skeleton className="mt-2 h-10" />}
      {shares.isError && <ErrorState error={shares.error} busy={shares.isFetching} onRetry={() => void shares.refetch()} />}
      {shares.data?.length === 0 && <p className="mt-2 text-sm text-muted">None.</p>}
      <ul className="mt-1 divide-y divide-border">
        {shares.data?.map((share) => (
          <li key={share.share_id} className="flex items-center gap-3 py-2 text-sm">
            <Link2 className="size-4 shrink-0 text-muted" aria-hidden="true" />
            <span className="min-w-0 flex-1">Made <TimeAgo at={share.created_at} /></span>
            <Button
              small
              look="ghost"
              className="text-danger-ink"
              busy={revoke.isPending && revoke.variables === share.share_id}
              onClick={() => void revoke.mutateAsync(share.share_id).then(() => toast('The link was taken back'), failed)}
            >
              <Trash2 className="size-4" aria-hidden="true" />Take back
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
