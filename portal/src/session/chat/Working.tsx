import { useLive } from '../sessionContext.ts';

/** That the builder is at it, with its own words for what it does. */
export function Working() {
  const message = useLive((live) => live.state?.status_message || live.state?.phase || 'Working');
  return (
    <div className="flex items-center gap-3 py-3 pl-1 text-sm text-soft">
      <span className="flex gap-1" aria-hidden="true">
        {[0, 150, 300].map((delay) => (
          <span key={delay} className="size-2 animate-bounce rounded-full bg-primary-ink" style={{ animationDelay: `${delay}ms` }} />
        ))}
      </span>
      <span className="min-w-0 truncate">{message}</span>
    </div>
  );
}
