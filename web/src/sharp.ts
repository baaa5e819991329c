// What is seen from near, drawn anew at that scale, so that edges are sharp: the
// sheet's own pixels would show as squares. It is drawn when the sheet has lain still,
// on a canvas above it, and shown when it is whole. What is drawn meanwhile is put
// on it from the sheet, until it is drawn anew.
import { tileSize, type Box, type Core } from "./core";
import { context } from "./layers";
import { css, type View } from "./view";

export const scaleMax = 4; // as core/raster has it
const pixelsMax = 6 << 20; // of a canvas
const stillFor = 250; // ms
const worth = 1.3; // device px to a px of the piece from which on it is

/** How many times larger the piece is drawn for a view; 0 if as it is. */
export function sharpness(zoom: number, ratio: number, seen: Box): number {
  if (zoom * ratio < worth) return 0;
  const k = Math.min(Math.max(Math.ceil(zoom * ratio - 0.25), 2), scaleMax);
  const area = Math.max(seen.x1 - seen.x0, 1) * Math.max(seen.y1 - seen.y0, 1);
  for (let n = k; n > 1; n--) if (area * n * n <= pixelsMax) return n;
  return 0;
}

interface Sight { box: Box; scale: number }

export class Sharp {
  private front: CanvasRenderingContext2D | null = null;
  private back: CanvasRenderingContext2D | null = null;
  private spot: CanvasRenderingContext2D | null = null;
  private shown: Sight | null = null; // on the front canvas
  private job: (Sight & { next: number; wide: number; all: number }) | null = null;
  private stale = false; // the sheet has changed where it is shown
  private changed = 0; // when

  constructor(private readonly core: Core, private readonly overlay: HTMLElement) {}

  /** Whether it shows something, for tests. */
  get scale(): number { return this.shown?.scale ?? 0; }

  /** Whether what it shows is to be drawn anew. */
  get busy(): boolean { return this.stale || this.job !== null; }

  /** Follows the sheet. */
  move(v: View): void {
    if (this.shown === null || this.front === null) return;
    const { box, scale } = this.shown;
    this.front.canvas.style.transform = css({ ...v, zoom: v.zoom / scale }, 0, box.x0 * scale, box.y0 * scale);
  }

  /** Nothing of what it has is right any more. */
  drop(): void {
    if (this.job !== null) this.core.x.enlarge(0, 0, 0, 0, 0);
    if (this.front !== null) this.front.canvas.hidden = true;
    this.shown = this.job = null;
  }

  /** A tile of the sheet has changed; its pixels are given. */
  patch(x: number, y: number, pixels: ImageData): void {
    const on = (s: Sight | null): boolean => s !== null && x + tileSize > s.box.x0 && y + tileSize > s.box.y0 && x < s.box.x1 && y < s.box.y1;
    if (on(this.job)) this.job = null;
    else if (!on(this.shown)) return;
    this.stale = true;
    this.changed = performance.now();
    if (this.shown === null || this.front === null || !on(this.shown)) return;
    const { box, scale } = this.shown;
    this.spot ??= context(Object.assign(document.createElement("canvas"), { width: tileSize, height: tileSize }), {});
    this.spot.putImageData(pixels, 0, 0);
    this.front.drawImage(this.spot.canvas, (x - box.x0) * scale, (y - box.y0) * scale, tileSize * scale, tileSize * scale);
  }

  /** Draws on until a time, if the sheet lies still. */
  draw(until: number, v: View, seen: Box, still: boolean): void {
    const scale = sharpness(v.zoom, devicePixelRatio, seen);
    if (scale === 0) {
      if (this.shown !== null || this.job !== null) this.drop();
      return;
    }
    if (!still || performance.now() - this.changed < stillFor) return;
    const right = (s: Sight | null): boolean => s !== null && s.scale === scale && s.box.x0 <= seen.x0 && s.box.y0 <= seen.y0 && s.box.x1 >= seen.x1 && s.box.y1 >= seen.y1;
    if (right(this.shown) && !this.stale) return;
    if (!right(this.job)) this.begin(seen, scale);
    const [job, back] = [this.job, this.back];
    if (job === null || back === null) return;
    for (; job.next < job.all; job.next++) {
      if (performance.now() >= until) return;
      back.putImageData(new ImageData(this.core.enlargedTile(job.next), tileSize, tileSize), (job.next % job.wide) * tileSize, Math.floor(job.next / job.wide) * tileSize);
    }
    this.core.x.enlarge(0, 0, 0, 0, 0);
    [this.front, this.back] = [back, this.front];
    this.shown = { box: job.box, scale: job.scale };
    this.job = null;
    this.stale = false;
    this.move(v);
    back.canvas.hidden = false;
    if (this.back !== null) this.back.canvas.hidden = true;
  }

  private begin(seen: Box, scale: number): void {
    const box = this.core.enlarge({ x0: Math.floor(seen.x0), y0: Math.floor(seen.y0), x1: Math.ceil(seen.x1), y1: Math.ceil(seen.y1) }, scale);
    const [w, h] = [(box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale];
    this.back ??= this.make();
    const c = this.back.canvas;
    if (c.width !== w || c.height !== h) [c.width, c.height] = [w, h];
    const wide = Math.ceil(w / tileSize);
    this.job = { box, scale, next: 0, wide, all: wide * Math.ceil(h / tileSize) };
  }

  private make(): CanvasRenderingContext2D {
    const canvas = document.createElement("canvas");
    canvas.className = "sharp";
    canvas.hidden = true;
    this.overlay.before(canvas);
    return context(canvas, { alpha: false });
  }
}

/** What of a box lies on a sheet. */
export function clip(b: Box, width: number, height: number): Box {
  const at = (v: number, most: number): number => Math.min(Math.max(v, 0), most);
  return { x0: at(b.x0, width), y0: at(b.y0, height), x1: at(b.x1, width), y1: at(b.y1, height) };
}
