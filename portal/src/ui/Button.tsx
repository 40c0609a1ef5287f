import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Spinner } from './Spinner.tsx';

type Look = 'primary' | 'secondary' | 'ghost' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-primary text-on-primary hover:bg-primary-hover shadow-sm',
  secondary: 'border border-border bg-raised text-text hover:bg-hover',
  ghost: 'text-soft hover:bg-hover hover:text-text',
  danger: 'bg-danger text-on-danger hover:brightness-110',
};

const shared =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-xl font-medium transition-[background-color,color,filter,transform] ' +
  'active:scale-[0.98] disabled:opacity-55 disabled:active:scale-100';

interface Props extends ComponentProps<'button'> {
  look?: Look;
  small?: boolean;
  /** Shows that it works, and takes no further press. */
  busy?: boolean;
}

export function Button({ look = 'secondary', small, busy, className, children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      className={cx(shared, looks[look], small ? 'tap px-3 text-sm' : 'tap min-h-10 px-4 text-sm', className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

interface IconProps extends ComponentProps<'button'> {
  /** What it does, for those who do not see the icon; also its tooltip. */
  label: string;
  look?: Look;
  children: ReactNode;
}

export function IconButton({ label, look = 'ghost', className, children, ...rest }: IconProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(shared, looks[look], 'tap-square [&_svg]:size-[1.125rem]', className)}
      {...rest}
    >
      {children}
    </button>
  );
}
