// Ink that other tabs of this browser left behind: the page sends it for them, one
// replica after the other, each by a core and a socket of its own. What its piece
// no longer takes waits for a tab that can ask what shall become of it.
import { Core, Todo } from "./core";
import { Keeper, leftBehind, type Shelf } from "./kept";
import type { Life } from "./life";
import { claim } from "./replica";
import { dial, Session } from "./session";
import type { State } from "./store";
import { wireOf } from "./wire";

const tick = 100; // ms
const longest = 10 * 60_000; // ms; more than a thousand waiting strokes take is left to the next visit

/** Sends what is left behind for a link. */
export async function runErrands(shelf: Shelf, names: [string, ...string[]], token: string, life: Life): Promise<void> {
  for (const replica of leftBehind(shelf, names)) {
    if (life.over) return;
    await claim(replica, async (sure, held) => {
      life.last(() => { held.end(); });
      await errand(new Keeper(shelf, replica, names), replica, token, sure, held);
    });
  }
}

async function errand(keeper: Keeper, replica: bigint, token: string, sure: () => boolean, life: Life): Promise<void> {
  const kept = keeper.read();
  const core = await Core.load(replica);
  if (kept === null || !core.restore(kept)) return;
  core.token(token);
  const session = new Session(wireOf(core, sure), dial);
  session.open();
  const end = performance.now() + longest;
  life.every(tick, () => {
    if (!sure()) return;
    const now = performance.now();
    const todo = core.x.tick(now);
    if (todo & Todo.reopen) session.reopen();
    if (todo & Todo.send) session.flush();
    const s = core.state<State>();
    if (s.phase === "live") keeper.write(core.keep(now));
    const settled = s.phase === "live" && s.pending + s.open + s.waiting + s.unsaved === 0;
    if (settled || s.phase === "refused" || now > end) life.end();
  });
  await new Promise<void>((done) => { life.last(done); });
  session.close();
}
