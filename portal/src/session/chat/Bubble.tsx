import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';

interface Props {
  own?: boolean;
  children: ReactNode;
  /** Small print under it. */
  foot?: ReactNode;
}

export function Bubble({ own, children, foot }: Props) {
  return (
    <article className={cx('flex flex-col gap-1 py-1.5', own ? 'items-end' : 'items-start')}>
      <h3 className="sr-only">{own ? 'You' : 'Builder'}</h3>
      <div
        className={cx(
          'max-w-[min(42rem,92%)] rounded-2xl px-4 py-2.5',
          own ? 'rounded-br-md bg-tint text-text ring-1 ring-primary/35 ring-inset' : 'rounded-bl-md border border-border bg-raised',
        )}
      >
        {children}
      </div>
      {foot && <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1.5 text-xs text-muted">{foot}</div>}
    </article>
  );
}
