import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

interface Tab {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  className?: string;
  /** Behind the tabs, in their row. */
  aside?: ReactNode;
}

/** Tabs as the ARIA practices have them: one stop for Tab, arrows from one to the next. */
export function Tabs({ label, tabs, value, onChange, className, aside }: Props) {
  const id = useId();
  const current = tabs.find((tab) => tab.id === value) ?? tabs[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === current?.id);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`${id}${next.id}`)?.focus();
  };

  return (
    <div className={cx('flex min-h-0 flex-col', className)}>
      <div className="flex items-center gap-1 border-b border-border px-3">
        <div role="tablist" aria-label={label} className="flex flex-1 gap-1" onKeyDown={onKeyDown}>
          {tabs.map((tab) => {
            const chosen = tab === current;
            return (
              <button
                key={tab.id}
                type="button"
                role="tab"
                id={`${id}${tab.id}`}
                aria-selected={chosen}
                aria-controls={`${id}panel`}
                tabIndex={chosen ? 0 : -1}
                onClick={() => onChange(tab.id)}
                className={cx(
                  'tap relative flex items-center gap-2 px-2.5 py-3 text-sm font-medium -outline-offset-2',
                  chosen
                    ? 'text-text after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full after:bg-primary-ink'
                    : 'text-muted hover:text-text',
                )}
              >
                {tab.label}
              </button>
            );
          })}
        </div>
        {aside}
      </div>
      {current && (
        <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${current.id}`} className="min-h-0 flex-1">
          {current.content}
        </div>
      )}
    </div>
  );
}
