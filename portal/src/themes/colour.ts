/** Colours as sRGB triples 0–255. */
type Rgb = readonly [number, number, number];

export function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function format(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** `amount` of `over` laid on `under`: what a translucent colour looks like. */
export function mix(under: string, over: string, amount: number): string {
  const [a, b] = [parse(under), parse(over)];
  return format([0, 1, 2].map((i) => a[i]! + (b[i]! - a[i]!) * amount) as unknown as Rgb);
}

/** The contrast ratio of WCAG 2.2, 1–21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** `colour`, moved towards white or black in small steps until it stands out from every ground by `ratio`. */
export function legible(colour: string, grounds: readonly string[], ratio: number, towards: string): string {
  for (let step = 0; step <= 50; step++) {
    const candidate = mix(colour, towards, step / 50);
    if (grounds.every((ground) => contrast(candidate, ground) >= ratio)) {
      return candidate;
    }
  }
  return towards;
}

function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((part) => {
    const linear = part / 255;
    return linear <= 0.04045 ? linear / 12.92 : ((linear + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
