import type { Core } from "./core";
import * as store from "./store";

/** The stroke eraser: from pen down to up it takes what it passes over. */
export class Eraser {
  private at: [number, number] | null = null; // where it was last, in 1/32 px of the piece

  constructor(private readonly core: Core) {}

  down(): void { this.at = null; }

  /** Goes on to each of the samples. */
  samples(packed: Int32Array): void {
    const reach = Math.round(store.size.value * 16);
    for (let i = 0; i + 3 < packed.length; i += 4) {
      const next: [number, number] = [(packed[i] ?? 0) >> 3, (packed[i + 1] ?? 0) >> 3]; // 1/256 px to 1/32
      this.core.x.erase(...(this.at ?? next), ...next, reach, this.at === null ? 1 : 0, performance.now());
      this.at = next;
    }
  }
}
