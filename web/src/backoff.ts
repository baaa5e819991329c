// Exponential backoff with full jitter: a crowd that lost its server does not
// come back all at once.
export const first = 250;
export const most = 15_000;

/** The ms to wait after so many tries, by a random number below 1. */
export function waitMs(tries: number, random: number): number {
  return Math.round(50 + random * Math.min(first * 2 ** tries, most));
}

export class Backoff {
  private tries = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** The ms to wait before the next try. */
  next(): number { return waitMs(this.tries++, this.random()); }

  reset(): void { this.tries = 0; }
}
