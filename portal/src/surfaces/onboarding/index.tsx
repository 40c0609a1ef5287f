import { DoorClosed } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useConfig } from '@/api/config.ts';
import { Brand } from '@/app/Brand.tsx';
import { ThemeMenu } from '@/themes/ThemeMenu.tsx';
import { Link, useSearchParams } from '@/ui/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '@/ui/states.tsx';
import { Form } from './Form.tsx';
import { LookUp } from './LookUp.tsx';
import { type Received, Sent } from './Sent.tsx';

/** Where strangers ask for a website, and look up what came of it. */
export default function Onboarding() {
  const query = useSearchParams();
  const lookUp = query.has('request');
  useEffect(() => {
    document.title = lookUp ? 'Your request · Tmux Builder' : 'Ask for a website · Tmux Builder';
  }, [lookUp]);
  return (
    <div className="backdrop flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-5xl items-center justify-between px-4 py-3 sm:px-6">
        <Brand />
        <div className="flex items-center gap-2">
          <Link
            to={lookUp ? '?' : '?request='}
            className="tap inline-flex items-center rounded-xl px-3 whitespace-nowrap text-sm font-medium text-soft hover:bg-hover hover:text-text"
          >
            {lookUp ? 'New request' : <>Look up<span className="max-sm:sr-only">&nbsp;a request</span></>}
          </Link>
          <ThemeMenu />
        </div>
      </header>
      <main className="mx-auto grid w-full max-w-xl flex-1 grid-cols-1 content-center px-4 pt-2 pb-12">
        {lookUp ? <LookUp key={query.get('request')} id={query.get('request') ?? ''} /> : <Ask />}
      </main>
    </div>
  );
}

function Ask() {
  const config = useConfig();
  const [received, setReceived] = useState<Received | null>(null);
  if (config.isPending) return <Card><Skeleton className="h-8 w-56" /><Skeleton className="mt-6 h-80" /></Card>;
  if (config.isError) {
    return <Card><ErrorState error={config.error} busy={config.isFetching} onRetry={() => void config.refetch()} /></Card>;
  }
  if (received) return <Card><Sent received={received} onAgain={() => setReceived(null)} /></Card>;
  if (config.data.onboarding === 'closed') {
    return (
      <Card>
        <EmptyState icon={<DoorClosed />} title="New requests are closed for now">
          Please come back later. A request that was made before can still be looked up.
        </EmptyState>
      </Card>
    );
  }
  return <Card><Form open={config.data.onboarding === 'open'} onSent={setReceived} /></Card>;
}

function Card({ children }: { children: ReactNode }) {
  return <section className="panel rounded-3xl p-5 shadow-xl sm:p-8">{children}</section>;
}
