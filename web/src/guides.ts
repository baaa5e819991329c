// What helps the hand: lines and ellipses, symmetry. The core draws them.
import { signal } from "@preact/signals";

export const shapes = ["freehand", "line", "ellipse"] as const;

export interface Symmetry { name: string; folds: number; mirror: boolean }

export const symmetries: readonly Symmetry[] = [
  { name: "none", folds: 1, mirror: false },
  { name: "mirror", folds: 1, mirror: true },
  ...[2, 3, 4, 5, 6, 8, 12].map((folds) => ({ name: `${folds} turns`, folds, mirror: false })),
  ...[2, 3, 4, 6, 8, 12].map((folds) => ({ name: `${folds}, mirrored`, folds, mirror: true })),
];

export const shape = signal(0);
export const symmetry = signal(0); // index
export const steady = signal(30); // 0…100: how much a line is smoothed
export const even = signal(false); // Shift is held
let last = 1; // the symmetry that was used last

/** Takes a shape, or puts it away. */
export function toggleShape(n: number): void { shape.value = shape.value === n ? 0 : n; }

/** Turns symmetry off, or on as it was last. */
export function toggleSymmetry(): void { setSymmetry(symmetry.value === 0 ? last : 0); }

export function setSymmetry(n: number): void {
  symmetry.value = n;
  if (n !== 0) last = n;
}

export const chosen = (): Symmetry => symmetries[symmetry.value] ?? { name: "none", folds: 1, mirror: false };
