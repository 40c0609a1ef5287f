interface Props {
  /** 0–100. */
  value: number;
  label: string;
}

export function ProgressBar({ value, label }: Props) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1.5 overflow-hidden rounded-full bg-hover"
    >
      <div
        className="h-full origin-left rounded-full bg-linear-to-r from-primary to-accent transition-transform duration-500 ease-calm"
        style={{ transform: `scaleX(${value / 100})` }}
      />
    </div>
  );
}

export function ProgressRing({ value, label }: Props) {
  const length = 2 * Math.PI * 9;
  return (
    <svg viewBox="0 0 24 24" className="size-7 -rotate-90" role="img" aria-label={`${label}: ${value}%`}>
      <circle cx="12" cy="12" r="9" fill="none" stroke="var(--hover)" strokeWidth="3" />
      <circle
        cx="12" cy="12" r="9" fill="none" stroke="var(--primary-ink)" strokeWidth="3" strokeLinecap="round"
        strokeDasharray={length} strokeDashoffset={length * (1 - value / 100)}
        className="transition-[stroke-dashoffset] duration-500 ease-calm"
      />
    </svg>
  );
}
