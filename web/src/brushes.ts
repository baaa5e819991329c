// The brushes of the shelf, and the one in hand. Each keeps its own size and opacity.
import { signal } from "@preact/signals";
import type { Brush, Preset } from "./core";
import { colorNumber } from "./palette";
import { brushKey, color, eraser, kind, opacity, size, tool } from "./store";
import { keep, stored } from "./stored";

const gripsKey = "easel.brushes";

export const presets = signal<Preset[]>([]);

/** How each brush was held last; the one in hand is in size and opacity. */
const grips = readGrips(stored(gripsKey));
let inHand = kind.value;

export interface Grip { size: number; opacity: number }

/** Reads how brushes were held. */
export function readGrips(text: string | null): Map<number, Grip> {
  const list = new Map<number, Grip>();
  try {
    const read: unknown = JSON.parse(text ?? "");
    for (const row of Array.isArray(read) ? read.slice(0, 256) : []) {
      const [k, g] = Array.isArray(row) ? (row as [unknown, Partial<Record<keyof Grip, unknown>> | null]) : [null, null];
      const { size, opacity } = g ?? {};
      if (typeof k === "number" && typeof size === "number" && typeof opacity === "number" && size >= 1 && size <= 512 && opacity >= 1 && opacity <= 100) list.set(k, { size, opacity });
    }
  } catch { /* then each is as it comes */ }
  return list;
}

/** How a brush is held when it is taken. */
function grip(k: number): Grip {
  if (k === inHand) return { size: size.value, opacity: opacity.value };
  const preset = presets.value.find((p) => p.kind === k);
  return grips.get(k) ?? { size: preset?.size ?? 6, opacity: preset?.opacity ?? 100 };
}

/** Takes a brush, or the rubber, in hand: each has its own size and opacity. */
function take(k: number): void {
  if (k === inHand) return;
  grips.set(inHand, grip(inHand));
  const g = grip(k);
  inHand = k;
  size.value = g.size;
  opacity.value = g.opacity;
}

tool.subscribe((t) => { if (t === "brush" || t === "rubber") take(t === "rubber" ? eraser : kind.value); });

/** Keeps the brush for the next visit, as far as the browser lets us. */
export function remember(): void {
  keep(brushKey, { kind: kind.value, color: color.value, ...grip(kind.value) });
  keep(gripsKey, [...grips]);
}

/** Takes a brush from the shelf. */
export function choose(k: number): void {
  kind.value = k;
  tool.value = "brush";
  take(k);
  remember();
}

/** The brush of the shelf that is chosen, as it is held. */
export function held(): { kind: number } & Grip {
  const g = grip(kind.value);
  return { kind: kind.value, size: Math.round(g.size), opacity: Math.round(g.opacity) };
}

/** Holds what is in hand as it was held another time. */
export function hold(g: Grip): void {
  size.value = g.size;
  opacity.value = g.opacity;
  remember();
}

/** The brush as the core has it. */
export const brushInHand = (): Brush => ({ kind: inHand, color: colorNumber(color.value), width: Math.round(size.value * 16), opacity: Math.round(opacity.value * 2.55) });
