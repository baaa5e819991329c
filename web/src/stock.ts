// What this browser stores: own ink that is not on the server, and the piece as it
// was seen last, so that the page opens and draws without the server.
import { listSpaces, pause } from "./api";
import type { Core } from "./core";
import { readFrozen, writeFrozen } from "./frozen";
import { Keeper, leftBehind, storage } from "./kept";
import type { Life } from "./life";
import { learn, located, namesOf } from "./places";
import { locks, newReplica, ownReplica, type Replica } from "./replica";
import * as store from "./store";

export const shelf = storage();
export type { Replica };

const bytesPerMs = 200; // so much is written to the database at most, however large a piece is
const errandsAfter = 3_000; // ms; first what this page has to do
const errandsAgain = 60_000; // ms; where there are no locks, a tab that did not say that it goes is waited for
const lastKey = "easel.last"; // the token that was used last

/** The token of the link that was used last, or "". */
export function lastToken(): string {
  try { return shelf.getItem(lastKey) ?? ""; } catch { return ""; }
}

/** Forgets it: one does not want to come back there by oneself. */
export function forgetLast(): void {
  try { shelf.removeItem(lastKey); } catch { /* then not */ }
}

/** The replica that this page is: that of a page which left ink behind, if there is one. */
export async function replicaFor(token: string, life: Life): Promise<Replica> {
  return ownReplica(token !== "" ? leftBehind(shelf, namesOf(shelf, token)) : [], life);
}

export class Stock {
  private readonly names: [string, ...string[]]; // under which the workspace's things are stored
  private keeper: Keeper;
  private readonly kept: boolean; // an earlier page has left ink
  private frozenAt = 0; // seq
  private notBefore = 0;
  private piece = 0;
  private ran = false; // the errands, once

  constructor(private readonly core: Core, private replica: Replica, private readonly token: string, private readonly life: Life) {
    this.names = namesOf(shelf, token);
    this.keeper = new Keeper(shelf, replica.id, this.names);
    const kept = this.keeper.read();
    this.kept = kept !== null && core.restore(kept);
    if (kept !== null && !this.kept) this.keeper.aside(); // of another version, or damaged: it is not ours to delete
  }

  /** Whether the replica is this page's for certain. */
  sure(): boolean { return this.replica.sure(); }

  /** Stores what is not on the server, and reports whether nothing is in this page alone. */
  keep(): boolean {
    if (!this.sure()) return store.shelved.value;
    const done = this.keeper.write(this.core.keep(performance.now()));
    store.shelved.value = done;
    return done;
  }

  /** Learns where the link leads, for the next visit by another way. */
  private async locate(): Promise<void> {
    if (located(shelf, this.token)) return;
    const { here } = await listSpaces(this.token).catch(() => ({ here: 0 }));
    if (here > 0) learn(shelf, this.token, `~${here}`);
  }

  /** Stores the piece, if it has changed. */
  freeze(): void {
    const s = store.state.value;
    if (s.phase === "live") void this.locate();
    if (s.phase !== "live" || s.seq === this.frozenAt || (performance.now() < this.notBefore && !document.hidden)) return;
    const bytes = this.core.freeze();
    if (bytes.length === 0) return;
    this.frozenAt = s.seq;
    this.notBefore = performance.now() + bytes.length / bytesPerMs;
    void writeFrozen(this.names[0], bytes);
    try { shelf.setItem(lastKey, this.token); } catch { /* then not */ }
  }

  /** Takes note of a state that is shown now. */
  told(s: store.State): void {
    if (s.phase !== "live") return;
    if (s.piece !== this.piece) this.freeze(); // or what is kept would be of another piece
    this.piece = s.piece;
    void this.errands();
  }

  /** Sends what other tabs left behind, now that the server is there. */
  private async errands(): Promise<void> {
    if (this.ran) return;
    this.ran = true;
    for (let ms = errandsAfter; ; ms = errandsAgain) {
      await pause(ms, this.life.signal);
      if (this.life.over) return;
      if (leftBehind(shelf, this.names).some((r) => r !== this.replica.id)) {
        const { runErrands } = await import("./errand"); // seldom needed
        await runErrands(shelf, this.names, this.token, this.life);
      }
      if (locks()) return; // who is left has a tab of its own
    }
  }

  /** Takes up the piece as it was seen last, unless the server was faster, and reports whether it did. */
  async thaw(): Promise<boolean> {
    const frozen = await readFrozen(this.names);
    if (frozen === null || this.life.over || store.state.value.piece !== 0) return false;
    if (!this.kept) {
      // What is drawn now must not be taken for what this tab's replica has sent before.
      const replica = await newReplica(this.life);
      if (this.life.over || store.state.value.piece !== 0) return false;
      this.replica = replica;
      this.core.begin(replica.id);
      this.core.token(this.token);
      this.keeper = new Keeper(shelf, replica.id, this.names);
    }
    return this.core.thaw(frozen, performance.now());
  }
}
