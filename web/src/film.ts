// A piece to be shown as it came about, in a core of its own, so that nothing of it
// can be left over in the piece that is painted on.
import * as api from "./api";
import { Core, tileSize } from "./core";

export class Film {
  private readonly ink: CanvasRenderingContext2D;

  private constructor(private readonly core: Core, private readonly length: number, canvas: HTMLCanvasElement) {
    canvas.width = core.x.width();
    canvas.height = core.x.height();
    const ink = canvas.getContext("2d", { alpha: false });
    if (ink === null) throw new Error("This browser cannot show a replay.");
    this.ink = ink;
  }

  static async load(token: string, piece: number, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<Film> {
    const bytes = await (await api.film(token, piece, signal)).arrayBuffer();
    const core = await Core.load(0n);
    return new Film(core, core.play(new Uint8Array(bytes)), canvas);
  }

  /** Seconds that it takes: as the hands drew it, but long enough to see, and never long. */
  get seconds(): number { return Math.min(Math.max(this.length / 1000, 4), 40); }

  /** Shows the piece up to a part of it, 0 to 1. */
  show(part: number): void {
    this.core.x.seek(Math.round(this.length * part));
    const wide = this.core.x.tiles_wide();
    for (const i of this.core.dirty()) {
      this.ink.putImageData(new ImageData(this.core.tile(i), tileSize, tileSize), (i % wide) * tileSize, Math.floor(i / wide) * tileSize);
    }
  }
}
