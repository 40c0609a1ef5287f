import { Hand } from 'lucide-react';
import { useLive } from '../sessionContext.ts';

/** Says that people of the platform are at the keyboard: what is sent meanwhile waits. */
export function TakenOver() {
  const taken = useLive((live) => live.state?.taken_over ?? false);
  return (
    <div role="status" className="contents">
      {taken && (
        <p className="flex animate-rise items-start gap-2.5 border-b border-border bg-warning-tint px-4 py-2.5 text-sm text-warning-ink">
          <Hand className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span><strong className="font-semibold">Our team has taken over for a moment.</strong> What you send waits and is not lost.</span>
        </p>
      )}
    </div>
  );
}
