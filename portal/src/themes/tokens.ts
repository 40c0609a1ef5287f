import { contrast, legible, mix } from './colour.ts';
import type { Palette } from './palettes.ts';

/** Contrast of AA: text, and the edges of controls. */
export const textRatio = 4.5;
export const edgeRatio = 3;

/** From here on white is taken, and the ground under it made a little darker. */
const nearlyLegible = 3.2;

const white = '#ffffff';
const black = '#140a05';

const signals = {
  dark: { danger: '#F87171', success: '#4ADE80', warning: '#FBBF24', info: '#60A5FA' },
  light: { danger: '#DC2626', success: '#15803D', warning: '#B45309', info: '#1D4ED8' },
};

/**
 * Every colour the interface uses, by its role. Colours for text are moved until they are legible on each ground they stand
 * on; the test of contrast holds this to it.
 */
export function tokens(palette: Palette) {
  const { scheme, background, surface, text } = palette;
  const towards = scheme === 'dark' ? '#ffffff' : '#000000';
  const onPrimary = on(palette.primary);
  // Moved a little where white can nearly be read on it.
  const primary = legible(palette.primary, [onPrimary], textRatio, onPrimary === white ? '#000000' : white);
  const raised = mix(surface, text, scheme === 'dark' ? 0.05 : 0.03);
  const hover = mix(surface, text, scheme === 'dark' ? 0.09 : 0.06);
  const tint = mix(surface, primary, scheme === 'dark' ? 0.16 : 0.08);
  const grounds = [background, surface, raised, hover, tint];
  const ink = (colour: string) => legible(colour, grounds, textRatio, towards);
  const signal = signals[scheme];
  const tintOf = (colour: string) => mix(surface, colour, 0.12);
  const signalInk = (colour: string) => legible(colour, [...grounds, tintOf(colour)], textRatio, towards);
  const danger = scheme === 'dark' ? '#DC2626' : signal.danger;
  return {
    background,
    surface,
    raised,
    hover,
    tint,
    text,
    soft: ink(palette.soft),
    muted: ink(palette.muted),
    primary,
    // A lighter or darker primary for the pointer's rest; away from the text on it.
    'primary-hover': mix(primary, onPrimary === white ? '#000000' : white, 0.12),
    'on-primary': onPrimary,
    'primary-ink': ink(primary),
    secondary: palette.secondary,
    accent: palette.accent,
    border: mix(surface, text, scheme === 'dark' ? 0.12 : 0.12),
    // The edge of a field must be seen, not only guessed.
    edge: legible(mix(surface, text, 0.3), [background, surface, raised], edgeRatio, towards),
    ring: ink(primary),
    danger,
    'on-danger': on(danger),
    'danger-ink': signalInk(signal.danger),
    'success-ink': signalInk(signal.success),
    'warning-ink': signalInk(signal.warning),
    'info-ink': ink(signal.info),
    'danger-tint': tintOf(signal.danger),
    'success-tint': tintOf(signal.success),
    'warning-tint': tintOf(signal.warning),
  };
}

export type Tokens = ReturnType<typeof tokens>;

/** White where it can nearly be read on `ground`, else black. */
function on(ground: string): string {
  return contrast(white, ground) >= nearlyLegible ? white : black;
}
