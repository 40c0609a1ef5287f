import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './Button.tsx';
import { dismiss, type Toast, toastStore } from './toasts.ts';

const icons = { plain: Info, success: CircleCheck, error: CircleAlert };
const colours = { plain: 'text-info-ink', success: 'text-success-ink', error: 'text-danger-ink' };

/** Short words at the edge of the screen; what can be undone can be undone here. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read);
  return (
    <div
      role="region"
      aria-label="Notices"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(env(safe-area-inset-bottom)+4.5rem)] z-50 flex flex-col items-center gap-2 sm:inset-x-auto sm:top-16 sm:right-4 sm:bottom-auto sm:items-end"
    >
      <div role="status" className="contents">
        {toasts.map((shown) => <Notice key={shown.id} shown={shown} />)}
      </div>
    </div>
  );
}

function Notice({ shown }: { shown: Toast }) {
  const [held, setHeld] = useState(false);
  const Icon = icons[shown.tone];

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(shown.id), shown.action || shown.tone === 'error' ? 10_000 : 5_000);
    return () => clearTimeout(timer);
  }, [held, shown]);

  return (
    <div
      className="pointer-events-auto flex w-full max-w-sm animate-rise items-center gap-3 rounded-xl border border-border bg-raised py-2 pr-2 pl-3.5 text-sm shadow-xl"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={`size-[1.125rem] shrink-0 ${colours[shown.tone]}`} aria-hidden="true" />
      <span className="min-w-0 flex-1">{shown.text}</span>
      {shown.action && (
        <Button
          small
          look="ghost"
          className="text-primary-ink"
          onClick={() => {
            dismiss(shown.id);
            shown.action?.run();
          }}
        >
          {shown.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" onClick={() => dismiss(shown.id)}><X /></IconButton>
    </div>
  );
}
