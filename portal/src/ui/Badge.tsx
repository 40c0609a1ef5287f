import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'good' | 'busy' | 'warn' | 'bad' | 'info';

const looks: Record<Tone, string> = {
  neutral: 'bg-hover text-soft',
  good: 'bg-success-tint text-success-ink',
  busy: 'bg-tint text-primary-ink',
  warn: 'bg-warning-tint text-warning-ink',
  bad: 'bg-danger-tint text-danger-ink',
  info: 'bg-hover text-info-ink',
};

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={cx('inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap', looks[tone])}>
      {children}
    </span>
  );
}
