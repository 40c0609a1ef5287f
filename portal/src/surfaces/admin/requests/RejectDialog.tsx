import { type FormEvent, useState } from 'react';
import { useReject } from '@/api/admin/requests.ts';
import type { BuildRequest } from '@/api/admin/types.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { Button } from '@/ui/Button.tsx';
import { Dialog, DialogActions } from '@/ui/Dialog.tsx';
import { TextArea } from '@/ui/Field.tsx';
import { toast } from '@/ui/toasts.ts';

export function RejectDialog({ request, onClose }: { request: BuildRequest; onClose: () => void }) {
  const reject = useReject();
  const [reason, setReason] = useState('');
  const error = reject.error && (reject.error instanceof ApiError ? (reject.error.fields['reason'] ?? reject.error.message) : sentence(reject.error));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    reject.mutate(
      { id: request.request_id, reason: reason.trim() },
      {
        onSuccess: (done) => {
          toast(done.message, { tone: 'success' });
          onClose();
        },
      },
    );
  };

  return (
    <Dialog title={`Reject ${request.name}’s request?`} onClose={onClose}>
      <form onSubmit={submit}>
        <TextArea
          label="Reason"
          optional
          rows={4}
          value={reason}
          error={error}
          hint="The applicant is sent it, and sees it when looking the request up."
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={reject.isPending}>Reject</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
