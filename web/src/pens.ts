// The pens of others, drawn above the sheet in window pixels: people's as dots that
// glide, the artist's as a brush, each with its name.
import { artistMember } from "./artist";
import { readableOn } from "./palette";
import type { Cursor, Member } from "./store";
import { toWindow, type View } from "./view";

const fallback = "#888888";
const lean = 0.6; // radians, of the artist's brush to the right
const near = 0.05; // px that nobody sees; of how strong a name is, a tenth of that

export class Pens {
  rest = true; // all that were drawn since it was set are where they are
  private readonly glide = new Map<number, { x: number; y: number; seen: number }>();

  /** A pen glides to where it is; its name fades while it draws. The artist's is told of in each frame and is where it is. */
  draw(g: CanvasRenderingContext2D, view: View, c: Cursor, m: Member | undefined, still: boolean): void {
    const artist = c.member === artistMember;
    const at = this.glide.get(c.actor) ?? { x: c.x, y: c.y, seen: 1 };
    const k = still || artist ? 1 : 0.35;
    at.x += (c.x - at.x) * k;
    at.y += (c.y - at.y) * k;
    const seen = c.down ? (artist ? 0.75 : 0.15) : 1;
    at.seen += (seen - at.seen) * (still ? 1 : 0.1);
    this.rest &&= Math.abs(c.x - at.x) < near && Math.abs(c.y - at.y) < near && Math.abs(seen - at.seen) < near / 10;
    this.glide.set(c.actor, at);
    const [x, y] = toWindow(view, at.x, at.y);
    const color = m?.color ?? fallback;
    if (artist) brush(g, x, y, color, c.down);
    else dot(g, x, y, color);
    const name = m?.name ?? (artist ? "Artist" : "");
    if (name !== "") label(g, x, y, name, color, at.seen);
  }

  forget(actors: ReadonlySet<number>): void {
    for (const a of this.glide.keys()) if (!actors.has(a)) this.glide.delete(a);
  }
}

function dot(g: CanvasRenderingContext2D, x: number, y: number, color: string): void {
  g.beginPath();
  g.arc(x, y, 5, 0, 2 * Math.PI);
  g.fillStyle = color;
  g.fill();
  g.lineWidth = 2;
  g.strokeStyle = "#ffffff";
  g.stroke();
}

/** A brush whose tip is at (x, y); lifted, it hovers above it. */
function brush(g: CanvasRenderingContext2D, x: number, y: number, color: string, down: boolean): void {
  g.save();
  g.translate(x, y);
  if (!down) {
    g.beginPath();
    g.arc(0, 0, 2.5, 0, 2 * Math.PI);
    g.fillStyle = "rgba(40, 30, 20, 0.35)";
    g.fill();
    g.translate(3, -6);
  }
  g.rotate(lean);
  const handle = new Path2D("M-3.5 -17 L-2.6 -44 Q0 -52 2.6 -44 L3.5 -17 Z");
  const ferrule = new Path2D("M-4 -17 L-4.4 -11 L4.4 -11 L4 -17 Z");
  const hair = new Path2D("M-4.4 -11 Q-5.4 -5 0 0 Q5.4 -5 4.4 -11 Z");
  g.lineJoin = "round";
  g.lineWidth = 3.5;
  g.strokeStyle = "#ffffff";
  for (const p of [handle, ferrule, hair]) g.stroke(p);
  for (const [p, fill] of [[handle, color], [ferrule, "#cfc6b8"], [hair, "#3b342e"]] as const) {
    g.fillStyle = fill;
    g.fill(p);
  }
  g.restore();
}

function label(g: CanvasRenderingContext2D, x: number, y: number, name: string, color: string, alpha: number): void {
  g.globalAlpha = alpha;
  g.font = "600 12px system-ui, sans-serif";
  const w = g.measureText(name).width + 14;
  const left = x + 9 + w > innerWidth ? Math.max(x - 9 - w, 0) : x + 9; // in the window
  const top = y + 27 > innerHeight ? y - 27 : y + 7;
  g.beginPath();
  g.roundRect(left, top, w, 20, 10);
  g.fillStyle = color;
  g.fill();
  g.fillStyle = readableOn(color);
  g.fillText(name, left + 7, top + 14);
  g.globalAlpha = 1;
}
