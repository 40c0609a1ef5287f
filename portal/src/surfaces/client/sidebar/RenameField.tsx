import { useEffect, useRef } from 'react';

interface Props {
  name: string;
  /** The new name, or null when it stays. */
  onDone: (name: string | null) => void;
}

/** A name, changed where it stands: Enter or leaving keeps, Escape does not. */
export function RenameField({ name, onDone }: Props) {
  const done = useRef(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => field.current?.select(), []);

  const finish = (value: string | null) => {
    if (done.current) return;
    done.current = true;
    const trimmed = value?.trim();
    onDone(trimmed && trimmed !== name ? trimmed : null);
  };
  return (
    <input
      ref={field}
      aria-label="Name of the project"
      defaultValue={name}
      maxLength={200}
      dir="auto"
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(null);
      }}
      className="relative min-w-0 flex-1 rounded-md border border-ring bg-background px-1.5 py-0.5 text-sm font-medium"
    />
  );
}
