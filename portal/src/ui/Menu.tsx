import { cloneElement, lazy, type ReactElement, useState } from 'react';
import type { MenuItem } from './menuItem.ts';
import { Part } from './Part.tsx';

const load = () => import('./MenuContent.tsx');
const MenuContent = lazy(load);
// Only to have it sooner: whether it can be had is told when it is opened.
const fetchEarly = () => void load().catch(() => undefined);

interface TriggerProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<TriggerProps>;
  items: readonly MenuItem[];
  label: string;
  align?: 'start' | 'end';
  onOpen?: () => void;
}

/** A menu whose code is fetched when somebody comes near it, so that the first load does not pay for it. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) props.onOpen?.();
  };
  const trigger = cloneElement(props.trigger, {
    onClick: () => {
      setWanted(true);
      change(true);
    },
    onPointerEnter: fetchEarly,
    onFocus: fetchEarly,
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  });
  return wanted ? (
    <Part fallback={trigger} onFail={() => setWanted(false)}>
      <MenuContent {...props} open={open} onOpenChange={change} />
    </Part>
  ) : (
    trigger
  );
}
