// Pointer events become samples of the core once, here: integers from then on.
import { toPiece, type View } from "./view";

export interface Reading { clientX: number; clientY: number; pressure: number; timeStamp: number }

/** Packs readings as the core takes them: x and y in 1/256 px, pressure to 65535, time in 8 µs. */
export function pack(v: View, readings: readonly Reading[]): Int32Array {
  const out = new Int32Array(4 * readings.length);
  readings.forEach((r, i) => {
    const [x, y] = toPiece(v, r.clientX, r.clientY);
    out[4 * i] = Math.round(x * 256);
    out[4 * i + 1] = Math.round(y * 256);
    out[4 * i + 2] = Math.round(Math.min(Math.max(r.pressure, 0), 1) * 65535);
    out[4 * i + 3] = Math.round(r.timeStamp * 125) | 0;
  });
  return out;
}

/** The core's number of a pointer type. */
export function pointerKind(type: string): number {
  return type === "pen" ? 3 : type === "touch" ? 2 : 1;
}
