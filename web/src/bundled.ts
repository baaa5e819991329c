// Reads what changes often, but not as often as it changes.

/** So long, ms, it is not read again because of others: a class that comes is one reading, or two. */
export const apart = 2000;

/** Never reads twice at once, so that no late answer takes the place of a newer one. */
export class Bundled<T> {
  private busy = false;
  private wanted = false; // once more, when it may be
  private over = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly fetch: () => Promise<T>, private readonly got: (value: T) => void, private readonly failed: (e: unknown) => void) {}

  /** Reads it, as soon as it may be; after one's own deed that is at once. */
  read(own = false): void {
    this.wanted = true;
    if (own) this.rested();
    else this.next();
  }

  /** What comes after this is told to nobody. */
  end(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private rested(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.next();
  }

  private next(): void {
    if (!this.wanted || this.busy || this.timer !== undefined || this.over) return;
    this.wanted = false;
    this.busy = true;
    this.timer = setTimeout(() => { this.rested(); }, apart);
    this.fetch().then((value) => { if (!this.over) this.got(value); }, (e: unknown) => { if (!this.over) this.failed(e); }).finally(() => {
      this.busy = false;
      this.next();
    });
  }
}
