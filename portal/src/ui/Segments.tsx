import { cx } from './cx.ts';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { id: T; name: string }[];
  onChange: (id: T) => void;
}

/** One of a few, all of them seen. */
export function Segments<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <div role="group" aria-label={label} className="flex rounded-xl border border-border bg-raised p-0.5">
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === value}
          onClick={() => onChange(option.id)}
          className={cx(
            'tap rounded-[0.625rem] px-3 text-sm transition-colors',
            option.id === value ? 'bg-tint font-medium text-text' : 'text-soft hover:text-text',
          )}
        >
          {option.name}
        </button>
      ))}
    </div>
  );
}
