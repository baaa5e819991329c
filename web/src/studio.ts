// The studio: core, socket, sheet and pointers, wired. One frame loop drives all.
import { beGuest, firstLink, tokenOf } from "./api";
import { Keeper, leftBehind, storage } from "./kept";
import { Core, Todo, type Box } from "./core";
import { colorNumber } from "./palette";
import { onGrid, Pointers, type Hands } from "./pointer";
import { replicaId } from "./replica";
import { Session } from "./session";
import { Sheet } from "./sheet";
import { Ring } from "./stats";
import * as store from "./store";
import { zoomAt, type Spot, type View } from "./view";

const gone = -(2 ** 31);
const hiddenTick = 250; // ms, while the page is not seen

const keepEvery = 300; // ms; a crash of the browser loses no more

const shelf = storage();

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
  private keeper: Keeper | null = null;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");

  static async start(ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement): Promise<Studio> {
    const token = tokenOf(location.hash);
    const left = "locks" in navigator && token !== "" ? leftBehind(shelf, token) : [];
    const replica = await replicaId(left);
    const [core] = await Promise.all([Core.load(replica), beGuest()]);
    const studio = new Studio(core, ground, canvas, overlay);
    await studio.enter(replica);
    return studio;
  }

  private constructor(readonly core: Core, ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement) {
    this.sheet = new Sheet(canvas, overlay, core, (v) => { store.zoom.value = v.zoom; });
    this.pointers = new Pointers(ground, this);
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
    this.session = new Session(
      {
        opened: (now) => { core.x.opened(now); },
        receive: (frame, now) => this.received(core.receive(frame, now)),
        closed: (code, now) => core.x.closed(code, now),
        frame: () => core.frame(),
      },
      () => new WebSocket(url, "easel.1"),
    );
    addEventListener("online", () => { this.session.hurry(); });
    addEventListener("offline", () => { this.session.reopen(); }); // sooner than by silence
    addEventListener("beforeunload", (e) => { if (!this.keep()) e.preventDefault(); }); // the browser asks
    addEventListener("pagehide", () => { this.keep(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.session.hurry(); });
    addEventListener("resize", () => { if (this.sheet.width > 0) this.sheet.fit(); });
    addEventListener("hashchange", () => { location.reload(); });
  }

  /** Finds the link, and opens the socket. */
  private async enter(replica: bigint): Promise<void> {
    let token = tokenOf(location.hash);
    if (token === "") {
      const link = await firstLink();
      token = tokenOf(link.slice(link.indexOf("#")));
      if (token !== "") history.replaceState(null, "", link);
    }
    if (token === "") {
      store.linkless.value = true;
      return;
    }
    this.token = token;
    this.core.token(token);
    this.keeper = new Keeper(shelf, replica, token);
    const kept = this.keeper.read();
    if (kept !== null) this.core.restore(kept);
    setInterval(() => { this.keep(); }, keepEvery);
    this.session.open();
    requestAnimationFrame(this.frame);
    setInterval(() => { if (document.hidden) this.step(); }, hiddenTick);
  }

  /** Puts what is not on the server into the browser's storage, and reports whether nothing is in this page alone. */
  private keep(): boolean {
    if (this.keeper === null) return true;
    const kept = this.keeper.write(this.core.keep(performance.now()));
    store.shelved.value = kept;
    return kept;
  }

  private received(result: number): number {
    if (result === 2) store.fault.value = this.core.panicked() || "a frame could not be read";
    return result;
  }

  private readonly frame = (): void => {
    const begin = performance.now();
    this.step();
    const size = store.size.value;
    const brush = this.at !== null && !this.handTool() ? { ...this.at, size } : null;
    this.sheet.decorate(this.waiting, store.cursors.value, store.state.value.members, brush, this.calm.matches);
    this.frames.add(this.spent + performance.now() - begin);
    this.spent = 0;
    requestAnimationFrame(this.frame);
  };

  /** One turn: time passes for the core, frames go out, tiles are drawn. */
  private step(): void {
    const todo = this.core.x.tick(performance.now());
    if (todo & Todo.reopen) this.session.reopen();
    if (todo & Todo.send) this.session.flush();
    if (todo & Todo.draw) this.sheet.draw();
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
    for (const n of s.notices) if (n.id > this.noticed) store.toast(n.text);
    this.noticed = Math.max(this.noticed, ...s.notices.map((n) => n.id));
    store.state.value = s;
  }

  // Hands: what the pointers do.

  view(): View { return this.sheet.view; }
  setView(v: View): void { this.sheet.set(v); }
  handTool(): boolean { return store.tool.value === "hand" || this.pointers.space; }

  down(kind: number): boolean {
    const begin = performance.now();
    this.core.x.brush(colorNumber(store.color.value), Math.round(store.size.value * 16), Math.round(store.opacity.value * 2.55));
    const refused = this.core.x.down(kind, begin);
    this.spent += performance.now() - begin;
    store.settings.value = false;
    store.remember();
    if (refused === 3) store.toast("This link lets you watch. Ask for one that lets you draw.");
    return refused === 0;
  }

  samples(packed: Int32Array, stamp: number): void {
    if (packed.length === 0) return;
    const begin = performance.now();
    this.core.samples(packed, begin);
    this.sheet.draw();
    const end = performance.now();
    this.spent += end - begin;
    this.latency.add(Math.max(end - stamp, 0));
  }

  up(): void {
    this.core.x.up(performance.now());
    store.drawn.value = true;
    this.step();
  }

  cancel(): void {
    this.core.x.cancel(performance.now());
    this.step();
  }

  point(at: Spot | null, down: boolean): void {
    this.at = at;
    if (at === null) this.core.x.cursor(gone, 0, 0);
    else this.core.x.cursor(...onGrid(this.sheet.view, at), down ? 1 : 0);
  }

  // What keys and buttons do.

  undo(): void { this.core.x.undo(performance.now()); this.step(); }
  redo(): void { this.core.x.redo(performance.now()); this.step(); }

  zoomBy(factor: number): void { this.sheet.set(zoomAt(this.sheet.view, innerWidth / 2, innerHeight / 2, factor)); }
  zoomTo(zoom: number): void { this.zoomBy(zoom / this.sheet.view.zoom); }
}
