import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { logIn } from '../../../api/clients.ts';
import { ApiError, sentence } from '../../../api/errors.ts';
import { getProjects, projectsKey } from '../../../api/projects.ts';
import { Opening } from '../../../app/Opening.tsx';
import { Button } from '../../../ui/Button.tsx';
import { navigate } from '../../../ui/router.tsx';
import { ErrorState, Notice } from '../../../ui/states.tsx';

export default function Login({ token }: { token: string }) {
  const queries = useQueryClient();
  const begun = useRef(false);
  const taken = useRef(false);
  const login = useMutation({
    mutationFn: async () => {
      // What was taken once is not asked for again when only the list behind it failed.
      if (!taken.current) await logIn(token);
      taken.current = true;
      return getProjects(null);
    },
    onSuccess: ({ projects }) => {
      void queries.invalidateQueries({ queryKey: projectsKey });
      const newest = projects.find((project) => !project.archived) ?? projects[0];
      navigate(newest ? `/client?guid=${newest.guid}` : '/client', { replace: true });
    },
  });

  useEffect(() => {
    // The token works once: not again when the component is mounted twice.
    if (begun.current) return;
    begun.current = true;
    login.mutate();
  }, [login]);

  if (!login.isError) return <Opening />;
  if (login.error instanceof ApiError && login.error.isPassing) {
    return (
      <main className="backdrop grid min-h-dvh place-items-center">
        <ErrorState title="Your projects cannot be opened now" error={login.error} onRetry={() => login.mutate()} />
      </main>
    );
  }
  return (
    <Notice
      icon={<KeyRound />}
      title="This link does not work any more"
      action={<Button look="primary" onClick={() => navigate('/client', { replace: true })}>Get a new link</Button>}
    >
      {sentence(login.error)} Links from a mail work once, for a quarter of an hour.
    </Notice>
  );
}
