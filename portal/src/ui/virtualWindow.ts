/** Where each item begins, and behind them where the last one ends. */
export function offsetsOf(heights: readonly number[]): number[] {
  const offsets = [0];
  for (const height of heights) offsets.push(offsets.at(-1)! + height);
  return offsets;
}

/**
 * The items from `first` up to but without `last` that are in sight, and some around them.
 *
 * @param spare pixels above and below that exist as well, so that scrolling does not show what is not there yet.
 */
export function windowOf(offsets: readonly number[], top: number, height: number, spare = 600) {
  const count = offsets.length - 1;
  if (count <= 0) return { first: 0, last: 0 };
  const first = Math.min(count - 1, Math.max(0, firstAbove(offsets, top - spare) - 1));
  const last = Math.min(count, Math.max(first + 1, firstAbove(offsets, top + height + spare)));
  return { first, last };
}

/** The first item that begins beyond `position`. */
function firstAbove(offsets: readonly number[], position: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
