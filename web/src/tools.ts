// What the pointers do with a tool that is no brush: eraser of strokes, bucket,
// picker of colours. Samples are packed by four: x and y in 1/256 px come first.
import { brushInHand } from "./brushes";
import type { Core } from "./core";
import { Eraser } from "./eraser";
import * as guides from "./guides";
import type { Life } from "./life";
import { Selection } from "./selection";
import type { Sheet } from "./sheet";
import * as store from "./store";

export class Tools {
  readonly selection: Selection;
  private readonly eraser: Eraser;
  private pour: [number, number] | null = null; // where the bucket would be poured out, px

  constructor(private readonly core: Core, private readonly sheet: Sheet, life: Life) {
    this.eraser = new Eraser(core);
    this.selection = new Selection(core, sheet, life);
  }

  /** What is seen from near, drawn sharp, and what helps with a tool, over the sheet. */
  show(): void {
    this.sheet.refine();
    if (store.tool.value === "brush") this.sheet.axes(guides.chosen());
    else if (store.tool.value === "select") this.selection.show();
  }

  /** Whether the pointers draw, by the core. */
  draws(): boolean { return store.tool.value === "brush" || store.tool.value === "rubber"; }

  /** Reports whether the person may do that. */
  down(): boolean {
    this.eraser.down();
    this.selection.begin();
    return store.tool.value === "picker" || store.canDraw();
  }

  samples(packed: Int32Array): void {
    const [x = 0, y = 0] = packed.subarray(-4);
    if (store.tool.value === "eraser") this.eraser.samples(packed);
    else if (store.tool.value === "select") this.selection.samples(packed, guides.even.value);
    else if (store.tool.value === "bucket") this.pour = [x >> 8, y >> 8];
    else if (store.tool.value === "picker") store.color.value = this.sheet.colorAt(x / 256, y / 256) || store.color.value;
  }

  up(): void {
    if (store.tool.value === "picker") store.tool.value = "brush";
    if (this.pour !== null) {
      this.core.brush(brushInHand());
      this.core.x.fill(...this.pour, performance.now());
      store.used(store.color.value);
    }
    this.pour = null;
    if (store.tool.value === "select") this.selection.up(guides.even.value);
  }

  cancel(): void {
    this.pour = null;
    if (store.tool.value === "select") this.selection.cancel();
  }
}
