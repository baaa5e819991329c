import { describe, expect, it } from "vitest";
import { titleOf } from "../src/asking";
import { holdsPiece, told } from "../src/import";
import type { Report } from "../src/job";
import { action, keyHelp } from "../src/keys";
import { fileName } from "../src/picture";

const report = (strokes: number, more: Partial<Report> = {}): Report => ({ strokes, packed: strokes, smaller: false, left: null, ...more });
const placed = (drawn: number, waiting = 0, left = 0, why = 0) => ({ drawn, waiting, left, why });

describe("what is said of a file", () => {
  it.each([
    [report(1), placed(1), ["1 stroke drawn."]],
    [report(12, { smaller: true }), placed(12), ["12 strokes drawn, made smaller to fit."]],
    [report(100), placed(100, 41), ["100 strokes drawn. 41 of them wait to be sent, 60 strokes a minute."]],
    [report(1200), placed(1060, 121, 140, 6), ["1060 strokes drawn. 121 of them wait to be sent, 60 strokes a minute: that takes about 3 minutes.", "140 strokes left out: of one file come at most 2,000 strokes and 131,072 points, and at most 1,000 strokes wait at a time."]],
    [report(1), placed(1, 1), ["1 stroke drawn. It waits to be sent, 60 strokes a minute."]],
    [report(5), placed(5, 5), ["5 strokes drawn. They wait to be sent, 60 strokes a minute."]],
    [report(3), placed(0, 0, 3, 3), ["This link lets you watch. Ask for one that lets you draw."]],
    [report(3), placed(1, 0, 2, 8), ["1 stroke drawn.", "The piece is full: 2 strokes left out."]],
    [report(7, { left: [{ what: "text", count: 2 }, { what: "fill", count: 1 }] }), placed(7), ["7 strokes drawn.", "Left out: 2 × text, 1 × fill."]],
  ])("%o, %o", (r, p, want) => { expect(told(r, p, 60)).toEqual(want); });
  it("counts what was not even taken of the file", () => {
    expect(told(report(5000, { packed: 2000 }), placed(1060, 1000, 940, 6), 60)[1]).toMatch(/^3940 strokes left out: /);
    expect(told(report(2001, { packed: 2000 }), placed(2000), 0)[1]).toMatch(/^1 stroke left out: /);
  });
});

describe("an Easel file", () => {
  const chunk = (name: string, length: number) => [0, 0, 0, length, ...new TextEncoder().encode(name), ...new Array<number>(length + 4).fill(0)];
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  it.each([
    ["is found by its chunk", [...png, ...chunk("IHDR", 13), ...chunk("eaSL", 5), ...chunk("IEND", 0)], true],
    ["is no other picture", [...png, ...chunk("IHDR", 13), ...chunk("IEND", 0)], false],
    ["is no cut one", [...png, ...chunk("IHDR", 13).slice(0, 9)], false],
    ["is no chunk that lies about its length", [...png, 255, 255, 255, 255, ...chunk("IHDR", 13)], false],
    ["is not nothing", [], false],
  ])("%s", (_, data, want) => { expect(holdsPiece(new Uint8Array(data))).toBe(want); });
  it.each([["Sea.easel.png", "Sea"], ["Sea 2x.easel.png", "Sea"], ["Sea 2x.png", "Sea 2x"], ["Sea (2).easel.png", "Sea"], ["Sea.easel (1).png", "Sea"], ["easel.easel.png", ""], ["a.b.PNG", "a.b"], [`${"x".repeat(120)}.png`, "x".repeat(100)]])("%s is called %s", (name, title) => { expect(titleOf(name)).toBe(title); });
});

describe("keys for files", () => {
  const ctrl = (key: string, shiftKey = false) => ({ key, ctrlKey: true, metaKey: false, shiftKey, altKey: false });
  it("open and save, and are in the list", () => {
    expect([action(ctrl("s")), action(ctrl("o")), action(ctrl("o", true)), action({ ...ctrl("o"), ctrlKey: false })]).toEqual(["save", "open", "", "ellipse"]);
    for (const k of ["Ctrl S", "Ctrl O"]) expect(keyHelp.some(([key]) => key === k)).toBe(true);
  });
});

describe("a file's name", () => {
  it("ends in its kind", () => { expect([fileName("Sea", "svg"), fileName("", "svg"), fileName("a.b")]).toEqual(["Sea.svg", "easel.svg", "a.b.png"]); });
});
