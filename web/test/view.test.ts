import { describe, expect, it } from "vitest";
import { halvings } from "../src/sheet";
import { css, fit, flipAt, pinch, toPiece, toWindow, turnAt, zoomAt, zoomMax, zoomMin, type View } from "../src/view";

const v: View = { x: 100, y: 50, zoom: 2, angle: 0, flip: false };
const turned: View = { ...v, angle: 0.7 };
const mirrored: View = { ...turned, flip: true };

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
  it.each([v, turned, mirrored])("goes there and back", (view) => {
    const [x, y] = toPiece(view, ...toWindow(view, 12, 34));
    expect(x).toBeCloseTo(12);
    expect(y).toBeCloseTo(34);
  });
  it("is what the browser does", () => {
    // rotate(a) scale(-s, s) of CSS, by hand
    const [x, y] = toWindow({ x: 10, y: 20, zoom: 2, angle: Math.PI / 2, flip: true }, 3, 5);
    expect(x).toBeCloseTo(10 - 10);
    expect(y).toBeCloseTo(20 - 6);
    expect(css({ x: 1, y: 2, zoom: 0.5, angle: 1, flip: true }, 1)).toBe("translate(1px, 2px) rotate(1rad) scale(-1, 1) translate(0px, 0px)");
    expect(css({ x: 1, y: 2, zoom: 4, angle: 0, flip: false }, 0, 640, 64)).toBe("translate(1px, 2px) rotate(0rad) scale(4, 4) translate(640px, 64px)");
  });
  it("turns about a point, and a flip is its own inverse", () => {
    for (const w of [turnAt(mirrored, 50, 60, 1), flipAt(turned, 50, 60)]) {
      const from = w.flip === mirrored.flip && w.angle !== -0.7 ? mirrored : turned;
      expect(toPiece(w, 50, 60)[0]).toBeCloseTo(toPiece(from, 50, 60)[0]);
      expect(toPiece(w, 50, 60)[1]).toBeCloseTo(toPiece(from, 50, 60)[1]);
    }
    const twice = flipAt(flipAt(turned, 400, 300), 400, 300);
    expect(twice.angle).toBeCloseTo(turned.angle);
    expect(twice.x).toBeCloseTo(turned.x);
    // What was seen left of the point is seen as far right of it.
    const [x, y] = toPiece(turned, 100, 40);
    const [wx, wy] = toWindow(flipAt(turned, 130, 40), x, y);
    expect(wx).toBeCloseTo(160);
    expect(wy).toBeCloseTo(40);
    expect(turnAt(v, 0, 0, 9.5 * Math.PI).angle).toBeCloseTo(-Math.PI / 2);
  });
  it.each([v, turned, mirrored])("keeps what is under the pointer when it zooms", (v) => {
    const w = zoomAt(v, 321, 123, 1.7);
    const [a, b] = [toPiece(v, 321, 123), toPiece(w, 321, 123)];
    expect(b[0]).toBeCloseTo(a[0]);
    expect(b[1]).toBeCloseTo(a[1]);
  });
  it("stays within its bounds, and where it is at them", () => {
    expect(zoomAt(v, 0, 0, 1e9).zoom).toBe(zoomMax);
    expect(zoomAt(v, 0, 0, 1e-9).zoom).toBe(zoomMin);
    const most = { ...v, x: 7, y: 8, zoom: zoomMax };
    expect(zoomAt(most, 50, 50, 2)).toEqual(most);
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
    const quarter = pinch(v, [{ x: 10, y: 10 }, { x: 30, y: 10 }], [{ x: 20, y: 0 }, { x: 20, y: 20 }]);
    expect(quarter.angle).toBeCloseTo(Math.PI / 2);
    expect(quarter.zoom).toBeCloseTo(2);
  });
  it("fits a mirrored sheet where it fits the other", () => {
    const room = { left: 0, right: 0, top: 0, bottom: 0 };
    const piece = { width: 800, height: 600 };
    const [plain, other] = [fit(400, 300, piece, room), fit(400, 300, piece, room, true)];
    expect(toWindow(other, 800, 0)[0]).toBeCloseTo(toWindow(plain, 0, 0)[0]);
  });
});
