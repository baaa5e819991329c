// The piece's pixels on canvases of its own size, of half, a quarter and an eighth of
// it, of which one is shown: browsers look at four pixels for each one, and would
// miss thin lines from afar. Only the shown one is kept up to date, what is seen of
// it first; and where it would be very large it is but a part, around what is seen.
// So a piece of any size opens, moves and zooms without holding up a frame.
import { tileSize, type Box, type Core } from "./core";

/** A canvas of at most so many pixels is of the whole piece. */
const wholeMost = 2 << 20;
/** How much more a part shows than what is seen, on each side, of that. */
const margin = 0.125;
/** A part that is so many times larger than it need be is made smaller. */
const looseMost = 5;

/** Tiles from (x0, y0) to before (x1, y1). */
interface Part { x0: number; y0: number; x1: number; y1: number }

const holds = (a: Part, b: Part): boolean => a.x0 <= b.x0 && a.y0 <= b.y0 && a.x1 >= b.x1 && a.y1 >= b.y1;
const area = (p: Part): number => (p.x1 - p.x0) * (p.y1 - p.y0);
const nothing: Part = { x0: 0, y0: 0, x1: 0, y1: 0 };

export class Layers {
  level = -1; // how many times what is shown is halved; -1 before anything is
  private width = 0;
  private height = 0;
  private wide = 0; // in tiles
  private high = 0;
  private readonly inks: (CanvasRenderingContext2D | undefined)[] = []; // by level; none is made before it is shown
  private part = nothing; // of the piece, that the shown canvas is of
  private behind = new Uint8Array(); // by tile: a bit for each level that does not show it as it is
  private readonly todo = new Set<number>(); // those of the part that are not shown as they are

  /** Told of each tile that is put on the shown canvas in the piece's own size. */
  onTile: (x: number, y: number, pixels: ImageData) => void = () => undefined;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly core: Core) {}

  /** How many tiles are not shown as they are. */
  get left(): number { return this.todo.size; }

  /** What is seen, and where its corner lies on the piece, in its own pixels. */
  get shown(): { canvas: HTMLCanvasElement; x: number; y: number } {
    const side = tileSize >> Math.max(this.level, 0);
    return { canvas: this.inks[this.level]?.canvas ?? this.canvas, x: this.part.x0 * side, y: this.part.y0 * side };
  }

  /** Begins again as blank paper of another size, of which show shows the first. */
  resize(width: number, height: number): void {
    for (const g of this.inks.splice(0)) if (g !== undefined && g.canvas !== this.canvas) g.canvas.remove();
    [this.width, this.height] = [width, height];
    this.wide = Math.ceil(width / tileSize);
    this.high = Math.ceil(height / tileSize);
    this.behind = new Uint8Array(this.wide * this.high).fill(0xff);
    this.canvas.hidden = true;
    this.level = -1;
    this.part = nothing;
  }

  /** Shows the piece halved so many times, at once what is seen of it. */
  show(level: number, seen: Box): void {
    const need = this.tiles(seen, 0);
    const whole = (this.width >> level) * (this.height >> level) <= wholeMost;
    if (level === this.level && holds(this.part, need) && (whole || area(this.part) <= looseMost * area(need))) return;
    const part = whole ? { x0: 0, y0: 0, x1: this.wide, y1: this.high } : this.tiles(seen, margin);
    const [from, was] = [this.inks[this.level], this.part];
    const ink = this.inks[level] ??= this.make(level);
    const fresh = level !== this.level && (!whole || ink.canvas.width <= 1);
    if (!whole || fresh) this.lay(ink, level, part, from, was);
    if (from !== undefined) from.canvas.hidden = true;
    ink.canvas.hidden = false;
    this.level = level;
    this.part = part;
    this.todo.clear();
    this.each(part, (i) => { if ((this.behind[i] ?? 0) >> level & 1) this.todo.add(i); });
  }

  /** The tiles of a box, and some around it. */
  private tiles(b: Box, more: number): Part {
    const [mx, my] = [(b.x1 - b.x0) * more, (b.y1 - b.y0) * more];
    const at = (v: number, most: number): number => Math.min(Math.max(v, 0), most);
    return {
      x0: at(Math.floor((b.x0 - mx) / tileSize), this.wide), y0: at(Math.floor((b.y0 - my) / tileSize), this.high),
      x1: at(Math.ceil((b.x1 + mx) / tileSize), this.wide), y1: at(Math.ceil((b.y1 + my) / tileSize), this.high),
    };
  }

  private each(p: Part, visit: (i: number) => void): void {
    for (let y = p.y0; y < p.y1; y++) for (let x = p.x0; x < p.x1; x++) visit(y * this.wide + x);
  }

  private make(level: number): CanvasRenderingContext2D {
    let canvas = this.canvas;
    if (level > 0) {
      canvas = document.createElement("canvas");
      canvas.className = "sheet";
      this.canvas.after(canvas);
    }
    canvas.width = canvas.height = 1;
    return context(canvas, { alpha: false, desynchronized: level === 0 });
  }

  /** Makes a canvas one of a part of the piece, with what the shown one shows of it until its own tiles are drawn. */
  private lay(ink: CanvasRenderingContext2D, level: number, part: Part, from: CanvasRenderingContext2D | undefined, was: Part): void {
    const side = tileSize >> level;
    const canvas = ink.canvas;
    const [w, h] = [Math.min((part.x1 - part.x0) * side, Math.ceil(this.width / 2 ** level)), Math.min((part.y1 - part.y0) * side, Math.ceil(this.height / 2 ** level))];
    const same = from?.canvas === canvas;
    const old = same ? copy(canvas) : from?.canvas;
    canvas.width = Math.max(w, 1);
    canvas.height = Math.max(h, 1);
    ink.fillStyle = "#ffffff";
    ink.fillRect(0, 0, canvas.width, canvas.height);
    const k = side / (tileSize >> Math.max(this.level, 0));
    if (old !== undefined) ink.drawImage(old, (was.x0 - part.x0) * side, (was.y0 - part.y0) * side, old.width * k, old.height * k);
    // What lies beside the part is not kept; of what was there already, nothing is drawn again.
    for (let i = 0; i < this.behind.length; i++) {
      const [x, y] = [i % this.wide, Math.floor(i / this.wide)];
      const kept = same && x >= was.x0 && x < was.x1 && y >= was.y0 && y < was.y1 && x >= part.x0 && x < part.x1 && y >= part.y0 && y < part.y1;
      if (!kept) this.behind[i] = (this.behind[i] ?? 0) | 1 << level;
    }
  }

  /** Draws what has changed, and what was left of that before, until a time: first what has just changed, then what is seen, and with ahead what is not. */
  draw(until: number, seen: Box, ahead: boolean): void {
    const ink = this.inks[this.level];
    if (ink === undefined) return;
    const inside = (i: number, p: Part): boolean => i % this.wide >= p.x0 && i % this.wide < p.x1 && i >= p.y0 * this.wide && i < p.y1 * this.wide;
    for (const i of this.core.dirty()) {
      if (i >= this.behind.length) continue; // of a piece that is not shown yet
      this.behind[i] = 0xff;
      this.todo.delete(i);
      if (!inside(i, this.part)) continue;
      if (performance.now() < until) this.put(ink, i);
      else this.todo.add(i);
    }
    const near = this.tiles(seen, 0);
    for (const all of ahead ? [false, true] : [false]) {
      for (const i of this.todo) {
        if (performance.now() >= until) return;
        if (!all && !inside(i, near)) continue;
        this.todo.delete(i);
        this.put(ink, i);
      }
    }
  }

  private put(ink: CanvasRenderingContext2D, i: number): void {
    const side = tileSize >> this.level;
    const [x, y] = [i % this.wide, Math.floor(i / this.wide)];
    const pixels = new ImageData(this.core.tile(i, this.level), side, side);
    ink.putImageData(pixels, (x - this.part.x0) * side, (y - this.part.y0) * side);
    if (this.level === 0) this.onTile(x * side, y * side, pixels);
    this.behind[i] = (this.behind[i] ?? 0) & ~(1 << this.level);
  }

  /** A picture of the piece stands for the tiles that are not drawn yet. */
  preview(picture: ImageBitmap): void {
    const ink = this.inks[this.level];
    const side = tileSize >> this.level;
    const s = (picture.width * tileSize) / this.width;
    for (const i of this.todo) {
      const [x, y] = [i % this.wide, Math.floor(i / this.wide)];
      ink?.drawImage(picture, x * s, y * s, s, s, (x - this.part.x0) * side, (y - this.part.y0) * side, side, side);
    }
  }

  /** A canvas with all of the piece in its own size: the shown one, if that is it. */
  whole(): HTMLCanvasElement {
    const ink = this.inks[0];
    if (this.level === 0 && ink !== undefined && ink.canvas.width === this.width && ink.canvas.height === this.height) {
      for (const i of this.todo) this.put(ink, i);
      this.todo.clear();
      return ink.canvas;
    }
    const canvas = blank(this.width, this.height);
    const g = context(canvas, { alpha: false });
    for (let i = 0; i < this.behind.length; i++) g.putImageData(new ImageData(this.core.tile(i, 0), tileSize, tileSize), (i % this.wide) * tileSize, Math.floor(i / this.wide) * tileSize);
    return canvas;
  }
}

function blank(width: number, height: number): HTMLCanvasElement {
  const c = document.createElement("canvas");
  [c.width, c.height] = [width, height];
  return c;
}

function copy(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const c = blank(canvas.width, canvas.height);
  context(c, { alpha: false }).drawImage(canvas, 0, 0);
  return c;
}

export function context(c: HTMLCanvasElement, options: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const g = c.getContext("2d", options);
  if (g === null) throw new Error("This browser has no 2D canvas.");
  return g;
}
