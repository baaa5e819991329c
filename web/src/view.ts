// Where the sheet lies on the screen: x and y of its corner in CSS px, CSS px to
// a px of the piece, how far it is turned (radians, clockwise), and whether it is
// seen from behind. Pure functions.
export interface View { x: number; y: number; zoom: number; angle: number; flip: boolean }

export const zoomMin = 0.05;
export const zoomMax = 32;

/** Where a point of the window lies on the piece. */
export function toPiece(v: View, x: number, y: number): [number, number] {
  const [c, s] = [Math.cos(v.angle) / v.zoom, Math.sin(v.angle) / v.zoom];
  const [dx, dy] = [x - v.x, y - v.y];
  const px = dx * c + dy * s;
  return [v.flip ? -px : px, dy * c - dx * s];
}

/** Where a point of the piece lies in the window. */
export function toWindow(v: View, x: number, y: number): [number, number] {
  const [c, s] = [Math.cos(v.angle) * v.zoom, Math.sin(v.angle) * v.zoom];
  const px = v.flip ? -x : x;
  return [v.x + px * c - y * s, v.y + px * s + y * c];
}

/** The CSS transform of a canvas of the piece's pixels, halved so many times, whose corner lies at (x, y) of them. */
export function css(v: View, halved: number, x = 0, y = 0): string {
  const scale = v.zoom * 2 ** halved;
  return `translate(${v.x}px, ${v.y}px) rotate(${v.angle}rad) scale(${v.flip ? -scale : scale}, ${scale}) translate(${x}px, ${y}px)`;
}

/** Moves so that a point of the piece lies at (x, y) of the window. */
function pin(v: View, piece: [number, number], x: number, y: number): View {
  const [wx, wy] = toWindow(v, ...piece);
  return { ...v, x: v.x + x - wx, y: v.y + y - wy };
}

/** Zooms so that what is under (x, y) stays there. */
export function zoomAt(v: View, x: number, y: number, factor: number): View {
  const zoom = Math.min(Math.max(v.zoom * factor, zoomMin), zoomMax);
  return pin({ ...v, zoom }, toPiece(v, x, y), x, y);
}

/** Turns so that what is under (x, y) stays there. */
export function turnAt(v: View, x: number, y: number, angle: number): View {
  return pin({ ...v, angle: upright(v.angle + angle) }, toPiece(v, x, y), x, y);
}

/** Shows the sheet from its other side; what is under (x, y) stays there. */
export function flipAt(v: View, x: number, y: number): View {
  return pin({ ...v, flip: !v.flip, angle: upright(-v.angle) }, toPiece(v, x, y), x, y);
}

/** An angle from -π to π. */
function upright(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/** Shows the whole piece upright in a window, with room around it, at most at 100 %. */
export function fit(width: number, height: number, piece: { width: number; height: number }, room: Room, flip = false): View {
  const w = Math.max(width - room.left - room.right, 50);
  const h = Math.max(height - room.top - room.bottom, 50);
  const zoom = Math.min(w / piece.width, h / piece.height, 1);
  const x = room.left + (w - piece.width * zoom) / 2;
  return { x: flip ? x + piece.width * zoom : x, y: room.top + (h - piece.height * zoom) / 2, zoom, angle: 0, flip };
}

/** Moves, zooms and turns by two fingers: from a pair of points to another. */
export function pinch(v: View, from: readonly [Spot, Spot], to: readonly [Spot, Spot]): View {
  const mid = (p: readonly [Spot, Spot]): Spot => ({ x: (p[0].x + p[1].x) / 2, y: (p[0].y + p[1].y) / 2 });
  const gap = (p: readonly [Spot, Spot]): number => Math.hypot(p[0].x - p[1].x, p[0].y - p[1].y);
  const way = (p: readonly [Spot, Spot]): number => Math.atan2(p[1].y - p[0].y, p[1].x - p[0].x);
  const a = mid(from);
  const b = mid(to);
  const zoomed = zoomAt(v, a.x, a.y, gap(to) / Math.max(gap(from), 1));
  const turned = turnAt(zoomed, a.x, a.y, upright(way(to) - way(from)));
  return { ...turned, x: turned.x + b.x - a.x, y: turned.y + b.y - a.y };
}

/** Fingers that end nearly upright meant upright. */
export const nearlyUpright = Math.PI / 30;

/** What panels take of a window, in CSS px. */
export interface Room { left: number; right: number; top: number; bottom: number }

export interface Spot { x: number; y: number }
