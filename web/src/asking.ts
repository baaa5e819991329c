// An Easel file that waits for its owner's word: is it a piece of its own, or part of this one?
import * as store from "./store";

export interface Asked { file: File; add: () => void }

let asked: Asked | null = null;

/** Asks about a file; the newest one counts. */
export function ask(a: Asked): void {
  asked = a;
  store.opening.value = true;
}

export const about = (): Asked | null => asked;

/** The title of a piece that was saved under that name, as far as it tells. */
export function titleOf(name: string): string {
  const title = name.replace(/\.png$/i, "").replace(/ ?\(\d+\)$/, "").replace(/( \dx)?\.easel$/i, "").replace(/ ?\(\d+\)$/, "").trim();
  return title.toLowerCase() === "easel" ? "" : Array.from(title).slice(0, 100).join("");
}
