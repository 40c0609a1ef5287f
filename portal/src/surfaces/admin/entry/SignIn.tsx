import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { login } from '@/api/admin/access.ts';
import { useConfig } from '@/api/config.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { Brand } from '@/app/Brand.tsx';
import { ThemeMenu } from '@/themes/ThemeMenu.tsx';
import { Button } from '@/ui/Button.tsx';
import { TextField } from '@/ui/Field.tsx';
import { ErrorState, Skeleton } from '@/ui/states.tsx';
import { finishSignIn, isReturn, startSignIn } from './oidc.ts';
import { takeToken } from './token.ts';

/** The way in: by the link the platform printed, by its token, or by the organisation's own sign-in. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const config = useConfig();
  return (
    <main className="backdrop grid min-h-dvh place-items-center p-4">
      <div className="panel w-full max-w-md rounded-3xl p-6 shadow-xl sm:p-8">
        <div className="flex items-center justify-between">
          <Brand />
          <ThemeMenu />
        </div>
        <h1 className="mt-8 text-2xl font-semibold">Sign in</h1>
        {config.isPending && <Skeleton className="mt-6 h-32" />}
        {config.isError && <ErrorState error={config.error} busy={config.isFetching} onRetry={() => void config.refetch()} />}
        {config.data?.auth.mode === 'token' && <ByToken onDone={onDone} />}
        {config.data?.auth.mode === 'oidc' && <ByOidc auth={config.data.auth} onDone={onDone} />}
      </div>
    </main>
  );
}

function ByToken({ onDone }: { onDone: () => void }) {
  const [token, setToken] = useState('');
  const [missing, setMissing] = useState(false);
  const enter = useMutation({ mutationFn: login, onSuccess: onDone });
  const { mutate } = enter;

  useEffect(() => {
    const given = takeToken();
    if (given) mutate(given);
  }, [mutate]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = tokenIn(token);
    setMissing(value === '');
    if (value !== '') mutate(value);
  };

  return (
    <form onSubmit={submit} noValidate>
      <Lead>Open the login link that the platform printed when it started, or paste it or its token here.</Lead>
      <TextField
        label="Admin token"
        type="password"
        autoComplete="current-password"
        value={token}
        error={missing ? 'Paste the token or the whole link.' : enter.error && refusal(enter.error)}
        onChange={(event) => {
          setToken(event.target.value);
          setMissing(false);
          enter.reset();
        }}
      />
      <Button type="submit" look="primary" className="mt-5 w-full" busy={enter.isPending}>
        {!enter.isPending && <KeyRound className="size-4" aria-hidden="true" />}Sign in
      </Button>
    </form>
  );
}

interface OidcProps {
  auth: { authority: string | null; client_id: string | null };
  onDone: () => void;
}

function ByOidc({ auth, onDone }: OidcProps) {
  const leave = useMutation({ mutationFn: () => startSignIn(auth) });
  const back = useMutation({ mutationFn: () => finishSignIn(auth).then(login), onSuccess: onDone });
  const begun = useRef(false);
  const { mutate: comeBack } = back;

  useEffect(() => {
    if (begun.current || !isReturn(location.search)) return;
    begun.current = true;
    comeBack();
  }, [comeBack]);

  const error = leave.error ?? back.error;
  return (
    <>
      <Lead>Your organisation checks who you are; you come back here.</Lead>
      {error && <p role="alert" className="mb-4 rounded-xl bg-danger-tint p-3 text-sm text-danger-ink">{refusal(error)}</p>}
      <Button look="primary" className="w-full" busy={leave.isPending || back.isPending} onClick={() => leave.mutate()}>
        Continue to sign-in
      </Button>
    </>
  );
}

function Lead({ children }: { children: ReactNode }) {
  return <p className="mt-2 mb-6 text-soft">{children}</p>;
}

/** The token in what was pasted, be it the whole link. */
function tokenIn(text: string): string {
  const trimmed = text.trim();
  const at = trimmed.indexOf('#token=');
  return at < 0 ? trimmed : decodeURIComponent(trimmed.slice(at + '#token='.length));
}

function refusal(error: Error): string {
  if (!(error instanceof ApiError)) return `The sign-in did not succeed: ${error.message}`;
  if (error.status === 401) return 'This token is not valid. The platform prints the right one when it starts.';
  if (error.status === 403) return 'You are signed in, but you are no admin here.';
  return sentence(error);
}
