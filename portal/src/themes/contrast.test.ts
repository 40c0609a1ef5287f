import { describe, expect, it } from 'vitest';
import { contrast } from './colour.ts';
import { themeIds } from './ids.ts';
import { palettes } from './palettes.ts';
import { edgeRatio, textRatio, type Tokens, tokens } from './tokens.ts';

const grounds: (keyof Tokens)[] = ['background', 'surface', 'raised', 'hover', 'tint'];
const inks: (keyof Tokens)[] = [
  'text', 'soft', 'muted', 'primary-ink', 'danger-ink', 'success-ink', 'warning-ink', 'info-ink',
];

describe.each(themeIds)('the theme %s', (id) => {
  const colours = tokens(palettes[id]);

  it.each(inks)('can be read in %s on every ground', (ink) => {
    for (const ground of grounds) {
      expect(contrast(colours[ink], colours[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(textRatio);
    }
  });

  it.each([
    ['on-primary', 'primary'],
    ['on-primary', 'primary-hover'],
    ['on-danger', 'danger'],
    ['danger-ink', 'danger-tint'],
    ['success-ink', 'success-tint'],
    ['warning-ink', 'warning-tint'],
    ['text', 'danger-tint'],
    ['text', 'success-tint'],
    ['text', 'warning-tint'],
  ] as const)('can be read in %s on %s', (ink, ground) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(textRatio);
  });

  it.each(['edge', 'ring'] as const)('shows the %s of controls', (edge) => {
    for (const ground of ['background', 'surface', 'raised'] as const) {
      expect(contrast(colours[edge], colours[ground]), `${edge} on ${ground}`).toBeGreaterThanOrEqual(edgeRatio);
    }
  });
});

it('knows the contrast of black on white, and of a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#2D8CFF', '#2D8CFF')).toBe(1);
});
