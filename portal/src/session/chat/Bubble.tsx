import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { bubble } from './bubble.ts';

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
      <div className={own ? bubble.own : bubble.answer}>
        {children}
      </div>
      {foot && <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1.5 text-xs text-muted">{foot}</div>}
    </article>
  );
}
