// A replica is one tab's at a time. Where browsers have no locks, the database holds
// a lease on it, which the tab renews. A page that slept while it ran out is not sure
// of it any more: it waits until it knows whether another has taken it meanwhile.
import { free, type Row } from "./lease";

export const tenureMs = 180_000; // a page that is not seen may have its timers run once a minute
export const renewMs = 30_000;

/** Looks at a lease and writes what comes of that, with nobody between; see lease.ts. */
export type Change = (next: (row: Row | undefined) => Row | null) => Promise<boolean>;

export class Tenure {
  private until = 0; // of the clock; 0 is not ours
  private asking = false;

  constructor(readonly who: string, private readonly change: Change, private readonly now: () => number, private readonly lost: () => void) {}

  /** Takes it, unless somebody has it who has not gone, and reports whether it did. */
  async take(gone: readonly string[]): Promise<boolean> {
    const now = this.now();
    const until = now + tenureMs;
    const done = await this.change((row) => (free(row, now, tenureMs) || gone.includes(row?.who ?? "") ? { who: this.who, until } : null));
    if (done) this.until = until;
    return done;
  }

  /** Whether nobody else can have it now. If that is not sure it is soon, or it is lost. */
  sure(): boolean {
    if (!free({ until: this.until }, this.now(), tenureMs)) return true;
    void this.renew();
    return false;
  }

  /** Has it for longer. It is not taken anew: another may have had it meanwhile, and given it back. */
  async renew(): Promise<void> {
    if (this.asking || this.until === 0) return;
    this.asking = true;
    const until = this.now() + tenureMs;
    const still = await this.change((row) => (row?.who === this.who ? { who: this.who, until } : null)).catch(() => true); // nobody else can take it either
    this.asking = false;
    if (this.until === 0) return;
    if (still) this.until = until;
    else this.lose();
  }

  /** It is not ours any more. */
  lose(): void {
    this.until = 0;
    this.lost();
  }

  async give(): Promise<void> {
    this.until = 0;
    await this.change((row) => (row?.who === this.who ? { who: this.who, until: 0 } : null)).catch(() => false); // it runs out by itself
  }
}

const goneKey = "easel.gone";
const goneMax = 64; // one that is forgotten is waited for

/** The tabs that have said that they go; the database would not listen to that any more. */
export function readGone(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? "");
    return Array.isArray(list) ? list.filter((w): w is string => typeof w === "string").slice(-goneMax) : [];
  } catch {
    return [];
  }
}

export function goneTabs(): string[] {
  try { return readGone(localStorage.getItem(goneKey)); } catch { return []; }
}

/** Says that a tab goes. */
export function sayGone(who: string): void {
  try { localStorage.setItem(goneKey, JSON.stringify([...goneTabs(), who].slice(-goneMax))); } catch { /* then it is waited for */ }
}
