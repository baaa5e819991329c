// A piece that takes seconds to draw is shown as the server has it, smaller, until
// its own tiles are drawn.
import * as api from "./api";
import type { Life } from "./life";
import type { Sheet } from "./sheet";

/** Shows the preview, if there is one and it comes in time. Nothing depends on it. */
export async function preview(token: string, sheet: Sheet, life: Life): Promise<void> {
  const p = await api.preview(token, life.signal).catch(() => null);
  const bitmap = p === null ? null : await createImageBitmap(p.picture).catch(() => null);
  if (p === null || bitmap === null || life.over) return;
  if (sheet.width === 0) sheet.resize(p.width, p.height);
  if (sheet.width === p.width && sheet.height === p.height) sheet.layers.preview(bitmap);
  bitmap.close();
}
