const first = 1000;
const longest = 30_000;

/** Waits between attempts: twice as long each time up to half a minute, each a random half more or less. */
export class Backoff {
  private attempts = 0;

  constructor(private readonly random: () => number = Math.random) {}

  next(): number {
    const wait = Math.min(first * 2 ** this.attempts, longest);
    this.attempts = Math.min(this.attempts + 1, 10);
    return wait * (0.5 + this.random());
  }

  reset(): void {
    this.attempts = 0;
  }
}
