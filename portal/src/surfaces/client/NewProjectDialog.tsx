import { LayoutDashboard, Plug, Rocket, Smartphone } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Access } from '../../api/access.ts';
import { ApiError, sentence } from '../../api/errors.ts';
import { newId } from '../../api/newId.ts';
import { useCreateProject } from '../../api/projects.ts';
import type { Client } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { navigate } from '../../ui/router.tsx';
import { toast } from '../../ui/toasts.ts';
import { useIsShown } from '../../ui/useIsShown.ts';

const starts = [
  { name: 'Landing page', icon: Rocket, text: 'A landing page for my product, with a strong headline, three reasons to choose it, prices, questions and answers, and a sign-up form.' },
  { name: 'Dashboard', icon: LayoutDashboard, text: 'A dashboard that shows sales as charts and a table that can be searched and sorted, with sample data and a light and a dark look.' },
  { name: 'API showcase', icon: Plug, text: 'A site for my API: what it does, how to begin, its endpoints with examples that can be copied, and prices.' },
  { name: 'Mobile app', icon: Smartphone, text: 'A web app made for phones first: a list of habits that can be ticked off each day, with streaks, kept on the device.' },
];

interface Props {
  access: Access;
  client: Client;
  onClose: () => void;
}

/** What to build next; a quick start is a text to begin with. */
export default function NewProjectDialog({ access, client, onClose }: Props) {
  const [name, setName] = useState('');
  const [request, setRequest] = useState('');
  const [checked, setChecked] = useState(false);
  const create = useCreateProject(access.id);
  const isOpen = useIsShown();
  // The same for each attempt at this project: a repeat makes no second one.
  const key = useRef(newId());
  const fields = create.error instanceof ApiError ? create.error.fields : {};
  const missing = request.trim() === '' ? 'Please say what to build.' : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (missing) return;
    // A promise, not callbacks of the mutation: those end with the dialog, which may be closed meanwhile.
    void create.mutateAsync({ email: client.email, name: name.trim() || null, initial_request: request.trim(), key: key.current }).then(
      (made) => {
        const open = () => navigate(`/client?guid=${made.guid}`);
        if (!isOpen.current) return toast('The project was created', { tone: 'success', action: { label: 'Open', run: open } });
        toast('The project was created', { tone: 'success' });
        onClose();
        open();
      },
      (error: unknown) => {
        if (error instanceof ApiError && !error.isPassing) key.current = newId();
        // An open dialog says it itself.
        if (!isOpen.current) toast(sentence(error), { tone: 'error' });
      },
    );
  };

  return (
    <Dialog wide title="New project" description="Say what it is for and what belongs on it. The builder begins at once." onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <dl className="flex flex-wrap gap-x-6 gap-y-1 rounded-xl bg-raised px-4 py-3 text-sm">
          {[['Name', client.name], ['E-mail', client.email], ['Phone', client.phone]].map(([label, value]) => value && (
            <div key={label} className="flex min-w-0 gap-2"><dt className="text-muted">{label}</dt><dd className="truncate">{value}</dd></div>
          ))}
        </dl>
        <div role="group" aria-label="Quick starts" className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {starts.map(({ name: title, icon: Icon, text }) => (
            <button
              key={title}
              type="button"
              onClick={() => setRequest(text)}
              className="flex flex-col items-start gap-2 rounded-xl border border-border bg-raised p-3 text-left text-sm font-medium hover:border-ring/60 hover:bg-hover"
            >
              <Icon className="size-5 text-primary-ink" aria-hidden="true" />{title}
            </button>
          ))}
        </div>
        <TextArea
          label="What shall we build?"
          rows={5}
          maxLength={32_000}
          value={request}
          dir="auto"
          error={fields['initial_request'] ?? (checked ? missing : null)}
          placeholder="A site for my bakery called Morgenrot: warm colours, opening hours, a gallery"
          onChange={(event) => setRequest(event.target.value)}
        />
        <TextField label="Name" optional maxLength={200} value={name} dir="auto" error={fields['name']} onChange={(event) => setName(event.target.value)} />
        {create.isError && Object.keys(fields).length === 0 && <p role="alert" className="text-sm text-danger-ink">{sentence(create.error)}</p>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>{create.isPending ? 'Creating' : 'Create and start'}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
