// The keyboard map: a key becomes the name of an action.
export interface Key { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

const plain = new Map(Object.entries({
  v: "select", Delete: "remove", Backspace: "remove", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", b: "brush", e: "eraser", i: "picker", g: "bucket", l: "line", o: "ellipse", m: "symmetry", h: "hand", x: "swap", n: "new", a: "artist", p: "pause", f: "flip", r: "turn", 0: "fit", 1: "full", "+": "in", "=": "in", "-": "out", "[": "smaller", "]": "larger",
  ",": "fainter", ".": "stronger", "`": "debug", Tab: "panels", Escape: "escape", "?": "help",
}));

/** The map as people read it. */
export const keyHelp: [string, string][] = [
  ["B", "brush"], ["E", "eraser; again: of whole strokes"], ["L, O", "straight line, ellipse; evenly with Shift"], ["M", "symmetry"], ["G", "fill what looks alike"], ["I", "pick a colour"], ["X", "the colour before"], ["V", "select strokes of your own; Shift adds"], ["Arrows, Del", "move, delete what is selected"], ["Ctrl A, Ctrl D", "select all of your own; duplicate"], ["H, or hold Space", "move the sheet"], ["[ ]", "smaller, larger"], [", .", "fainter, stronger"],
  ["Ctrl Z", "undo"], ["Ctrl Shift Z", "redo"], ["+ −", "zoom"], ["0", "fit the sheet"], ["1", "100 %"], ["R", "turn the sheet; with Shift the other way"], ["F", "mirror it"],
  ["N", "new piece"], ["A", "write to the artist"], ["P", "pause the artist, or let it go on"], ["Ctrl S", "save or share the picture"], ["Ctrl O", "open a drawing: Easel, Excalidraw, SVG"], ["Ctrl C", "copy the picture"],
  ["Wheel, Ctrl wheel", "move, zoom"], ["Tab", "hide the panels, while you draw"], ["`", "figures for the curious"], ["?", "this list"], ["Esc", "leave what is open"],
];

/** Returns the action of a key, or "" if it has none. */
export function action(e: Key): string {
  const ctrl = e.ctrlKey || e.metaKey;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (ctrl && key === "z") return e.shiftKey ? "redo" : "undo";
  if (ctrl && key === "y") return "redo";
  if (ctrl && e.shiftKey && key === "d") return "debug";
  if (ctrl && !e.shiftKey && key === "s") return "save";
  if (ctrl && !e.shiftKey && key === "o") return "open";
  if (ctrl && !e.shiftKey && key === "c") return "copy";
  if (ctrl && !e.shiftKey && key === "a") return "all";
  if (ctrl && !e.shiftKey && key === "d") return "duplicate";
  if (ctrl || e.altKey) return "";
  if (e.shiftKey && key === "r") return "turnback";
  if (e.shiftKey && key === "Tab") return ""; // the way back into the panels, for who has drawn
  return plain.get(key) ?? "";
}
