import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';
import { useRef } from 'react';
import { cx } from './cx.ts';
import type { MenuProps } from './Menu.tsx';
import type { MenuItem } from './menuItem.ts';

interface Props extends MenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Not modal: a modal menu locks scrolling with a style element, which the content security policy refuses. */
export default function MenuContent({ trigger, items, label, align = 'end', open, onOpenChange }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<(() => void) | null>(null);

  // Only once the menu is gone and has given the focus back: what is chosen may take it on, and give it back in turn.
  const afterwards = (event: Event) => {
    const run = chosen.current;
    if (!run) return;
    chosen.current = null;
    event.preventDefault();
    button.current?.focus();
    run();
  };

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Trigger asChild ref={button}>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          onCloseAutoFocus={afterwards}
          className={
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-rise overflow-y-auto ' +
            'rounded-xl border border-border bg-surface p-1.5 text-text shadow-2xl'
          }
        >
          {items.map((item, index) => <Item key={`${index} ${item.label}`} item={item} onSelect={() => (chosen.current = item.onSelect)} />)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ item, onSelect }: { item: MenuItem; onSelect: () => void }) {
  const { icon: Icon, chosen } = item;
  const look = cx(
    'tap flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 text-sm outline-none select-none',
    'data-highlighted:bg-hover data-disabled:pointer-events-none data-disabled:opacity-50',
    item.danger ? 'text-danger-ink' : 'text-text',
  );
  const content = (
    <>
      {Icon && <Icon className="size-4 shrink-0 opacity-80" aria-hidden="true" />}
      {item.swatch && (
        <span className="flex overflow-hidden rounded-full border border-edge" aria-hidden="true">
          {item.swatch.map((colour) => <span key={colour} className="h-5 w-2" style={{ background: colour }} />)}
        </span>
      )}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.hint && <span className="block text-xs text-muted">{item.hint}</span>}
      </span>
      {chosen && <Check className="size-4 text-primary-ink" aria-hidden="true" />}
    </>
  );
  return (
    <>
      {item.apart && <Radix.Separator className="my-1.5 h-px bg-border" />}
      {chosen === undefined ? (
        <Radix.Item className={look} disabled={item.disabled} onSelect={onSelect}>{content}</Radix.Item>
      ) : (
        <Radix.CheckboxItem className={look} checked={chosen} disabled={item.disabled} onSelect={onSelect}>
          {content}
        </Radix.CheckboxItem>
      )}
    </>
  );
}
