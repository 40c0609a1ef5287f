import type { ThemeId } from './ids.ts';

/** What a theme is made of; everything else is worked out from it (tokens.ts). */
export interface Palette {
  name: string;
  tagline: string;
  scheme: 'dark' | 'light';
  background: string;
  surface: string;
  text: string;
  soft: string;
  muted: string;
  primary: string;
  secondary: string;
  accent: string;
}

export const palettes: Record<ThemeId, Palette> = {
  ember: dark('Ember', 'Deep amber warmth', '1A0A00 2D1408 FFF8F0 FFCBA4 C4916C FC2A0D FD6C71 FFC36A'),
  coral: dark('Coral', 'Ocean coral vibes', '1A0A0A 2D1414 FFF0F0 FFB4B4 C47070 FF7F50 FF6B6B FFD93D'),
  sunset: dark('Sunset', 'Warm sunset tones', '1A0F0A 2D1F14 FFF8F0 FFD4A4 C49B6C FFA500 FF8C00 FFD700'),
  aurora: dark('Aurora', 'Northern lights magic', '0A1A1A 142D2D F0FFFF A4FFCB 6CC491 00FF7F 00CED1 7FFFD4'),
  legacy: dark('Legacy', 'Classic elegance', '0A0A1A 14142D F0F0FF B4B4FF 7070C4 6366F1 818CF8 A5B4FC'),
  sandstone: dark('Sandstone', 'Desert warmth', '1A1408 2D2414 FFF8E8 E8D4A4 B4A070 D2B48C C4A06C DEB887'),
  champagne: dark('Champagne', 'Celebration sparkle', '1A1810 2D2820 FFFEF8 F5E6C8 C4B090 F7E7CE E8D4A8 FFD700'),
  zoom: dark('Zoom', 'Professional blue', '0A0F1A 141F2D F0F8FF A4C8FF 6C91C4 2D8CFF 0066CC 00BFFF'),
  daylight: {
    ...dark('Daylight', 'Bright and quiet', 'F6F4F1 FFFFFF 1F1A17 4A423C 6B6159 C2410C B45309 0F766E'),
    scheme: 'light',
  },
};

function dark(name: string, tagline: string, colours: string): Palette {
  const [background, surface, text, soft, muted, primary, secondary, accent] = colours.split(' ').map((hex) => `#${hex}`);
  return {
    name,
    tagline,
    scheme: 'dark',
    background: background!,
    surface: surface!,
    text: text!,
    soft: soft!,
    muted: muted!,
    primary: primary!,
    secondary: secondary!,
    accent: accent!,
  };
}
