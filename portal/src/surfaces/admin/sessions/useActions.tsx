import { type ReactNode, useState } from 'react';
import { useAct } from '@/api/admin/sessions.ts';
import type { SessionRow } from '@/api/admin/types.ts';
import { sentence } from '@/api/errors.ts';
import { Confirm } from '@/ui/Confirm.tsx';
import type { MenuItem } from '@/ui/menuItem.ts';
import { toast } from '@/ui/toasts.ts';
import { OperationDialog } from './OperationDialog.tsx';
import { type Offer, offersFor } from './sessionState.ts';

type Subject = Pick<SessionRow, 'guid' | 'name' | 'state'>;

/** The menu of what can be done to a session, and the dialogs that belong to it, to be placed once on the page. */
export function useActions(): { menuFor: (session: Subject) => MenuItem[]; dialogs: ReactNode } {
  const act = useAct();
  const [asked, setAsked] = useState<{ session: Subject; offer: Offer } | null>(null);
  const [operation, setOperation] = useState<string | null>(null);

  const run = (session: Subject, offer: Offer) =>
    // Promises, not callbacks of the mutation: those end with the page, which may be left meanwhile.
    void act.mutateAsync({ guid: session.guid, action: offer.action })
      .then(
        (done) => {
          if (done.operation) setOperation(done.operation);
          else toast(done.message, { tone: 'success', action: undoFor(session, offer) });
        },
        (error: unknown) => toast(sentence(error), { tone: 'error' }),
      )
      .finally(() => setAsked(null));

  const undoFor = (session: Subject, offer: Offer) =>
    offer.action === 'delete'
      ? { label: 'Undo', run: () => run(session, { action: 'restore', name: 'Restore', warning: null }) }
      : undefined;

  const menuFor = (session: Subject): MenuItem[] =>
    offersFor(session).map((offer) => ({
      label: offer.name,
      danger: offer.danger ?? false,
      apart: offer.danger ?? false,
      onSelect: () => (offer.warning === null ? run(session, offer) : setAsked({ session, offer })),
    }));

  const dialogs = (
    <>
      {asked && (
        <Confirm
          title={`${asked.offer.name}: ${asked.session.name}?`}
          action={asked.offer.name}
          danger={asked.offer.danger ?? false}
          busy={act.isPending}
          onConfirm={() => run(asked.session, asked.offer)}
          onClose={() => setAsked(null)}
        >
          {asked.offer.warning ?? ''}
        </Confirm>
      )}
      {operation && <OperationDialog id={operation} onClose={() => setOperation(null)} />}
    </>
  );
  return { menuFor, dialogs };
}
