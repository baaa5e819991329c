// The sheet on the screen: a canvas of the piece's pixels, moved by a CSS transform,
// and an overlay in window pixels for what is not ink.
import { arrived } from "./arrival";
import { Coming } from "./coming";
import type { Box, Core } from "./core";
import { context, Layers } from "./layers";
import { Pens } from "./pens";
import type { Cursor, Member } from "./store";
import { clip, Sharp } from "./sharp";
import { css, fit, flipAt, toPiece, toWindow, turnAt, zoomAt, type Room, type Spot, type View } from "./view";

/** Of a frame for the ink, in ms: what takes more waits for the next. */
const inkTime = 6;
/** What is not seen is drawn when the sheet has lain still for so many ms. */
const stillFor = 250;

/** How many times the sheet is halved for a view: what is left to scale is less than twice. */
export function halvings(zoom: number, ratio: number): number {
  return Math.min(Math.max(Math.floor(Math.log2(1 / (zoom * ratio)) + 1e-6), 0), 3);
}

export class Sheet {
  view: View = { x: 0, y: 0, zoom: 1, angle: 0, flip: false };
  width = 0;
  height = 0;
  readonly layers: Layers;
  readonly sharp: Sharp;
  private moving = 0; // when it was moved last
  private readonly over: CanvasRenderingContext2D;
  private drawn: readonly unknown[] = []; // what decorate drew last
  readonly pens = new Pens();
  private readonly coming = new Coming();
  private fitted = false; // it is shown whole, as the panels let it

  constructor(
    canvas: HTMLCanvasElement,
    private readonly overlay: HTMLCanvasElement,
    private readonly core: Core,
    private readonly moved: (v: View) => void,
    private readonly room: () => Room, // that panels take
  ) {
    this.layers = new Layers(canvas, core);
    this.sharp = new Sharp(core, overlay);
    this.layers.onTile = (x, y, pixels) => { this.sharp.patch(x, y, pixels); };
    this.over = context(overlay, {});
  }

  /** Takes the piece's size, the core's if it has one; a new size is shown whole. */
  resize(width = this.core.x.width(), height = this.core.x.height()): void {
    if (width === 0 || (width === this.width && height === this.height)) return;
    this.width = width;
    this.height = height;
    this.layers.resize(width, height);
    this.sharp.drop();
    this.fit();
    this.coming.begin(performance.now());
    arrived();
  }

  /** Draws the tiles that have changed, as far as there is time. */
  draw(): void {
    this.resize();
    const now = performance.now();
    if (this.core.x.width() > 0) this.layers.draw(now + inkTime, this.seen(), now - this.moving > stillFor);
    if (this.width > 0) this.coming.look(this.layers.left, now);
  }

  /** Draws what is seen from near anew, when nothing else is to be done. */
  refine(): void {
    const now = performance.now();
    const still = now - this.moving > stillFor && this.layers.left === 0;
    if (this.width > 0 && this.core.x.width() > 0) this.sharp.draw(now + inkTime, this.view, clip(this.seen(), this.width, this.height), still);
  }

  /** What the window shows of the piece, as a box around it. */
  private seen(): Box {
    const corners = [[0, 0], [innerWidth, 0], [0, innerHeight], [innerWidth, innerHeight]].map(([x = 0, y = 0]) => toPiece(this.view, x, y));
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
  }

  set(v: View): void {
    this.view = v;
    this.fitted = false;
    this.moving = performance.now();
    if (this.width > 0) this.layers.show(halvings(v.zoom, devicePixelRatio), this.seen());
    const { canvas, x, y } = this.layers.shown;
    canvas.style.transform = css(v, Math.max(this.layers.level, 0), x, y);
    canvas.style.imageRendering = v.zoom >= 4 ? "pixelated" : "auto";
    this.sharp.move(v);
    this.moved(v);
  }

  /** Whether a place of the piece is seen beside the panels. */
  clear(p: Spot): boolean {
    const [x, y] = toWindow(this.view, p.x, p.y);
    const r = this.room();
    return x >= r.left && x <= innerWidth - r.right && y >= r.top && y <= innerHeight - r.bottom;
  }

  /** Shows it whole, beside the panels. */
  fit(): void {
    this.set(fit(innerWidth, innerHeight, this, this.room(), this.view.flip));
    this.fitted = true;
  }

  /** Panels have come or gone: it stays whole, if it was, and where it is if it was not. */
  refit(): void { if (this.fitted) this.fit(); }

  turn(degrees: number): void { this.set(turnAt(this.view, innerWidth / 2, innerHeight / 2, (degrees * Math.PI) / 180)); }
  flip(): void { this.set(flipAt(this.view, innerWidth / 2, innerHeight / 2)); }
  zoomBy(factor: number): void { this.set(zoomAt(this.view, innerWidth / 2, innerHeight / 2, factor)); }
  zoomTo(zoom: number): void { this.zoomBy(zoom / this.view.zoom); }

  /** Draws what is not ink: waiting strokes' halos, others' pens, the own brush. While all of it is as it was, nothing is drawn: a page that lies still costs nothing. */
  decorate(waiting: Box[], cursors: Cursor[], members: Member[], brush: { x: number; y: number; size: number } | null, still: boolean): void {
    const ratio = devicePixelRatio;
    const now = [this.view, waiting, cursors, members, brush?.x, brush?.y, brush?.size, innerWidth, innerHeight, ratio];
    if (this.pens.rest && now.length === this.drawn.length && now.every((v, i) => v === this.drawn[i])) return;
    this.drawn = now;
    this.pens.rest = true;
    if (this.overlay.width !== Math.round(innerWidth * ratio) || this.overlay.height !== Math.round(innerHeight * ratio)) {
      this.overlay.width = Math.round(innerWidth * ratio);
      this.overlay.height = Math.round(innerHeight * ratio);
    }
    const g = this.over;
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, innerWidth, innerHeight);
    for (const b of waiting) this.halo(b);
    for (const c of cursors) this.pens.draw(g, this.view, c, members.find((m) => m.id === c.member), still);
    if (brush !== null) this.brush(brush);
  }

  /** To draw with over what decorate drew, in this frame: the next one is drawn anew. */
  marks(): CanvasRenderingContext2D {
    this.drawn = [];
    return this.over;
  }

  /** The axes that strokes are mirrored at, or turned about. */
  axes({ folds, mirror }: { folds: number; mirror: boolean }): void {
    if (folds === 1 && !mirror) return;
    const g = this.marks();
    const [mx, my] = [this.width / 2, this.height / 2];
    const far = Math.hypot(mx, my);
    const spokes = mirror ? 2 * folds : folds;
    g.save();
    g.setLineDash([3, 6]);
    g.strokeStyle = "rgba(196, 55, 31, 0.55)";
    g.beginPath();
    for (let i = 0; i < spokes; i++) {
      const a = (2 * Math.PI * i) / spokes - Math.PI / 2;
      const [dx, dy] = [Math.cos(a), Math.sin(a)];
      const reach = Math.min(far, mx / Math.max(Math.abs(dx), 1e-6), my / Math.max(Math.abs(dy), 1e-6)); // to the edge
      g.moveTo(...toWindow(this.view, mx, my));
      g.lineTo(...toWindow(this.view, mx + reach * dx, my + reach * dy));
    }
    g.stroke();
    g.restore();
  }

  private halo(b: Box): void {
    const g = this.over;
    g.save();
    g.setLineDash([6, 5]);
    g.lineWidth = 1.5;
    g.strokeStyle = "rgba(160, 110, 60, 0.75)";
    g.beginPath();
    for (const [x, y] of [[b.x0, b.y0], [b.x1, b.y0], [b.x1, b.y1], [b.x0, b.y1]] as const) g.lineTo(...toWindow(this.view, x, y));
    g.closePath();
    g.stroke();
    g.restore();
  }

  /** The brush in its true size; a tiny one is a crosshair. */
  private brush(b: { x: number; y: number; size: number }): void {
    const g = this.over;
    const r = (b.size * this.view.zoom) / 2;
    g.beginPath();
    if (r < 3) {
      g.moveTo(b.x - 7, b.y); g.lineTo(b.x - 2, b.y); g.moveTo(b.x + 2, b.y); g.lineTo(b.x + 7, b.y);
      g.moveTo(b.x, b.y - 7); g.lineTo(b.x, b.y - 2); g.moveTo(b.x, b.y + 2); g.lineTo(b.x, b.y + 7);
    } else {
      g.arc(b.x, b.y, r, 0, 2 * Math.PI);
    }
    g.lineWidth = 2.5;
    g.strokeStyle = "rgba(255, 255, 255, 0.8)";
    g.stroke();
    g.lineWidth = 1;
    g.strokeStyle = "rgba(20, 16, 12, 0.9)";
    g.stroke();
  }

  /** The colour at a place of the piece, #rrggbb, or "" beside the sheet. */
  colorAt(x: number, y: number): string {
    const color = this.core.x.color_at(Math.floor(x), Math.floor(y));
    return color < 0 ? "" : `#${color.toString(16).padStart(6, "0")}`;
  }
}
