// Tells what a new state brings in sentences, each once: notices, why strokes wait
// for as long as they wait again and again, that another piece has begun.
import * as store from "./store";

/** Strokes that wait again sooner than so many ms after the last ones wait for the same reason, which was told. */
export const toldFor = 60_000;

export class Teller {
  private noticed = 0; // the last notice
  private waited = -Infinity; // ms, when strokes waited
  private piece = 0; // that was shown last

  tell(s: Told, now: number): void {
    for (const n of s.notices) if (n.id > this.noticed && n.kind !== "strays") store.toast(n.text);
    this.noticed = Math.max(this.noticed, ...s.notices.map((n) => n.id));
    this.waits(s, now);
    if (this.piece !== 0 && s.piece !== this.piece) store.toast("A new piece has begun. The one before is in the gallery.");
    this.piece = s.piece || this.piece;
  }

  /** Why strokes wait is told by who lets them wait, as for those of a file. */
  told(now: number): void { this.waited = now; }

  private waits(s: Told, now: number): void {
    const why = store.whyWaiting(s);
    if (why === "") return;
    if (now - this.waited >= toldFor) store.toast(why, 9000);
    this.waited = now;
  }
}

type Told = Pick<store.State, "notices" | "piece"> & Parameters<typeof store.whyWaiting>[0];
