import { KeyRound, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useCreateIntegration, useIntegrations, useRevokeIntegration } from '@/api/admin/records.ts';
import type { Integration } from '@/api/admin/types.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { Button } from '@/ui/Button.tsx';
import { Confirm } from '@/ui/Confirm.tsx';
import { CopyButton } from '@/ui/CopyButton.tsx';
import { Dialog, DialogActions } from '@/ui/Dialog.tsx';
import { TextField } from '@/ui/Field.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { TimeAgo } from '@/ui/TimeAgo.tsx';
import { toast } from '@/ui/toasts.ts';
import { Page, PageHead } from '../Page.tsx';

/** Keys by which parent sites create sessions. */
export default function KeysPage() {
  const keys = useIntegrations();
  const revoke = useRevokeIntegration();
  const [creating, setCreating] = useState(false);
  const [asked, setAsked] = useState<Integration | null>(null);
  const make = <Button look="primary" onClick={() => setCreating(true)}><Plus className="size-4" aria-hidden="true" />New key</Button>;
  return (
    <Page>
      <PageHead title="Integration keys" aside={keys.data && keys.data.length > 0 && make}>
        Each lets one parent site create sessions and read what it created.
      </PageHead>
      {keys.isPending && <Skeleton className="h-40" />}
      {keys.isError && !keys.data && <ErrorState error={keys.error} busy={keys.isFetching} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && (
        <div className="panel rounded-2xl">
          <EmptyState icon={<KeyRound />} title="No keys yet" action={make}>A parent site sends its key as a bearer token with each call.</EmptyState>
        </div>
      )}
      {keys.data && keys.data.length > 0 && (
        <ul className="panel divide-y divide-border rounded-2xl" aria-label="Keys">
          {keys.data.map((key) => (
            <li key={key.id} className="flex items-center gap-3 px-4 py-3">
              <KeyRound className="size-4 shrink-0 text-muted" aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate font-medium" dir="auto" title={key.name}>{key.name}</span>
              <span className="text-xs text-muted"><TimeAgo at={key.created_at} /></span>
              <Button small look="ghost" className="text-danger-ink" onClick={() => setAsked(key)}>Revoke</Button>
            </li>
          ))}
        </ul>
      )}
      {creating && <NewKey onClose={() => setCreating(false)} />}
      {asked && (
        <Confirm
          title={`Revoke ${asked.name}?`}
          action="Revoke"
          danger
          busy={revoke.isPending}
          onClose={() => setAsked(null)}
          onConfirm={() =>
            void revoke.mutateAsync(asked.id)
              .then(
                () => toast('The key was revoked.', { tone: 'success' }),
                (error: unknown) => toast(sentence(error), { tone: 'error' }),
              )
              .finally(() => setAsked(null))
          }
        >
          The site that uses it can create no more sessions from this moment on. What it created stays.
        </Confirm>
      )}
    </Page>
  );
}

function NewKey({ onClose }: { onClose: () => void }) {
  const create = useCreateIntegration();
  const [name, setName] = useState('');
  const error = create.error && (create.error instanceof ApiError ? (create.error.fields['name'] ?? create.error.message) : sentence(create.error));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(name.trim());
  };

  if (create.data) {
    return (
      <Dialog title="The key of the site" description="Copy it now: it is shown only this once." onClose={onClose}>
        <div className="flex items-center gap-2 rounded-xl border border-edge bg-background p-3">
          <code className="min-w-0 flex-1 font-mono text-sm break-all">{create.data.key}</code>
          <CopyButton text={create.data.key} label="Copy the key" />
        </div>
        <DialogActions><Button look="primary" onClick={onClose}>I have it</Button></DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title="New integration key" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField label="Name of the parent site" required value={name} error={error} onChange={(event) => setName(event.target.value)} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>Create key</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
