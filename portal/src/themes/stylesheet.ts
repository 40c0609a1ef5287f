import { fallbackTheme, themeIds } from './ids.ts';
import { palettes } from './palettes.ts';
import { tokens } from './tokens.ts';

/** The themes as CSS custom properties, chosen by `data-theme` on the root. */
export function stylesheet(): string {
  return themeIds
    .map((id) => {
      const palette = palettes[id];
      const selector = id === fallbackTheme ? `:root,[data-theme='${id}']` : `[data-theme='${id}']`;
      const properties = Object.entries(tokens(palette)).map(([name, value]) => `--${name}:${value}`);
      return `${selector}{color-scheme:${palette.scheme};${properties.join(';')}}`;
    })
    .join('\n');
}
