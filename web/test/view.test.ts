import { describe, expect, it } from "vitest";
import { halvings } from "../src/sheet";
import { fit, pinch, toPiece, zoomAt, zoomMax, zoomMin } from "../src/view";

const v = { x: 100, y: 50, zoom: 2 };

describe("halvings", () => {
  it.each([[1, 1, 0], [0.51, 1, 0], [0.5, 1, 1], [0.26, 1, 1], [0.25, 1, 2], [0.25, 2, 1], [0.23, 3, 0], [0.125, 1, 3], [0.05, 1, 3], [32, 2, 0]])("at %f and %f px to a CSS px it is %i", (zoom, ratio, want) => {
    expect(halvings(zoom, ratio)).toBe(want);
  });
});

describe("view", () => {
  it("maps the window to the piece", () => {
    expect(toPiece(v, 100, 50)).toEqual([0, 0]);
    expect(toPiece(v, 140, 60)).toEqual([20, 5]);
  });
  it("keeps what is under the pointer when it zooms", () => {
    const w = zoomAt(v, 321, 123, 1.7);
    const [a, b] = [toPiece(v, 321, 123), toPiece(w, 321, 123)];
    expect(b[0]).toBeCloseTo(a[0]);
    expect(b[1]).toBeCloseTo(a[1]);
  });
  it("stays within its bounds, and where it is at them", () => {
    expect(zoomAt(v, 0, 0, 1e9).zoom).toBe(zoomMax);
    expect(zoomAt(v, 0, 0, 1e-9).zoom).toBe(zoomMin);
    expect(zoomAt({ x: 7, y: 8, zoom: zoomMax }, 50, 50, 2)).toEqual({ x: 7, y: 8, zoom: zoomMax });
  });
  it("fits the whole piece, and never magnifies it", () => {
    const f = fit(1000, 800, { width: 1600, height: 1200 }, { left: 50, right: 50, top: 60, bottom: 40 });
    expect(f.x).toBeGreaterThanOrEqual(50);
    expect(f.x + 1600 * f.zoom).toBeLessThanOrEqual(950.001);
    expect(f.y).toBeGreaterThanOrEqual(60);
    expect(f.y + 1200 * f.zoom).toBeLessThanOrEqual(760.001);
    expect(fit(9000, 9000, { width: 240, height: 240 }, { left: 0, right: 0, top: 0, bottom: 0 }).zoom).toBe(1);
  });
  it("follows two fingers", () => {
    const w = pinch(v, [{ x: 10, y: 10 }, { x: 30, y: 10 }], [{ x: 20, y: 40 }, { x: 60, y: 40 }]);
    expect(w.zoom).toBe(4);
    const [x, y] = toPiece(w, 40, 40);
    const [x0, y0] = toPiece(v, 20, 10);
    expect(x).toBeCloseTo(x0);
    expect(y).toBeCloseTo(y0);
  });
});
