// Pens as the browser itself reports them, and strokes that people have drawn with
// them, which lie beside the checkout where they are at hand.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const data = fileURLToPath(new URL("../../../shared/testdata/", import.meta.url));

/** Why there are no recorded strokes, or false. */
export const unrecorded = existsSync(data) ? false : "the real drawings are not beside the checkout";

/** The freehand strokes of a library of drawings, each as [x, y, pressure] of its own. */
export function library(name) {
  const file = JSON.parse(readFileSync(`${data}${name}.excalidrawlib`, "utf8"));
  const elements = (file.libraryItems ?? file.library).flatMap((i) => i.elements ?? i).filter((e) => e.type === "freedraw" && e.points.length > 2);
  return elements.map((e) => e.points.map(([x, y], i) => [x, y, e.simulatePressure ? 0.5 : (e.pressures[i] ?? 0.5)]));
}

/** The strokes of a recorded painting: a line is a time in s, x, y and pressure; without pressure the pen is up. */
export function painting() {
  const strokes = [[]];
  for (const row of readFileSync(`${data}painting30sec.dat`, "utf8").trim().split("\n")) {
    const [, x, y, pressure] = row.trim().split(/\s+/).map(Number);
    if (pressure > 0) strokes.at(-1).push([x, y, pressure]);
    else if (strokes.at(-1).length > 0) strokes.push([]);
  }
  return strokes.filter((s) => s.length > 1);
}

/** A stroke in a box of the piece, in its own proportions. */
export function within(points, x, y, size) {
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = size / Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1);
  return points.map(([px, py, pressure]) => [x + (px - left) * scale, y + (py - top) * scale, pressure]);
}

const onScreen = async (page, points) => {
  const v = await page.evaluate(() => window.easel.view());
  return points.map(([x, y, pressure]) => ({ x: v.x + x * v.zoom, y: v.y + y * v.zoom, force: pressure }));
};

/** A stroke with a pen, as the browser has it from a tablet. The sheet is upright. */
export async function pen(page, points) {
  const cdp = await page.context().newCDPSession(page);
  const list = await onScreen(page, points);
  const send = (type, p, buttons) => cdp.send("Input.dispatchMouseEvent", { type, ...p, button: type === "mouseMoved" && buttons === 0 ? "none" : "left", buttons, pointerType: "pen", clickCount: 1 });
  await send("mouseMoved", { ...list[0], force: 0 }, 0);
  await send("mousePressed", list[0], 1);
  for (const p of list.slice(1)) await send("mouseMoved", p, 1);
  await send("mouseReleased", { ...list.at(-1), force: 0 }, 0);
  await cdp.detach();
}

/** A stroke with a finger, as the browser has it from a touch screen. */
export async function finger(page, points) {
  const cdp = await page.context().newCDPSession(page);
  const list = await onScreen(page, points);
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ ...list[0], id: 1 }] });
  for (const p of list.slice(1)) await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ ...p, id: 1 }] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
}

/** Two fingers tap. */
export async function tap(page, x, y) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y, id: 1 }, { x: x + 60, y, id: 2 }] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
}
