import type { LucideIcon } from 'lucide-react';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** A second line. */
  hint?: string;
  /** Colours to show in place of an icon. */
  swatch?: readonly string[];
  danger?: boolean;
  disabled?: boolean;
  /** One of several, of which the chosen one is ticked. */
  chosen?: boolean;
  /** A line above it. */
  apart?: boolean;
  onSelect: () => void;
}
