import { X } from 'lucide-react';
import { useState } from 'react';
import { type BulkAction, useBulk } from '@/api/admin/sessions.ts';
import { sentence } from '@/api/errors.ts';
import { Button, IconButton } from '@/ui/Button.tsx';
import { Confirm } from '@/ui/Confirm.tsx';
import { toast } from '@/ui/toasts.ts';
import { OperationDialog } from './OperationDialog.tsx';
import type { Selection } from './useSelection.ts';

const offers: { action: BulkAction; name: string; warning: string | null }[] = [
  { action: 'pause', name: 'Pause', warning: null },
  { action: 'resume', name: 'Resume', warning: null },
  { action: 'complete', name: 'Complete', warning: 'What runs in them is called off. A new message opens a session again.' },
  { action: 'restore', name: 'Restore', warning: null },
  { action: 'delete', name: 'Delete', warning: 'Their agents end and their access is revoked. You can restore them.' },
  {
    action: 'purge',
    name: 'Purge',
    warning: 'Everything of them is removed for ever; only deleted sessions can be purged. A receipt remains for each.',
  },
];

/** What can be done to all that are chosen; sessions in the wrong state say so in the result. */
export function BulkBar({ selection }: { selection: Selection }) {
  const bulk = useBulk();
  const [asked, setAsked] = useState<(typeof offers)[number] | null>(null);
  const [operation, setOperation] = useState<string | null>(null);
  const count = selection.chosen.size;
  const many = count === 1 ? '1 session' : `${count} sessions`;

  const run = (action: BulkAction) =>
    bulk.mutate(
      { action, guids: [...selection.chosen] },
      {
        onSuccess: (started) => setOperation(started.operation_id),
        onError: (error) => toast(sentence(error), { tone: 'error' }),
        onSettled: () => setAsked(null),
      },
    );

  return (
    <>
      <div
        role="toolbar"
        aria-label="Actions for the chosen sessions"
        className="flex shrink-0 animate-rise items-center gap-2 overflow-x-auto rounded-2xl border border-border bg-raised p-2 pl-4 shadow-xl"
      >
        <span className="mr-auto text-sm font-medium whitespace-nowrap" role="status">{many} chosen</span>
        {offers.map((offer) => (
          <Button
            key={offer.action}
            small
            look={offer.action === 'purge' || offer.action === 'delete' ? 'ghost' : 'secondary'}
            className={offer.action === 'purge' || offer.action === 'delete' ? 'text-danger-ink' : undefined}
            disabled={bulk.isPending}
            onClick={() => (offer.warning ? setAsked(offer) : run(offer.action))}
          >
            {offer.name}
          </Button>
        ))}
        <IconButton label="Choose none" onClick={selection.clear}><X /></IconButton>
      </div>
      {asked && (
        <Confirm
          title={`${asked.name} ${many}?`}
          action={`${asked.name} ${many}`}
          danger={asked.action === 'delete' || asked.action === 'purge'}
          busy={bulk.isPending}
          onConfirm={() => run(asked.action)}
          onClose={() => setAsked(null)}
        >
          {asked.warning ?? ''}
        </Confirm>
      )}
      {operation && (
        <OperationDialog
          id={operation}
          onClose={() => {
            setOperation(null);
            selection.clear();
          }}
        />
      )}
    </>
  );
}
