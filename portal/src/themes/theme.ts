import { useSyncExternalStore } from 'react';
import { storage } from '../ui/storage.ts';
import { fallbackTheme, isThemeId, type ThemeId, themeKey } from './ids.ts';
import { palettes } from './palettes.ts';

const views = new Set<() => void>();
// What the server says of the client's theme may be from before it was chosen on this page.
let isChosen = false;

function read(): ThemeId {
  const { theme } = document.documentElement.dataset;
  return isThemeId(theme) ? theme : fallbackTheme;
}

/** Shows a theme, without remembering it. */
export function showTheme(theme: ThemeId): void {
  document.documentElement.dataset['theme'] = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', palettes[theme].background);
  views.forEach((view) => view());
}

/** Shows a theme and remembers it for this browser; other tabs follow by themselves. */
export function chooseTheme(theme: ThemeId): void {
  isChosen = true;
  keepTheme(theme);
}

function keepTheme(theme: ThemeId): void {
  storage.set(themeKey, theme);
  showTheme(theme);
}

/** The address names a theme: it holds for this page, whatever was chosen before. */
function isThemeForced(): boolean {
  return isThemeId(new URLSearchParams(location.search).get('theme'));
}

/**
 * Takes over what the client chose elsewhere. The default cannot be told from never having chosen, so it does not replace a
 * choice made here.
 */
export function adoptTheme(theme: string): void {
  if (!isThemeId(theme) || isThemeForced() || isChosen) return;
  if (theme !== fallbackTheme || storage.get(themeKey) === null) keepTheme(theme);
}

export function followOtherTabs(): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === themeKey && isThemeId(newValue) && !isThemeForced()) showTheme(newValue);
  });
}

export function useTheme(): ThemeId {
  return useSyncExternalStore(
    (view) => {
      views.add(view);
      return () => views.delete(view);
    },
    read,
  );
}
