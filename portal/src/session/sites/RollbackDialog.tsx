import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { historyPicture } from '../../api/chat.ts';
import { sentence } from '../../api/errors.ts';
import { attachmentUrl } from '../../api/sessions.ts';
import { useSwitchRelease } from '../../api/sites.ts';
import type { Release, Site } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { full } from '../../ui/time.ts';
import { toast } from '../../ui/toasts.ts';
import { useIsShown } from '../../ui/useIsShown.ts';
import { sizeOf } from '../chat/attachments.ts';
import { useSessionScope } from '../sessionContext.ts';

interface Props {
  site: Site;
  release: Release;
  onClose: () => void;
}

/** What going back would mean, before it happens. */
export default function RollbackDialog({ site, release, onClose }: Props) {
  const { access } = useSessionScope();
  const rollback = useSwitchRelease(access);
  const { checks } = release;
  const queries = useQueryClient();
  const picture = checks?.report ? historyPicture(queries, access, checks.report) : null;

  const isOpen = useIsShown();

  // Promises, not callbacks of the mutation: those end with the dialog, which may be closed meanwhile.
  const switchTo = (id: string) => rollback.mutateAsync({ kind: 'rollback', site: site.id, release: id });
  const failed = (error: unknown) => toast(sentence(error), { tone: 'error' });

  const go = () => {
    const before = site.release;
    const undo = (id: string) => () =>
      void switchTo(id).then((undone) => toast(undone.message, { tone: 'success' }), failed);
    void switchTo(release.id).then(
      (done) => {
        toast(done.message, { tone: 'success', ...(before && { action: { label: 'Undo', run: undo(before) } }) });
        if (isOpen.current) onClose();
      },
      (error: unknown) => {
        // An open dialog says it itself.
        if (!isOpen.current) failed(error);
      },
    );
  };

  return (
    <Dialog title={`Go back to an earlier ${site.name}?`} onClose={onClose}>
      <p className="text-sm text-soft">
        The address stays the same; what visitors see becomes what was there then. Nothing is lost: you can return to
        today’s release the same way.
      </p>
      {picture && (
        <img
          src={attachmentUrl(access, picture)}
          alt={`How ${site.name} looked`}
          width={416}
          height={234}
          className="mt-4 aspect-video w-full rounded-xl border border-border bg-background object-cover object-top"
        />
      )}
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-xl border border-border bg-raised p-4 text-sm">
        <dt className="text-muted">Made</dt><dd>{full(release.created_at)}</dd>
        <dt className="text-muted">Last served</dt><dd>{release.served_at ? full(release.served_at) : 'never'}</dd>
        <dt className="text-muted">Content</dt><dd>{release.files} files, {sizeOf(release.bytes)}</dd>
        <dt className="text-muted">Its check</dt>
        <dd className="flex items-center gap-1.5">
          {checks?.passed === true && <><CircleCheck className="size-4 text-success-ink" aria-hidden="true" />passed</>}
          {checks?.passed === false && <><TriangleAlert className="size-4 text-warning-ink" aria-hidden="true" />{checks.errors} errors</>}
          {(checks?.passed ?? null) === null && 'not made'}
        </dd>
      </dl>
      {rollback.isError && <p role="alert" className="mt-3 text-sm text-danger-ink">{sentence(rollback.error)}</p>}
      <DialogActions>
        <Button onClick={onClose}>Keep today’s</Button>
        <Button look="primary" busy={rollback.isPending} onClick={go}>Go back</Button>
      </DialogActions>
    </Dialog>
  );
}
