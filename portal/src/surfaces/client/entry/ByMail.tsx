import { useMutation, useQuery } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { askForLink } from '../../../api/clients.ts';
import { ApiError, sentence } from '../../../api/errors.ts';
import { getProjects, projectsKey } from '../../../api/projects.ts';
import { wasHere } from '../../../api/signedIn.ts';
import { Brand } from '../../../app/Brand.tsx';
import { Opening } from '../../../app/Opening.tsx';
import { ThemeMenu } from '../../../themes/ThemeMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { navigate } from '../../../ui/router.tsx';

/** The way to one's projects without their link: by a mail that proves the address. Who has done so goes straight on. */
export default function ByMail({ email: given }: { email: string }) {
  const here = wasHere();
  const known = useQuery({ queryKey: [...projectsKey, 'own'], queryFn: () => getProjects(null), retry: false, enabled: here });
  const project = known.data?.projects.find((one) => !one.archived) ?? known.data?.projects[0];

  useEffect(() => {
    if (project) navigate(`/client?guid=${project.guid}`, { replace: true });
  }, [project]);

  if ((here && known.isPending) || project) return <Opening />;
  return (
    <main className="backdrop grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-md">
        <header className="mb-6 flex items-center justify-between"><Brand /><ThemeMenu /></header>
        <MailForm given={given} />
      </div>
    </main>
  );
}

function MailForm({ given }: { given: string }) {
  const [email, setEmail] = useState(given);
  const [checked, setChecked] = useState(false);
  const ask = useMutation({ mutationFn: askForLink });
  const wrong = /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'Please enter an e-mail address, such as ada@example.com.';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!wrong) ask.mutate(email.trim().toLowerCase());
  };

  if (ask.isSuccess) {
    return (
      <div className="panel rounded-3xl p-8 text-center shadow-xl" role="status">
        <MailCheck className="mx-auto size-10 text-success-ink" aria-hidden="true" />
        <h1 className="mt-4 text-xl font-semibold">Look into your mail</h1>
        <p className="mt-2 text-soft">
          If {email.trim().toLowerCase()} has projects here, a link to them is on its way. It works once, for a quarter of an hour.
        </p>
        <Button className="mt-6" onClick={() => ask.reset()}>Use another address</Button>
      </div>
    );
  }
  return (
    <form className="panel grid gap-5 rounded-3xl p-6 shadow-xl sm:p-8" onSubmit={submit} noValidate>
      <div>
        <h1 className="text-xl font-semibold">Open your projects</h1>
        <p className="mt-1 text-soft">We mail you a link that opens them on this device. No password needed.</p>
      </div>
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        value={email}
        error={checked ? (serverSays(ask.error) ?? wrong) : null}
        onChange={(event) => setEmail(event.target.value)}
        onBlur={() => setChecked(email !== '')}
      />
      {ask.isError && !serverSays(ask.error) && <p role="alert" className="text-sm text-danger-ink">{sentence(ask.error)}</p>}
      <Button type="submit" look="primary" busy={ask.isPending}>Mail me the link</Button>
    </form>
  );
}

function serverSays(error: unknown): string | null {
  return error instanceof ApiError ? (error.fields['email'] ?? null) : null;
}
