// The studio: core, socket, sheet and pointers, wired. One frame loop drives all;
// it and everything else that goes on ends with the life that the studio is given.
import { pause, tokenOf } from "./api";
import { loaded, say } from "./arrival";
import { brushInHand, presets, remember } from "./brushes";
import * as book from "./book";
import { calm } from "./calm";
import { Core, Todo, type Box } from "./core";
import * as guides from "./guides";
import { beGuest, doubted, firstPlace, known } from "./guest";
import type { Life } from "./life";
import type { Fresh } from "./notebook";
import { onGrid, Pointers, type Hands } from "./pointer";
import { foreshow, lay, preview } from "./preview";
import { makeRoom, room } from "./room";
import { dial, Session } from "./session";
import { Sheet } from "./sheet";
import { Ring } from "./stats";
import { lastToken, replicaFor, Stock, type Replica } from "./stock";
import * as store from "./store";
import { Teller } from "./teller";
import { Tools } from "./tools";
import type { Spot, View } from "./view";
import { wireOf } from "./wire";

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
  readonly teller = new Teller();
  private at: Spot | null = null;
  private spent = 0; // our time since the last frame
  readonly tools: Tools;
  private stock: Stock | null = null;
  private readonly calm: () => boolean;

  /** Resolves to the studio once it is there, or to null if its life was over before. */
  static async start(ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, life: Life): Promise<Studio | null> {
    life.on(window, "hashchange", () => { location.reload(); }); // also while the module is on its way
    const link = tokenOf(location.hash);
    const token = link || lastToken();
    const replica = await replicaFor(token, life);
    const coming = Core.load(replica.id, loaded);
    // The server is asked meanwhile who one is, where to, and how it looks there.
    const guest = beGuest(life);
    const place = link !== "" ? Promise.resolve(link) : guest.then(firstPlace).catch(() => "");
    const shown = foreshow(link, coming, life);
    const core = await coming;
    presets.value = core.presets();
    if (life.over) return null;
    say("Connecting…");
    const studio = new Studio(core, ground, canvas, overlay, life);
    void shown.then((p) => { lay(p, studio.sheet, life); });
    await studio.enter(replica, guest, place);
    return life.over ? null : studio;
  }

  private constructor(readonly core: Core, ground: HTMLElement, canvas: HTMLCanvasElement, overlay: HTMLCanvasElement, private readonly life: Life) {
    this.sheet = new Sheet(canvas, overlay, core, (v) => { store.zoom.value = v.zoom; }, room);
    this.pointers = new Pointers(ground, this, life);
    this.tools = new Tools(core, this.sheet, life);
    const sure = (): boolean => this.stock?.sure() !== false;
    this.session = new Session(wireOf(core, sure, (text) => { store.fault.value = text; }), () => (sure() ? dial() : null), undefined, undefined, () => { void doubted(); });
    life.on(window, "online", () => { this.session.hurry(); });
    life.on(window, "offline", () => { this.session.reopen(); }); // sooner than by silence
    life.on(window, "beforeunload", (e) => { if (!this.keep()) e.preventDefault(); }); // the browser asks
    life.on(window, "pagehide", () => { this.keep(); }, { capture: true }); // before the replica is given up
    life.on(document, "visibilitychange", () => { if (!document.hidden) this.session.hurry(); });
    makeRoom(this.sheet, life);
    this.calm = calm(core, life);
    life.last(() => {
      this.keep();
      this.session.close();
      store.leave();
      book.leave();
    });
  }

  /** Finds the link, and opens the socket. */
  private async enter(replica: Replica, guest: Promise<void>, place: Promise<string>): Promise<void> {
    // Who was here before goes on with what is kept, if the server takes its time; who was not has to wait for it.
    const token = (await Promise.race([place, pause(thawAfter, this.life.signal).then(() => "")])) || lastToken() || (await place);
    if (token !== "" && tokenOf(location.hash) === "") history.replaceState(null, "", `/#w=${token}`);
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

  private frame(): void {
    const begin = performance.now();
    this.step();
    const brush = this.at !== null && !this.handTool() && !store.gallery.value ? { ...this.at, size: store.ring() } : null;
    this.sheet.decorate(this.waiting, store.gallery.value ? [] : store.cursors.value, store.state.value.members, brush, this.calm());
    this.tools.show();
    this.frames.add(this.spent + performance.now() - begin);
    this.spent = 0;
  }

  /** One turn: time passes for the core, frames go out, tiles are drawn. */
  private step(): void {
    if (this.stock?.sure() === false) return;
    const todo = this.core.x.tick(performance.now());
    if (todo & Todo.reopen) this.session.reopen(); else if (todo & Todo.send) this.session.flush();
    if (!store.gallery.value && (todo & Todo.draw || this.sheet.layers.left > 0)) this.sheet.draw(); // who looks at another piece does not see this one being painted
    if (todo & Todo.state) this.tell();
    if (todo & Todo.notes) book.take(this.core.notes<Fresh>());
    if (todo & Todo.presence || store.state.value.performing > 0) { // a pen that is performed moves in each frame
      store.cursors.value = this.core.presence<store.Cursor[]>();
      this.sheet.pens.forget(new Set(store.cursors.value.map((c) => c.actor)));
    }
  }

  /** Shows the core's state, and each notice once. */
  private tell(): void {
    const s = this.core.state<store.State>();
    this.waiting = s.waiting > 0 ? this.core.waiting() : [];
    this.teller.tell(s, performance.now());
    store.state.value = s;
    book.listen(s.artist.active);
    this.stock?.told(s);
    this.tools.selection.told();
  }

  // Hands: what the pointers do.

  view(): View { return this.sheet.view; }
  setView(v: View): void { this.sheet.set(v); }
  handTool(): boolean { return store.watches.value || store.tool.value === "hand" || this.pointers.space; }

  down(kind: number): boolean {
    book.shut();
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

  private watching(): false {
    store.toast(store.watching);
    return false;
  }

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

  /** Keeps and shows at once what has been done. */
  done(): void {
    this.keep();
    this.step();
  }

  undo(): void { this.back(() => { this.core.x.undo(performance.now()); }); }
  redo(): void { this.back(() => { this.core.x.redo(performance.now()); }); }

  /** What is selected lies where it was put before one goes back or forth. */
  private back(deed: () => void): void {
    this.tools.selection.settle();
    deed();
    this.step();
  }
}
