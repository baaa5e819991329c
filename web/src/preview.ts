// A piece that takes seconds to draw, or to load what draws it, is shown as the server
// has it, smaller, until its own tiles are drawn.
import * as api from "./api";
import * as arrival from "./arrival";
import type { Life } from "./life";
import type { Sheet } from "./sheet";

/** What draws is not here so many ms after the page was opened, or was asked for: the line is slow. */
const slow = { opened: 1000, asked: 250 };

export interface Preview { picture: ImageBitmap; width: number; height: number }

async function ask(token: string, early: boolean, signal: AbortSignal): Promise<Preview | null> {
  const p = await api.preview(token, early, signal).catch(() => null);
  const picture = p === null ? null : await createImageBitmap(p.picture).catch(() => null);
  return p === null || picture === null ? null : { picture, width: p.width, height: p.height };
}

/** Shows the preview, if there is one and it comes in time. Nothing depends on it. */
export async function preview(token: string, sheet: Sheet, life: Life): Promise<void> {
  lay(await ask(token, false, life.signal), sheet, life);
}

/** Puts a preview on the sheet, where its own tiles are not drawn yet. */
export function lay(p: Preview | null, sheet: Sheet, life: Life): void {
  if (p === null || life.over) return;
  if (sheet.width === 0) sheet.resize(p.width, p.height);
  if (sheet.width === p.width && sheet.height === p.height) sheet.layers.preview(p.picture);
  p.picture.close();
}

/** Shows a preview on the paper of the arrival, unless the core is there soon, and resolves to it. */
export async function foreshow(token: string, core: Promise<unknown>, life: Life): Promise<Preview | null> {
  let there = false;
  const come = (): void => { there = true; };
  core.then(come, come);
  await api.pause(Math.max(slow.opened - performance.now(), slow.asked), life.signal);
  if (there || token === "" || life.over) return null;
  const p = await ask(token, true, life.signal);
  if (p !== null && !life.over) arrival.picture(p.picture, p.width, p.height);
  return p;
}
