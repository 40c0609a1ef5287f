import { expect, it } from 'vitest';
import { fallbackTheme, themeIds } from './ids.ts';
import { adoptTheme, chooseTheme } from './theme.ts';

const shown = () => document.documentElement.dataset['theme'];
const [one, other] = themeIds.filter((id) => id !== fallbackTheme);

it('takes over what was chosen elsewhere, but not behind a choice of this page', () => {
  adoptTheme(one!);
  expect(shown()).toBe(one);
  chooseTheme(other!);
  adoptTheme(one!);
  expect(shown()).toBe(other);
});
