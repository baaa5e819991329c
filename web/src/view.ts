// Where the sheet lies on the screen: x and y of its corner in CSS px, and CSS
// px to a px of the piece. Pure functions.
export interface View { x: number; y: number; zoom: number }

export const zoomMin = 0.05;
export const zoomMax = 32;

export function toPiece(v: View, x: number, y: number): [number, number] {
  return [(x - v.x) / v.zoom, (y - v.y) / v.zoom];
}

/** Zooms so that what is under (x, y) stays there. */
export function zoomAt(v: View, x: number, y: number, factor: number): View {
  const zoom = Math.min(Math.max(v.zoom * factor, zoomMin), zoomMax);
  const k = zoom / v.zoom;
  return { x: x - (x - v.x) * k, y: y - (y - v.y) * k, zoom };
}

/** Shows the whole piece in a window, with room around it, at most at 100 %. */
export function fit(width: number, height: number, piece: { width: number; height: number }, room: Room): View {
  const w = Math.max(width - room.left - room.right, 50);
  const h = Math.max(height - room.top - room.bottom, 50);
  const zoom = Math.min(w / piece.width, h / piece.height, 1);
  return { x: room.left + (w - piece.width * zoom) / 2, y: room.top + (h - piece.height * zoom) / 2, zoom };
}

/** Moves by two fingers: from a pair of points to another, without rotation. */
export function pinch(v: View, from: readonly [Spot, Spot], to: readonly [Spot, Spot]): View {
  const mid = (p: readonly [Spot, Spot]): Spot => ({ x: (p[0].x + p[1].x) / 2, y: (p[0].y + p[1].y) / 2 });
  const gap = (p: readonly [Spot, Spot]): number => Math.hypot(p[0].x - p[1].x, p[0].y - p[1].y);
  const a = mid(from);
  const b = mid(to);
  const moved = zoomAt(v, a.x, a.y, gap(to) / Math.max(gap(from), 1));
  return { x: moved.x + b.x - a.x, y: moved.y + b.y - a.y, zoom: moved.zoom };
}

/** What panels take of a window, in CSS px. */
export interface Room { left: number; right: number; top: number; bottom: number }

export interface Spot { x: number; y: number }
