// A drawing of others is chosen, or dropped on the page. What reads it is loaded then.
import type { Easel } from "./import";
import type { Life } from "./life";
import * as store from "./store";

const open = (file: File, easel: Easel): void => {
  import("./import").then((m) => m.openFile(file, easel), () => { store.toast(store.stale); });
};

/** Asks for a file. Browsers allow that within a click or a key alone. */
export function choose(easel: Easel): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".excalidraw,.excalidrawlib,.json,.svg,.png,.dat,image/svg+xml,application/json,image/png";
  input.hidden = true;
  input.oncancel = () => { input.remove(); };
  input.onchange = () => {
    input.remove();
    const file = input.files?.[0];
    if (file !== undefined) open(file, easel);
  };
  document.body.append(input); // else the browser may forget it while it asks
  input.click();
}

/** Takes files that are dropped anywhere on the page. */
export function takeDrops(easel: Easel, life: Life): void {
  const files = (e: DragEvent): boolean => e.dataTransfer?.types.includes("Files") === true;
  life.on(window, "dragover", (e) => {
    if (!files(e)) return;
    e.preventDefault();
    store.dropping.value = !store.dialogs.some((d) => d.value);
  });
  life.on(window, "dragleave", (e) => { if (e.relatedTarget === null) store.dropping.value = false; });
  life.on(window, "drop", (e) => {
    if (!files(e)) return;
    e.preventDefault();
    const dropped = store.dropping.value;
    store.dropping.value = false;
    const [file, more] = e.dataTransfer?.files ?? [];
    if (!dropped || file === undefined) return;
    if (more === undefined) open(file, easel);
    else store.toast("Drop one drawing at a time.");
  });
}
