// Whether the picture of a piece that has just been opened is still coming: until all of
// it is drawn for the first time, paper shows where there may be ink.
import { signal } from "@preact/signals";

/** How much of it is there, in percent; null if nobody waits. */
export const coming = signal<number | null>(null);

/** What is there in so many ms is not worth a word. */
export const quick = 400;

export class Coming {
  private begun = 0; // ms; 0 once all of it was there
  private most = 0; // tiles that were not drawn

  /** A sheet is laid out. */
  begin(now: number): void {
    [this.begun, this.most] = [now, 0];
    coming.value = null;
  }

  /** So many tiles of it are not drawn. */
  look(left: number, now: number): void {
    this.most = Math.max(this.most, left);
    if (left === 0) this.begun = 0;
    const percent = Math.floor(100 * (1 - left / Math.max(this.most, 1)));
    coming.value = this.begun > 0 && now - this.begun >= quick ? percent : null;
  }
}
