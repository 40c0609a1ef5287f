/** The storage key that the parent site shares. */
export const themeKey = 'cocreate-theme';

export const fallbackTheme = 'ember';

export const themeIds = [
  'ember',
  'coral',
  'sunset',
  'aurora',
  'legacy',
  'sandstone',
  'champagne',
  'zoom',
  'daylight',
] as const;

export type ThemeId = (typeof themeIds)[number];

export function isThemeId(value: unknown): value is ThemeId {
  return typeof value === 'string' && (themeIds as readonly string[]).includes(value);
}
