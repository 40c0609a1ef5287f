import type { Plugin } from 'vite';
import { stylesheet } from '../src/themes/stylesheet.ts';

const name = 'virtual:themes.css';

/** Writes the themes' tokens as a stylesheet: one place for colours, no inline styles. */
export function themes(): Plugin {
  return {
    name: 'themes',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? stylesheet() : undefined),
  };
}
