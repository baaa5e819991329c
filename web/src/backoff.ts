// Exponential backoff with full jitter: a crowd that lost its server does not
// come back all at once.
export const first = 250;
export const most = 15_000;

export class Backoff {
  private tries = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** The ms to wait before the next try. */
  next(): number {
    const cap = Math.min(first * 2 ** this.tries, most);
    this.tries++;
    return Math.round(50 + this.random() * cap);
  }

  reset(): void { this.tries = 0; }
}
