import { usePending, isSignedOut } from '@/api/admin/access.ts';
import { Opening } from '@/app/Opening.tsx';
import { Notice } from '@/ui/states.tsx';
import { Button } from '@/ui/Button.tsx';
import { sentence } from '@/api/errors.ts';
import { CloudOff } from 'lucide-react';
import { SignIn } from './entry/SignIn.tsx';
import { Shell } from './Shell.tsx';

/** The admin's pages, for whoever is signed in. */
export default function Admin() {
  const pending = usePending();
  if (pending.data !== undefined && !isSignedOut(pending.error)) return <Shell pending={pending.data} />;
  if (isSignedOut(pending.error)) return <SignIn onDone={() => void pending.refetch()} />;
  if (pending.error) {
    return (
      <Notice
        icon={<CloudOff />}
        title="The server cannot be reached"
        action={<Button look="primary" busy={pending.isFetching} onClick={() => void pending.refetch()}>Try again</Button>}
      >
        {sentence(pending.error)}
      </Notice>
    );
  }
  return <Opening />;
}
