// What keys and buttons do, by its name.
import { pausable, resumable } from "./artist";
import * as book from "./book";
import * as guides from "./guides";
import { choose } from "./open";
import { stepSize } from "./palette";
import { copyPicture } from "./picture";
import * as store from "./store";
import type { Studio } from "./studio";
import * as words from "./words";

/** What is of no use to who watches: the pointer moves the sheet. */
const draws = new Set(["select", "brush", "bucket", "picker", "eraser", "line", "ellipse", "symmetry", "all"]);

/** Lets one write to the artist. */
function write(): boolean {
  if (!book.there.value) return false;
  if (store.canDraw()) book.writing();
  else store.toast(store.watching);
  return true;
}

/** Pauses the artist, or lets it go on. */
function hold(token: string): boolean {
  const a = store.state.value.artist;
  if (!pausable(a) && !resumable(a)) return false;
  if (store.canDraw()) void words.toggle(token);
  else store.toast(store.watching);
  return true;
}

/** Does what a key or a button names, and reports whether there was anything to do. */
export function perform(studio: Studio, name: string): boolean {
  if (store.watches.value && draws.has(name)) return store.toast(store.watching), true;
  switch (name) {
    case "select": case "brush": case "bucket": case "picker": case "hand": store.tool.value = name; break;
    case "eraser": store.tool.value = store.tool.value === "rubber" ? "eraser" : "rubber"; break;
    case "all": store.tool.value = "select"; studio.tools.selection.all(); break;
    case "remove": case "duplicate": case "left": case "right": case "up": case "down": case "grow": case "shrink": case "spin": case "spinback": return studio.tools.selection.key(name, guides.even.value);
    case "swap": store.swap(); break;
    case "line": case "ellipse": store.tool.value = "brush"; guides.toggleShape(name === "line" ? 1 : 2); break;
    case "symmetry": store.tool.value = "brush"; guides.toggleSymmetry(); break;
    case "turn": studio.sheet.turn(15); break;
    case "turnback": studio.sheet.turn(-15); break;
    case "flip": studio.sheet.flip(); break;
    case "save": store.exporting.value = studio.sheet.width > 0; break;
    case "open": choose(easelOf(studio)); break;
    case "copy": void copyPicture(studio.sheet.layers.whole()); break;
    case "artist": return write();
    case "pause": return hold(studio.token);
    case "new": store.fresh.value = store.state.value.role === "owner"; break;
    case "clear": store.clearing.value = store.state.value.role === "owner"; break;
    case "gallery": store.gallery.value = true; break;
    case "menu": store.menu.value = !store.menu.value; break;
    case "fit": studio.sheet.fit(); break;
    case "full": studio.sheet.zoomTo(1); break;
    case "in": studio.sheet.zoomBy(1.25); break;
    case "out": studio.sheet.zoomBy(0.8); break;
    case "smaller": store.size.value = stepSize(store.size.value, false); break;
    case "larger": store.size.value = stepSize(store.size.value, true); break;
    case "fainter": store.opacity.value = Math.max(store.opacity.value - 5, 1); break;
    case "stronger": store.opacity.value = Math.min(store.opacity.value + 5, 100); break;
    case "undo": studio.undo(); break;
    case "redo": studio.redo(); break;
    case "debug": store.debug.value = !store.debug.value; break;
    case "share": store.sharing.value = store.state.value.role === "owner"; break;
    case "people": store.people.value = true; break;
    case "me": store.me.value = true; break;
    case "spaces": store.spaces.value = true; break;
    case "help": store.help.value = !store.help.value; break;
    case "panels":
      store.panels.value = !store.panels.value;
      if (!store.panels.value) store.toast("Tab brings the panels back.");
      break;
    case "escape": studio.tools.selection.drop(); store.debug.value = store.shelf.value = false; book.shut(); break;
    default: return false;
  }
  return true;
}

/** The studio as files see it. */
export const easelOf = (studio: Studio) => ({
  get width() { return studio.sheet.width; },
  get height() { return studio.sheet.height; },
  view: () => studio.core.view(),
  place: (packed: Uint8Array) => {
    studio.teller.told(performance.now());
    try {
      return studio.core.place(packed, performance.now());
    } finally {
      studio.done();
    }
  },
});

/** Draws the ink that the piece before did not get. */
export function placeStrays(studio: Studio): void {
  studio.core.x.place_strays(performance.now());
  studio.done();
}

/** Lets go of it. */
export function dropStrays(studio: Studio): void {
  studio.core.x.drop_strays();
  studio.done();
}
