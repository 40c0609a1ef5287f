import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

export const inputLook =
  'w-full rounded-xl border bg-background/60 px-3.5 py-2.5 text-text outline-offset-0 transition-colors ' +
  'placeholder:text-muted hover:border-ring/60 disabled:opacity-60';

interface Wired {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  /** The control, given what ties it to label, hint and error. */
  children: (wired: Wired) => ReactNode;
}

export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="flex items-baseline justify-between text-sm font-medium text-soft">
        {label}
        {optional && <span className="text-xs font-normal text-muted">Optional</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-danger-ink" role="alert">{error}</p>
      ) : (
        hint && <p id={`${id}-hint`} className="text-xs text-muted">{hint}</p>
      )}
    </div>
  );
}

type Labelled = Omit<FieldProps, 'children'>;

export function TextField({ label, hint, error, optional, className, ...rest }: Labelled & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <input {...wired} {...rest} className={cx(inputLook, 'tap', error ? 'border-danger-ink' : 'border-edge', className)} />
      )}
    </Field>
  );
}

export function TextArea({ label, hint, error, optional, className, ...rest }: Labelled & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <textarea
          {...wired}
          {...rest}
          className={cx(inputLook, 'resize-y', error ? 'border-danger-ink' : 'border-edge', className)}
        />
      )}
    </Field>
  );
}
