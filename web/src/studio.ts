// The studio: core, socket, sheet and pointers, wired. One frame loop drives all;
// it and everything else that goes on ends with the life that the studio is given.
import { pause, tokenOf } from "./api";
import { brushInHand, presets, remember } from "./brushes";
import { Core, Todo, type Box, type Placing } from "./core";
import * as guides from "./guides";
import { beGuest, doubted, firstPlace, known } from "./guest";
import { leftBehind } from "./kept";
import type { Life } from "./life";
import { namesOf } from "./places";
import { onGrid, Pointers, type Hands } from "./pointer";
import { preview } from "./preview";
import { replicaId } from "./replica";
import { dial, Session } from "./session";
import { Sheet } from "./sheet";
import { Ring } from "./stats";
import { lastToken, shelf, Stock } from "./stock";
import * as store from "./store";
import { Tools } from "./tools";
import { flipAt, turnAt, zoomAt, type Spot, type View } from "./view";

const gone = -(2 ** 31);
const hiddenTick = 250; // ms, while the page is not seen

const keepEvery = 300; // ms; a crash of the browser loses no more

const freezeEvery = 10_000; // ms; what an earlier page sent after that is not seen until the server is reached
const thawAfter = 1_500; // ms without the server

export class Studio implements Hands {
  readonly frames = new Ring(); // our own time a frame, ms
  readonly latency = new Ring(); // from an event to its pixels, ms
  readonly sheet: Sheet;
  readonly pointers: Pointers;
  token = "";
  private readonly session: Session;
  private waiting: Box[] = [];
  private at: Spot | null = null;
  private spent = 0; // our time since the last frame
  private noticed = 0;
  private piece = 0; // that was shown last
  readonly tools: Tools;
  private stock: Stock | null = null;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** Resolves to the studio once it is there, or to null if its life was over before. */
  static async start(ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, life: Life): Promise<Studio | null> {
    const token = tokenOf(location.hash) || lastToken();
    const left = "locks" in navigator && token !== "" ? leftBehind(shelf, namesOf(shelf, token)) : [];
    const replica = await replicaId(left, life.signal);
    const core = await Core.load(replica);
    presets.value = core.presets();
    if (life.over) return null;
    const studio = new Studio(core, ground, canvas, overlay, life);
    await studio.enter(replica);
    return life.over ? null : studio;
  }

  private constructor(readonly core: Core, ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, private readonly life: Life) {
    this.sheet = new Sheet(canvas, overlay, core, (v) => { store.zoom.value = v.zoom; });
    this.pointers = new Pointers(ground, this, life);
    this.tools = new Tools(core, this.sheet, life);
    this.session = new Session(
      {
        opened: (now) => { core.x.opened(now); },
        receive: (frame, now) => this.received(core.receive(frame, now)),
        closed: (code, now) => core.x.closed(code, now),
        frame: () => core.frame(),
      },
      dial, undefined, undefined, () => { void doubted(); },
    );
    life.on(window, "online", () => { this.session.hurry(); });
    life.on(window, "offline", () => { this.session.reopen(); }); // sooner than by silence
    life.on(window, "beforeunload", (e) => { if (!this.keep()) e.preventDefault(); }); // the browser asks
    life.on(window, "pagehide", () => { this.keep(); });
    life.on(document, "visibilitychange", () => { if (!document.hidden) this.session.hurry(); });
    life.on(window, "resize", () => { if (this.sheet.width > 0) this.sheet.fit(); });
    life.on(window, "hashchange", () => { location.reload(); });
    life.last(() => {
      this.keep();
      this.session.close();
      store.leave();
    });
  }

  /** Finds the link, and opens the socket. */
  private async enter(replica: bigint): Promise<void> {
    const guest = beGuest(this.life);
    let token = tokenOf(location.hash);
    if (token === "") {
      token = (await Promise.race([guest.then(firstPlace), pause(thawAfter, this.life.signal).then(() => "")]).catch(() => "")) || lastToken();
      if (token !== "") history.replaceState(null, "", `/#w=${token}`);
    }
    if (this.life.over) return;
    if (token === "") {
      store.linkless.value = true;
      return;
    }
    this.token = token;
    this.core.token(token);
    this.stock = new Stock(this.core, replica, token, this.life);
    this.life.every(keepEvery, () => { this.keep(); });
    this.life.every(freezeEvery, () => { this.freeze(); });
    this.life.on(document, "visibilitychange", () => { if (document.hidden) this.freeze(); });
    void (known() ? Promise.resolve() : guest).then(() => { if (!this.life.over) { this.session.open(); void preview(token, this.sheet, this.life); } });
    this.life.after(navigator.onLine ? thawAfter : 0, () => { void this.thaw(); });
    this.life.frames(() => { this.frame(); });
    this.life.every(hiddenTick, () => { if (document.hidden) this.step(); });
  }

  private keep(): boolean { return this.stock?.keep() ?? true; }
  private freeze(): void {
    if (!this.pointers.busy()) this.stock?.freeze();
    this.step();
  }
  /** Shows the piece as it was seen last, if the server does not answer. */
  private async thaw(): Promise<void> {
    if (!(await this.stock?.thaw())) return;
    this.session.reopen();
    this.step();
  }

  private received(result: number): number {
    if (result === 2) store.fault.value = this.core.panicked() || "a frame could not be read";
    return result;
  }

  private frame(): void {
    const begin = performance.now();
    this.step();
    const size = store.tool.value === "picker" || store.tool.value === "select" ? 1 : store.plotter.value && store.tool.value === "brush" ? store.plotterPen : store.size.value; // what picks is a crosshair
    const brush = this.at !== null && !this.handTool() ? { ...this.at, size } : null;
    this.sheet.decorate(this.waiting, store.cursors.value, store.state.value.members, brush, this.calm.matches);
    this.tools.show();
    this.frames.add(this.spent + performance.now() - begin);
    this.spent = 0;
  }

  /** One turn: time passes for the core, frames go out, tiles are drawn. */
  private step(): void {
    const todo = this.core.x.tick(performance.now());
    if (todo & Todo.reopen) this.session.reopen(); else if (todo & Todo.send) this.session.flush();
    if (todo & Todo.draw || this.sheet.layers.left > 0) this.sheet.draw();
    if (todo & Todo.state) this.tell();
    if (todo & Todo.presence) {
      store.cursors.value = this.core.presence<store.Cursor[]>();
      this.sheet.forget(new Set(store.cursors.value.map((c) => c.actor)));
    }
  }

  /** Shows the core's state, and each notice once. */
  private tell(): void {
    const s = this.core.state<store.State>();
    this.waiting = s.waiting > 0 ? this.core.waiting() : [];
    for (const n of s.notices) if (n.id > this.noticed && n.kind !== "strays") store.toast(n.text);
    this.noticed = Math.max(this.noticed, ...s.notices.map((n) => n.id));
    if (this.piece !== 0 && s.piece !== this.piece) store.toast("A new piece has begun. The one before is in the gallery.");
    store.state.value = s;
    this.piece = s.piece || this.piece;
    this.stock?.told(s);
    this.tools.selection.told();
  }

  // Hands: what the pointers do.

  view(): View { return this.sheet.view; }
  setView(v: View): void { this.sheet.set(v); }
  handTool(): boolean { return store.tool.value === "hand" || this.pointers.space; }

  down(kind: number): boolean {
    store.settings.value = false;
    if (!this.tools.draws()) return this.tools.down() || this.watching();
    const begin = performance.now();
    this.core.brush(brushInHand());
    this.guide();
    const refused = this.core.x.down(kind, begin);
    this.spent += performance.now() - begin;
    if (store.tool.value === "brush") store.used(store.color.value);
    remember();
    store.shelf.value = false;
    return refused === 3 ? this.watching() : refused === 0;
  }

  /** Tells the core what helps the hand. */
  guide(): void {
    const { folds, mirror } = guides.chosen();
    const paint = store.tool.value === "brush";
    this.core.x.guides(paint ? guides.shape.value : 0, paint ? folds : 1, paint && mirror ? 1 : 0, guides.even.value ? 1 : 0, guides.steady.value);
  }

  private watching(): false { return store.toast("This link lets you watch. Ask for one that lets you draw."), false; }

  samples(packed: Int32Array, stamp: number): void {
    if (packed.length === 0) return;
    const begin = performance.now();
    if (this.tools.draws()) this.core.samples(packed, begin);
    else this.tools.samples(packed);
    this.sheet.draw();
    const end = performance.now();
    this.spent += end - begin;
    this.latency.add(Math.max(end - stamp, 0));
  }

  up(): void {
    store.drawn.value ||= store.tool.value !== "picker";
    this.tools.up();
    this.core.x.up(performance.now());
    this.step();
  }

  cancel(): void { this.tools.cancel(); this.core.x.cancel(performance.now()); this.step(); }

  point(at: Spot | null, down: boolean): void {
    this.at = at;
    if (at === null) this.core.x.cursor(gone, 0, 0);
    else this.core.x.cursor(...onGrid(this.sheet.view, at), down ? 1 : 0);
  }

  tapped(fingers: number): void {
    if (fingers === 2) this.undo(); else if (fingers === 3) this.redo();
  }

  // What keys and buttons do.

  /** Draws what a file held. */
  place(packed: Uint8Array): Placing { try { return this.core.place(packed, performance.now()); } finally { this.step(); } }
  placeStrays(): void { this.core.x.place_strays(performance.now()); this.keep(); this.step(); }
  dropStrays(): void { this.core.x.drop_strays(); this.keep(); this.step(); }

  turn(degrees: number): void { this.sheet.set(turnAt(this.sheet.view, innerWidth / 2, innerHeight / 2, (degrees * Math.PI) / 180)); }
  flip(): void { this.sheet.set(flipAt(this.sheet.view, innerWidth / 2, innerHeight / 2)); }

  undo(): void { this.tools.selection.settle(); this.core.x.undo(performance.now()); this.step(); }
  redo(): void { this.tools.selection.settle(); this.core.x.redo(performance.now()); this.step(); }

  zoomBy(factor: number): void { this.sheet.set(zoomAt(this.sheet.view, innerWidth / 2, innerHeight / 2, factor)); }
  zoomTo(zoom: number): void { this.zoomBy(zoom / this.sheet.view.zoom); }
}
