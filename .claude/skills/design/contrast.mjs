// Usage: contrast.mjs TEXT GROUND, each as #rrggbb. Prints the WCAG contrast ratio; status 1 when it is below 4.5.
const [text, ground] = process.argv.slice(2);
if (![text, ground].every((colour) => /^#[0-9a-f]{6}$/i.test(colour ?? ""))) {
  console.error("Right is: contrast.mjs '#rrggbb' '#rrggbb'");
  process.exit(2);
}

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const [darker, lighter] = [luminance(text), luminance(ground)].sort((left, right) => left - right);
const ratio = (lighter + 0.05) / (darker + 0.05);
console.log(`${text} on ${ground}: ${ratio.toFixed(2)} (${ratio >= 4.5 ? "fine for all text" : ratio >= 3 ? "large headings only" : "too weak"})`);
process.exit(ratio >= 4.5 ? 0 : 1);
