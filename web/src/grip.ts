// Dragging a bottom sheet by its upper edge: down shuts it, up makes it tall.
import type { RefObject } from "preact";
import { tall } from "./book";

const far = 60; // CSS px that mean it
const quick = 0.6; // CSS px a ms that mean it, however far

const resting = 60; // ms without a move, after which a hand has no speed

/** What becomes of a sheet that was let go: dy px further down, at so many px a ms. */
export function settle(isTall: boolean, height: number, dy: number, speed: number): "shut" | "half" | "tall" {
  const down = dy > far || (speed > quick && dy > 8);
  const up = dy < -far || (speed < -quick && dy < -8);
  if (down) return isTall && dy < height / 2 && speed < 2 * quick ? "half" : "shut";
  if (up) return "tall";
  return isTall ? "tall" : "half";
}

/** What the handle of a sheet listens to, from drag to drag. */
export function grip(sheet: RefObject<HTMLElement | null>, shut: () => void) {
  let from: { y: number; height: number; last: number; at: number; speed: number } | null = null;
  let dragged = false; // the click that follows is none
  const loose = (): void => {
    from = null;
    if (sheet.current !== null) sheet.current.style.height = sheet.current.style.transform = sheet.current.style.transition = "";
  };
  return {
    onPointerDown: (e: PointerEvent): void => {
      const el = sheet.current;
      if (el === null || !(e.currentTarget instanceof HTMLElement)) return;
      e.currentTarget.setPointerCapture(e.pointerId);
      el.style.transition = "none";
      from = { y: e.clientY, height: el.offsetHeight, last: e.clientY, at: e.timeStamp, speed: 0 };
      dragged = false;
    },
    onPointerMove: (e: PointerEvent): void => {
      const el = sheet.current;
      if (from === null || el === null) return;
      const dy = e.clientY - from.y;
      from.speed = (e.clientY - from.last) / Math.max(e.timeStamp - from.at, 1);
      [from.last, from.at] = [e.clientY, e.timeStamp];
      dragged ||= Math.abs(dy) > 8;
      el.style.height = dy < 0 ? `${from.height - dy}px` : "";
      el.style.transform = dy > 0 ? `translateY(${dy}px)` : "";
    },
    onPointerUp: (e: PointerEvent): void => {
      if (from === null) return;
      const to = settle(tall.value, from.height, e.clientY - from.y, e.timeStamp - from.at > resting ? 0 : from.speed);
      loose();
      if (to === "shut") shut();
      else if (dragged) tall.value = to === "tall";
    },
    onPointerCancel: loose,
    onClick: (e: MouseEvent): void => {
      if (e.detail === 0 || !dragged) tall.value = !tall.value;
    },
  };
}
