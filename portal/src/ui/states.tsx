import { CloudOff, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { sentence } from '../api/errors.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { useFirstLookEnds } from './firstLook.ts';

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Nothing is there, and that is fine: says what would be, and how it comes about. */
export function EmptyState({ icon, title, children, action, className }: EmptyProps) {
  return (
    <div className={cx('mx-auto flex max-w-sm flex-col items-center gap-3 px-6 py-10 text-center', className)}>
      {icon && (
        <div className="grid size-12 place-items-center rounded-2xl bg-tint text-primary-ink [&_svg]:size-6" aria-hidden="true">
          {icon}
        </div>
      )}
      <h3 className="font-semibold">{title}</h3>
      {children && <div className="text-sm text-soft">{children}</div>}
      {action}
    </div>
  );
}

interface ErrorProps {
  error: unknown;
  title?: string;
  onRetry?: () => void;
  busy?: boolean;
}

/** Something could not be read: says what, and lets people try again. */
export function ErrorState({ error, title = 'This could not be loaded', onRetry, busy }: ErrorProps) {
  useFirstLookEnds();
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title={title}
        action={onRetry && <Button onClick={onRetry} busy={busy}>{!busy && <RotateCw className="size-4" />}Try again</Button>}
      >
        {sentence(error)}
      </EmptyState>
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <div className={cx('shimmer rounded-lg', className)} aria-hidden="true" />;
}

/** A whole page's worth of words: for what is not found, not allowed, or broken. */
export function Notice({ icon, title, children, action }: Omit<EmptyProps, 'className'>) {
  useFirstLookEnds();
  return (
    <main className="backdrop grid min-h-dvh place-items-center p-4">
      <div className="panel w-full max-w-md rounded-3xl px-4 py-4 shadow-xl">
        <div className="flex flex-col items-center gap-3 px-4 py-8 text-center">
          {icon && (
            <div className="grid size-14 place-items-center rounded-2xl bg-tint text-primary-ink [&_svg]:size-7" aria-hidden="true">
              {icon}
            </div>
          )}
          <h1 className="text-xl font-semibold">{title}</h1>
          {children && <div className="text-soft">{children}</div>}
          {action && <div className="mt-2 flex w-full flex-wrap justify-center gap-2">{action}</div>}
        </div>
      </div>
    </main>
  );
}
