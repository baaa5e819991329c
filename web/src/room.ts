// What panels that come and go take of the window, so that the sheet lies beside them.
import { effect } from "@preact/signals";
import { askable, beside, invited, low, opened, shown, striped, tall } from "./book";
import type { Life } from "./life";
import type { Sheet } from "./sheet";
import * as store from "./store";
import type { Room } from "./view";

// Heights in CSS px, as artist.css makes them.
const invitation = { wide: 98, between: 160, narrow: 170 };
const strip = 54;
const bare = 24; // at an edge where there is no panel
const half = (): number => Math.min(0.58 * innerHeight, 490) - 12; // the bottom sheet of a phone

function under(): number {
  if (invited.value && !low.value) return innerWidth < 640 ? invitation.narrow : innerWidth < 1300 ? invitation.between : invitation.wide;
  if (opened.value && innerWidth < 640 && !low.value) return tall.value ? strip : half();
  return striped.value || (askable.value && innerWidth < 640) ? strip : 0;
}

/** Whether undo and zoom stand beside the top bar, as style.css has it. */
const flat = (): boolean => matchMedia("(pointer: coarse) and (min-width: 800px) and (min-height: 342px) and (max-height: 480px)").matches;

/** What panels leave of the window at its edges, CSS px. */
export function room(): Room {
  const narrow = innerWidth < 640;
  if (!store.panels.value) return narrow ? { left: 10, right: 10, top: 10, bottom: 10 } : { left: bare, right: bare, top: bare, bottom: bare };
  if (narrow) return { left: 10, right: 10, top: 70, bottom: 92 + under() };
  const tools = innerWidth < 1024 ? 76 : matchMedia("(pointer: coarse)").matches ? 288 : 268; // the panels' right edge
  return { left: store.watches.value ? bare : tools, right: beside.value, top: 74, bottom: flat() && !askable.value ? 12 : 72 + under() };
}

/** What is left between all that lies over the sheet: words that come for a while stand there, and cover nothing that one touches. */
function free(): Room {
  const r = room();
  if (store.width.value < 640) return { ...r, bottom: opened.value ? 92 + half() : r.bottom };
  return { ...r, left: store.settings.value ? Math.max(r.left, 288) : r.left, right: shown.value ? 352 : r.right, bottom: invited.value && low.value ? 72 + invitation.between : r.bottom };
}

/** Keeps the sheet whole beside the panels, if it is seen whole. It stays where it is when the invitation goes: somebody draws. */
export function makeRoom(sheet: Sheet, life: Life): void {
  life.on(window, "resize", () => {
    [store.width.value, store.height.value] = [innerWidth, innerHeight];
    if (sheet.width > 0) sheet.fit();
  });
  // A phone's keyboard covers what is at the bottom, and does not say so to the page.
  const view = window.visualViewport;
  const covered = (): void => {
    if (view !== null) document.documentElement.style.setProperty("--keyboard", `${Math.max(innerHeight - view.height - view.offsetTop, 0)}px`);
  };
  if (view !== null) life.on(view, "resize", covered);
  if (view !== null) life.on(view, "scroll", covered);
  let was = { ...room(), asks: invited.value };
  life.last(effect(() => {
    for (const [side, px] of Object.entries(free())) document.documentElement.style.setProperty(`--free-${side}`, `${px}px`);
    const now = { ...room(), asks: invited.value };
    const drawn = was.asks && !now.asks && now.right === was.right;
    was = now;
    if (!drawn && sheet.width > 0) sheet.refit();
  }));
}
