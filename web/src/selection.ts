// One's own strokes, chosen by a line around them or by a tap, to be moved, scaled,
// turned, recoloured, copied or taken away. The core does all that; here are the hands.
import { effect, signal } from "@preact/signals";
import type { Core } from "./core";
import type { Life } from "./life";
import { handles, outline } from "./marks";
import { fixed, idle, moved, scaled, still, through, turned, type Shift } from "./shift";
import * as store from "./store";
import type { Sheet } from "./sheet";
import type { Spot } from "./view";

export const lasso = signal(true); // or a rectangle
export const chosen = signal(0); // strokes

const handleReach = 14; // CSS px
const handleSize = 5;
const stalk = 30; // CSS px from the box to the handle that turns
const tapSlip = 4; // CSS px
const tapReach = 6;
const most = 500; // strokes, as core/client has it
const growth = 1.1; // by a button
const spin = Math.PI / 12; // likewise, as even turns of the handle
const nudgeRest = 300; // ms after the last arrow key until what it moved is sent: a key that is held repeats

interface Frame { x0: number; y0: number; x1: number; y1: number } // px of the piece

type Grip = { what: "around"; path: Spot[] } | { what: "move"; from: Spot } | { what: "scale"; from: Spot; about: Spot } | { what: "turn"; from: Spot; about: Spot };

export class Selection {
  frame: Frame | null = null; // around what is chosen
  private grip: Grip | null = null;
  private down = false;
  private shift: Shift = still;
  private nudged: { x: number; y: number; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(private readonly core: Core, private readonly sheet: Sheet, life: Life) {
    // Another tool lets the selection go; a colour that is taken is given to it.
    let taken = store.taken.peek();
    const tool = effect(() => { if (store.tool.value !== "select" && chosen.peek() > 0) this.drop(); });
    const paint = effect(() => {
      if (store.taken.value === taken) return;
      taken = store.taken.peek();
      if (store.tool.peek() === "select" && chosen.peek() > 0) this.recolor();
    });
    life.last(() => {
      this.settle();
      tool();
      paint();
      chosen.value = 0;
    });
  }

  /** The selection may have changed. */
  told(): void {
    const [n = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0] = this.core.selection();
    if (this.grip === null || this.grip.what === "around") this.frame = n === 0 ? null : { x0: x0 / 32, y0: y0 / 32, x1: x1 / 32, y1: y1 / 32 };
    chosen.value = n;
  }

  begin(): void {
    this.settle();
    this.down = true;
  }

  /** Goes on to the last of the samples; the first one after the pen came down says what is meant. */
  samples(packed: Int32Array, more: boolean): void {
    for (let i = 0; i + 3 < packed.length; i += 4) {
      const at = { x: (packed[i] ?? 0) / 256, y: (packed[i + 1] ?? 0) / 256 };
      if (this.down) this.take(at);
      else if (this.grip?.what === "around") this.grip.path.push(at);
    }
    const last = packed.subarray(-4);
    if (last.length === 4) this.drag({ x: (last[0] ?? 0) / 256, y: (last[1] ?? 0) / 256 }, more);
  }

  /** What lies under the pen: a handle, the box, or nothing. */
  private take(at: Spot): void {
    this.down = false;
    this.shift = still;
    const f = this.frame;
    const px = 1 / this.sheet.view.zoom;
    const near = (p: Spot): boolean => Math.hypot(p.x - at.x, p.y - at.y) < handleReach * px;
    if (f !== null) {
      const corners = this.corners(f);
      const i = corners.findIndex(near);
      const about = corners[(i + 2) % 4];
      if (near(this.turner(f))) { this.grip = { what: "turn", from: at, about: { x: (f.x0 + f.x1) / 2, y: (f.y0 + f.y1) / 2 } }; return; }
      if (i >= 0 && about !== undefined) { this.grip = { what: "scale", from: at, about }; return; }
      if (at.x > f.x0 - handleReach * px && at.x < f.x1 + handleReach * px && at.y > f.y0 - handleReach * px && at.y < f.y1 + handleReach * px) { this.grip = { what: "move", from: at }; return; }
    }
    this.grip = { what: "around", path: [at] };
  }

  private corners(f: Frame): Spot[] { return [{ x: f.x0, y: f.y0 }, { x: f.x1, y: f.y0 }, { x: f.x1, y: f.y1 }, { x: f.x0, y: f.y1 }]; }

  /** Where the handle that turns is: over the box, or at another side of it where no panel hides it. */
  private turner(f: Frame): Spot {
    const reach = stalk / this.sheet.view.zoom;
    const [x, y] = [(f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2];
    const over = { x, y: f.y0 - reach };
    return [over, { x, y: f.y1 + reach }, { x: f.x1 + reach, y }, { x: f.x0 - reach, y }].find((p) => this.sheet.clear(p)) ?? over;
  }

  private drag(at: Spot, even: boolean): void {
    const g = this.grip;
    if (g === null || g.what === "around") return;
    if (g.what === "move") {
      let [x, y] = [at.x - g.from.x, at.y - g.from.y];
      if (even) [x, y] = Math.abs(x) > Math.abs(y) ? [x, 0] : [0, y];
      this.shift = moved(x, y);
    } else if (g.what === "scale") {
      const [from, to] = [Math.hypot(g.from.x - g.about.x, g.from.y - g.about.y), Math.hypot(at.x - g.about.x, at.y - g.about.y)];
      this.shift = scaled(Math.min(Math.max(to / Math.max(from, 1), 0.02), 50), g.about);
    } else {
      const way = (p: Spot): number => Math.atan2(p.y - g.about.y, p.x - g.about.x);
      const step = Math.PI / 12;
      const angle = way(at) - way(g.from);
      this.shift = turned(even ? Math.round(angle / step) * step : angle, g.about);
    }
    this.give(this.shift, false);
  }

  /** The pen is up: what was shown stays, or what lies in the path is chosen. */
  up(with_: boolean): void {
    const g = this.grip;
    this.grip = null;
    if (g === null) return;
    if (g.what !== "around") {
      if (this.shift !== still) this.give(this.shift, true);
      this.shift = still;
    } else this.around(g.path, with_);
    this.told();
  }

  private around(path: Spot[], with_: boolean): void {
    const px = 1 / this.sheet.view.zoom;
    const first = path[0] ?? { x: 0, y: 0 };
    const last = path.at(-1) ?? first;
    const tap = path.every((p) => Math.hypot(p.x - first.x, p.y - first.y) < tapSlip * px);
    const line = tap ? [first] : lasso.value ? path : [first, { x: last.x, y: first.y }, last, { x: first.x, y: last.y }];
    const more = this.core.select(line, tapReach * px, with_);
    if (more) store.toast(`No more than ${most} strokes can be selected at once.`);
  }

  /** All of one's own. */
  all(): void {
    this.settle();
    const far = 3 * 4096;
    if (this.core.select([{ x: -far, y: -far }, { x: far, y: -far }, { x: far, y: far }, { x: -far, y: far }], 0, false)) store.toast(`No more than ${most} strokes can be selected at once.`);
    this.told();
  }

  cancel(): void {
    if (this.grip !== null && this.grip.what !== "around") this.give(still, false);
    this.grip = null;
    this.down = false;
    this.told();
  }

  /** Moves what is chosen by so many px, as arrow keys do. It stays when they rest. */
  nudge(x: number, y: number): void {
    const was = this.nudged;
    if (was !== null) clearTimeout(was.timer);
    this.nudged = { x: x + (was?.x ?? 0), y: y + (was?.y ?? 0), timer: setTimeout(() => { this.settle(); }, nudgeRest) };
    this.give(moved(this.nudged.x, this.nudged.y), false);
    this.told();
  }

  /** What arrow keys have moved stays there. */
  settle(): void {
    const n = this.nudged;
    if (n === null) return;
    this.nudged = null;
    clearTimeout(n.timer);
    this.give(moved(n.x, n.y), true);
    this.told();
  }

  /** Does what a key says with what is chosen, and reports whether there was something. */
  key(name: string, far: boolean): boolean {
    if (store.tool.value !== "select" || chosen.value === 0) return false;
    const step = far ? 10 : 1;
    const way = { left: [-step, 0], right: [step, 0], up: [0, -step], down: [0, step] }[name];
    if (way === undefined) this.settle();
    if (way !== undefined) this.nudge(way[0] ?? 0, way[1] ?? 0);
    else if (name === "remove") this.remove();
    else if (name === "grow" || name === "shrink") this.change((at) => scaled(name === "grow" ? growth : 1 / growth, at));
    else if (name === "spin" || name === "spinback") this.change((at) => turned(name === "spin" ? spin : -spin, at));
    else this.duplicate();
    return true;
  }

  /** Changes what is chosen about its middle. */
  private change(by: (middle: Spot) => Shift): void {
    const f = this.frame;
    if (f !== null) this.give(by({ x: (f.x0 + f.x1) / 2, y: (f.y0 + f.y1) / 2 }), true);
    this.told();
  }

  recolor(): void { this.settle(); this.core.x.recolor(parseInt(store.color.value.slice(1), 16), performance.now()); }
  duplicate(): void { this.core.x.duplicate(16 * 32, 16 * 32, performance.now()); this.told(); }
  remove(): void { this.core.x.remove(performance.now()); this.told(); }
  drop(): void { this.settle(); this.core.x.deselect(); this.told(); }

  private give(t: Shift, keep: boolean): void {
    const ok = this.core.x.shift(...fixed(t), keep ? 1 : 0, performance.now());
    if (keep && ok === 0 && !idle(t)) store.toast("Not all of it can go there: it would leave the sheet, or become too large.");
  }

  /** Shows what is chosen, and the way around what will be. */
  show(): void {
    const g = this.grip;
    const sheet = this.sheet;
    if (g?.what === "around") {
      const [a, b] = [g.path[0], g.path.at(-1)];
      if (a !== undefined && b !== undefined) outline(sheet.marks(), sheet.view, lasso.value ? g.path : [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }]);
    }
    if (this.frame === null) return;
    const box = this.corners(this.frame).map((p) => through(this.shift, p));
    outline(sheet.marks(), sheet.view, box);
    handles(sheet.marks(), sheet.view, g === null ? [...box, through(this.shift, this.turner(this.frame))] : [], handleSize);
  }
}
