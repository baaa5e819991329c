// What is done to a selection: moved, scaled, turned.
import type { Spot } from "./view";

/** As core/client has it: what becomes of (x, y), in px of the piece, and of widths. */
export interface Shift { a: number; b: number; c: number; d: number; x: number; y: number; wider: number }

export const still: Shift = { a: 1, b: 0, c: 0, d: 1, x: 0, y: 0, wider: 1 };

export const moved = (x: number, y: number): Shift => ({ ...still, x, y });

/** Larger by k about a place. */
export const scaled = (k: number, at: Spot): Shift => ({ a: k, b: 0, c: 0, d: k, x: at.x * (1 - k), y: at.y * (1 - k), wider: Math.abs(k) });

/** Turned by an angle about a place. */
export function turned(angle: number, at: Spot): Shift {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { a: c, b: s, c: -s, d: c, x: at.x - c * at.x + s * at.y, y: at.y - s * at.x - c * at.y, wider: 1 };
}

export const through = (t: Shift, p: Spot): Spot => ({ x: t.a * p.x + t.c * p.y + t.x, y: t.b * p.x + t.d * p.y + t.y });

type Fixed = [a: number, b: number, c: number, d: number, x: number, y: number, wider: number];

/** In the units of the core. */
export function fixed(t: Shift): Fixed {
  const [one, px] = [(v: number): number => Math.round(v * 65536), (v: number): number => Math.round(v * 32)];
  return [one(t.a), one(t.b), one(t.c), one(t.d), px(t.x), px(t.y), one(t.wider)];
}

/** Whether nothing becomes of anything by it, as by a click. */
export function idle(t: Shift): boolean {
  const none = fixed(still);
  return fixed(t).every((v, i) => v === none[i]);
}
