import { describe, expect, it } from "vitest";
import { goTo, inSight, offset } from "../src/window";

describe("a window on a list", () => {
  const heights = [10, 30, 20, 40, 10, 10];
  const height = (i: number): number => heights[i] ?? 0;
  it("finds the rows in sight, for any top and view", () => {
    for (let top = -5; top <= 130; top++) {
      for (const view of [0, 1, 25, 60, 500]) {
        const [from, to] = inSight(6, height, top, view, 0);
        const want = heights.map((_, i) => i).filter((i) => offset(i + 1, height) > top && offset(i, height) < top + view);
        expect(Array.from({ length: to - from }, (_, i) => from + i), `top ${top}, view ${view}`).toEqual(want);
      }
    }
  });
  it("spares some around it, within the list", () => {
    expect(inSight(6, height, 40, 20, 2)).toEqual([0, 5]);
    expect(inSight(0, height, 0, 500, 4)).toEqual([0, 0]);
    expect(inSight(2000, () => 44, 44 * 1000, 440, 4)).toEqual([996, 1014]);
    expect(inSight(2000, () => 44, 1e9, 440, 4)).toEqual([1996, 2000]);
  });
  it.each([["ArrowDown", 5, 6], ["ArrowDown", 99, 99], ["ArrowUp", 0, 0], ["PageDown", 5, 15], ["PageUp", 5, 0], ["Home", 5, 0], ["End", 5, 99], ["a", 5, -1], ["constructor", 5, -1]])("%s leads from row %i to %i", (key, at, want) => {
    expect(goTo(key, at, 100, 10)).toBe(want);
  });
  it("leads nowhere in an empty list", () => { expect(goTo("End", 0, 0, 10)).toBe(-1); });
});
