/** The mark and the name. */
export function Brand({ compact }: { compact?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="9" fill="var(--primary)" />
        <path
          d="M9 11l5 5-5 5M16.5 21.5H23" fill="none" stroke="var(--on-primary)" strokeWidth="2.6"
          strokeLinecap="round" strokeLinejoin="round"
        />
      </svg>
      <span className={compact ? 'max-lg:sr-only' : undefined}>Tmux<span className="text-primary-ink"> Builder</span></span>
    </span>
  );
}
