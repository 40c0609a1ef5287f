const exact = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const counts = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

/** A cost in dollars; what is less than a cent is said to be so. */
export function money(dollars: number): string {
  return dollars > 0 && dollars < 0.01 ? '< $0.01' : exact.format(dollars);
}

/** A count in few characters. */
export function count(number: number): string {
  return counts.format(number);
}

/** A size in the unit that suits it. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(size < 10 * 1024 ? 1 : 0)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}
