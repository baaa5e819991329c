// The keyboard map: a key becomes the name of an action.
export interface Key { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

const plain = new Map(Object.entries({
  b: "brush", h: "hand", 0: "fit", 1: "full", "+": "in", "=": "in", "-": "out", "[": "smaller", "]": "larger",
  ",": "fainter", ".": "stronger", "`": "debug", Tab: "panels", Escape: "escape",
}));

/** Returns the action of a key, or "" if it has none. */
export function action(e: Key): string {
  const ctrl = e.ctrlKey || e.metaKey;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (ctrl && key === "z") return e.shiftKey ? "redo" : "undo";
  if (ctrl && key === "y") return "redo";
  if (ctrl && e.shiftKey && key === "d") return "debug";
  if (ctrl || e.altKey) return "";
  return plain.get(key) ?? "";
}
