// What pointers do on the sheet: one draws, two move it. Once a pen was seen,
// fingers only move it.
import type { Life } from "./life";
import { pack, pointerKind, type Reading } from "./samples";
import { nearlyUpright, pinch, toPiece, turnAt, zoomAt, type Spot, type View } from "./view";

export interface Hands {
  view(): View;
  setView(v: View): void;
  handTool(): boolean;
  down(kind: number): boolean;
  samples(packed: Int32Array, stamp: number): void;
  up(): void;
  cancel(): void;
  /** The own pointer: where it is in the window, or null when it has left. */
  point(at: Spot | null, down: boolean): void;
  /** Fingers have tapped together: so many of them. */
  tapped(fingers: number): void;
}

const tapTime = 300; // ms from the first finger down to the last one up
const tapMove = 12; // CSS px that a tapping finger may slip

export class Pointers {
  space = false; // held: the hand for as long
  private readonly fingers = new Map<number, Spot>();
  private drawing: number | null = null; // pointer id
  private panning: { id: number; last: Spot } | null = null;
  private penSeen = false;
  private tap: { since: number; most: number; slipped: boolean } | null = null; // while fingers are down

  constructor(private readonly ground: HTMLElement, private readonly hands: Hands, life: Life) {
    const on = <K extends keyof HTMLElementEventMap>(type: K, f: (e: HTMLElementEventMap[K]) => void): void => {
      life.on(ground, type, f, { passive: false });
    };
    on("pointerdown", (e) => { this.down(e); });
    on("pointermove", (e) => { this.move(e); });
    on("pointerup", (e) => { this.up(e, false); });
    on("pointercancel", (e) => { this.up(e, true); });
    on("pointerleave", () => { if (this.drawing === null) hands.point(null, false); });
    on("wheel", (e) => { this.wheel(e); });
    on("contextmenu", (e) => { e.preventDefault(); });
  }

  busy(): boolean { return this.drawing !== null || this.panning !== null || this.fingers.size > 0; }

  private down(e: PointerEvent): void {
    e.preventDefault();
    this.ground.setPointerCapture(e.pointerId);
    const at = { x: e.clientX, y: e.clientY };
    if (e.pointerType === "pen") this.penSeen = true;
    if (e.pointerType === "touch") {
      this.fingers.set(e.pointerId, at);
      this.tap ??= { since: e.timeStamp, most: 0, slipped: false };
      this.tap.most = Math.max(this.tap.most, this.fingers.size);
      if (this.drawing !== null && !this.fingers.has(this.drawing)) this.tap.slipped = true; // a palm beside the pen
      else if (this.fingers.size === 2 && this.drawing !== null) {
        this.hands.cancel(); // a second finger: it was no stroke
        this.drawing = null;
      }
      if (this.fingers.size > 1 || this.penSeen || this.hands.handTool()) return;
    } else if (e.button === 1 || this.space || this.hands.handTool()) {
      this.panning = { id: e.pointerId, last: at };
      return;
    } else if (e.button !== 0) {
      return;
    }
    if (this.drawing !== null || !this.hands.down(pointerKind(e.pointerType))) return;
    this.drawing = e.pointerId;
    this.hands.samples(pack(this.hands.view(), [e]), e.timeStamp);
    this.hands.point(at, true);
  }

  private move(e: PointerEvent): void {
    const at = { x: e.clientX, y: e.clientY };
    if (e.pointerId === this.drawing) {
      const list: Reading[] = "getCoalescedEvents" in e ? e.getCoalescedEvents() : []; // over plain http it is not there
      this.hands.samples(pack(this.hands.view(), list.length > 0 ? list : [e]), e.timeStamp);
      this.hands.point(at, true);
      return;
    }
    if (this.panning?.id === e.pointerId) {
      this.pan(this.panning.last, at);
      this.panning.last = at;
    } else if (this.fingers.has(e.pointerId)) {
      this.finger(e.pointerId, at);
    }
    if (e.pointerType !== "touch") this.hands.point(at, false);
  }

  private pan(from: Spot, to: Spot): void {
    const v = this.hands.view();
    this.hands.setView({ ...v, x: v.x + to.x - from.x, y: v.y + to.y - from.y });
  }

  private finger(id: number, at: Spot): void {
    const was = this.fingers.get(id);
    if (was === undefined || this.drawing !== null) return;
    if (this.tap !== null && Math.hypot(at.x - was.x, at.y - was.y) > tapMove) this.tap.slipped = true;
    if (this.tap !== null && this.fingers.size > 1 && !this.tap.slipped) return; // it may be a tap yet
    const other = [...this.fingers].find(([key]) => key !== id)?.[1];
    if (other !== undefined) this.hands.setView(pinch(this.hands.view(), [was, other], [at, other]));
    else this.pan(was, at);
    this.fingers.set(id, at);
  }

  private up(e: PointerEvent, cancelled: boolean): void {
    if (this.fingers.delete(e.pointerId)) this.lifted(e.timeStamp);
    if (this.panning?.id === e.pointerId) this.panning = null;
    if (e.pointerId !== this.drawing) return;
    this.drawing = null;
    if (cancelled) this.hands.cancel();
    else {
      this.hands.samples(pack(this.hands.view(), [{ clientX: e.clientX, clientY: e.clientY, pressure: Math.max(e.pressure, 0), timeStamp: e.timeStamp }].slice(e.pressure > 0 ? 0 : 1)), e.timeStamp);
      this.hands.up();
    }
    this.hands.point(e.pointerType === "touch" ? null : { x: e.clientX, y: e.clientY }, false);
  }

  /** A finger has left. The last one says whether it was a tap, and lets a sheet that is nearly upright be so. */
  private lifted(now: number): void {
    const tap = this.tap;
    if (this.fingers.size > 0 || tap === null) return;
    this.tap = null;
    if (tap.most > 1 && !tap.slipped && now - tap.since < tapTime) this.hands.tapped(tap.most);
    const v = this.hands.view();
    if (v.angle !== 0 && Math.abs(v.angle) < nearlyUpright) this.hands.setView({ ...turnAt(v, innerWidth / 2, innerHeight / 2, -v.angle), angle: 0 });
  }

  private wheel(e: WheelEvent): void {
    e.preventDefault();
    const v = this.hands.view();
    const unit = e.deltaMode === 1 ? 16 : 1;
    if (e.ctrlKey || e.metaKey) this.hands.setView(zoomAt(v, e.clientX, e.clientY, Math.exp(-e.deltaY * unit * 0.0025)));
    else this.hands.setView({ ...v, x: v.x - e.deltaX * unit, y: v.y - e.deltaY * unit });
  }
}

/** A point of the window on the grid of the piece, 1/32 px. */
export function onGrid(v: View, at: Spot): [number, number] {
  const [x, y] = toPiece(v, at.x, at.y);
  const grid = (n: number): number => Math.round(Math.min(Math.max(n, -4096), 8192) * 32);
  return [grid(x), grid(y)];
}
