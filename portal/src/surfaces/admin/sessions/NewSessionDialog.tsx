import { type FormEvent, useState } from 'react';
import { type NewSession, useCreateSession } from '@/api/admin/sessions.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { newId } from '@/api/newId.ts';
import { Button } from '@/ui/Button.tsx';
import { Dialog, DialogActions } from '@/ui/Dialog.tsx';
import { TextArea, TextField } from '@/ui/Field.tsx';
import { navigate } from '@/ui/router.tsx';
import { linkToSession } from '../route.ts';

const empty: NewSession = { email: '', name: '', phone: '', initial_request: '' };

export function NewSessionDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateSession();
  const [fields, setFields] = useState(empty);
  const [key, setKey] = useState(newId);
  const error = create.error instanceof ApiError ? create.error : null;
  const wrong = (field: keyof NewSession) => error?.fields[field] ?? null;
  const set = (field: keyof NewSession) => (event: { target: { value: string } }) => {
    setFields((before) => ({ ...before, [field]: event.target.value }));
    // Another session is another call; the same one, sent twice, is one.
    setKey(newId);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { ...fields, key },
      { onSuccess: (made) => navigate(linkToSession(made.guid)) },
    );
  };

  return (
    <Dialog title="New session" description="With a request, work begins at once." onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <TextField label="Client’s e-mail" type="email" required value={fields.email} error={wrong('email')} onChange={set('email')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Name" optional value={fields.name} error={wrong('name')} onChange={set('name')} />
          <TextField label="Phone" type="tel" optional value={fields.phone} error={wrong('phone')} onChange={set('phone')} />
        </div>
        <TextArea label="What is to be built" optional rows={4} value={fields.initial_request} error={wrong('initial_request')} onChange={set('initial_request')} />
        {create.error && Object.keys(error?.fields ?? {}).length === 0 && (
          <p role="alert" className="text-sm text-danger-ink">{sentence(create.error)}</p>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>Create session</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
