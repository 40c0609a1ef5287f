import * as Radix from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';
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

export function Tabs({ label, tabs, value, onChange, className, aside }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={cx('flex min-h-0 flex-col', className)}>
      <div className="flex items-center gap-1 border-b border-border px-3">
        <Radix.List aria-label={label} className="flex flex-1 gap-1">
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.id}
              value={tab.id}
              className={
                'tap relative flex items-center gap-2 px-2.5 py-3 text-sm font-medium text-muted hover:text-text ' +
                'data-[state=active]:text-text data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 ' +
                'data-[state=active]:after:-bottom-px data-[state=active]:after:h-0.5 ' +
                'data-[state=active]:after:rounded-full data-[state=active]:after:bg-primary-ink'
              }
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="min-h-0 flex-1 -outline-offset-2">{tab.content}</Radix.Content>
      ))}
    </Radix.Root>
  );
}
