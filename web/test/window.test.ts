import { describe, expect, it } from "vitest";
import { goTo, inSight, inSightStill, offset } from "../src/window";

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
  it("settles, though rows take up other than whole px, which is all that a browser says of them", () => {
    const real = (i: number): number => [22.2, 40.4, 31, 52, 58.6, 27.5][i * i % 11 % 6] ?? 0;
    const told = (i: number): number => Math.round(real(i));
    for (let n = 20; n <= 60; n++) {
      for (let view = 300; view < 400; view++) {
        let rows: readonly [number, number] = [0, 0];
        let [top, was] = [0, -1];
        for (let turn = 0; turn < 20 && was !== top; turn++) {
          was = top;
          const [from, to] = rows = inSightStill(rows, n, told, top, view, 6);
          const whole = offset(from, told) + offset(to, real) - offset(from, real) + offset(n, told) - offset(to, told);
          top = Math.round(whole) - view; // its end is seen
        }
        if (was !== top) expect.fail(`${n} rows, seen through ${view} px, do not settle`);
      }
    }
  });
  it("leaves the rows that are shown until others are in sight, or too many are not", () => {
    const still = (had: [number, number], top: number, n = 100): readonly [number, number] => inSightStill(had, n, () => 10, top, 50, 2);
    const had: [number, number] = [8, 17];
    for (const top of [80, 100, 120]) expect(still(had, top), `${top}`).toBe(had); // 8 to 12, 10 to 14, 12 to 16
    expect(still(had, 79)).toEqual([5, 15]);
    expect(still(had, 121)).toEqual([10, 20]);
    expect(still([8, 22], 130)).toEqual([11, 20]); // 5 before it
    expect(still([8, 18], 90)).toEqual([8, 18]);
    expect(still([8, 18], 80)).toEqual([6, 15]); // 5 after it
    expect(still(had, 120, 16)).toEqual([10, 16]);
  });
  it.each([["ArrowDown", 5, 6], ["ArrowDown", 99, 99], ["ArrowUp", 0, 0], ["PageDown", 5, 15], ["PageUp", 5, 0], ["Home", 5, 0], ["End", 5, 99], ["a", 5, -1], ["constructor", 5, -1]])("%s leads from row %i to %i", (key, at, want) => {
    expect(goTo(key, at, 100, 10)).toBe(want);
  });
  it("leads nowhere in an empty list", () => { expect(goTo("End", 0, 0, 10)).toBe(-1); });
});
