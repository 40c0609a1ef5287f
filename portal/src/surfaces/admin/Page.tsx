import type { ReactNode } from 'react';
import { cx } from '@/ui/cx.ts';

/** A page's measure and rhythm. */
export function Page({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className={cx('mx-auto flex w-full flex-col gap-5 p-4 sm:p-6', wide ? 'max-w-7xl' : 'max-w-4xl')}>{children}</div>
    </div>
  );
}

export function PageHead({ title, children, aside }: { title: string; children?: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        {children && <p className="text-sm text-soft">{children}</p>}
      </div>
      {aside}
    </div>
  );
}
