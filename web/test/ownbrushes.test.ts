import { beforeEach, describe, expect, it, vi } from "vitest";

const space = new Map<string, string>();
vi.stubGlobal("localStorage", { getItem: (k: string) => space.get(k) ?? null, setItem: (k: string, v: string) => space.set(k, v) });

const { presets } = await import("../src/brushes");
const { steady } = await import("../src/guides");
const own = await import("../src/ownbrushes");
const { nextOf } = await import("../src/radios");
const store = await import("../src/store");

const key = "easel.ownbrushes";
const wash = { name: "wash", kind: 11, size: 40, opacity: 60, steady: 10, color: "#2f7d6b" };
const names = (): string[] => own.ownBrushes.value.map((b) => b.name);
const all = (n: number): string => JSON.stringify(Array.from({ length: n }, (_, i) => ({ ...wash, name: `wash ${i}` })));

beforeEach(() => {
  space.clear();
  presets.value = [];
  own.ownBrushes.value = [];
  store.toasts.value = [];
  presets.value = [[1, "pen", 6], [11, "watercolour", 40], [15, "eraser", 30]].map(([kind, name, size]) => ({ kind, name, size, opacity: 100 })) as typeof presets.value;
  own.takeOwn({ ...wash, kind: 1, size: 6, opacity: 100, steady: 30, color: "#112233" });
});

describe("one's own brushes, read back", () => {
  const read = (...rows: unknown[]) => own.readOwnBrushes(JSON.stringify(rows), [1, 11, 15]);
  it("are as they were kept", () => { expect(read(wash)).toEqual([wash]); });
  it.each([
    ["a kind that there is not", { ...wash, kind: 12 }], ["the eraser", { ...wash, kind: 15 }], ["a kind that is no number", { ...wash, kind: "11" }], ["no name", { ...wash, name: " \n " }],
    ["a name that is none", { ...wash, name: 7 }], ["nothing", null], ["a number", 7], ["a list", [wash]],
  ])("without %s", (_, row) => { expect(read(row, { ...wash, name: "after" })).toEqual([{ ...wash, name: "after" }]); });
  it.each([
    [{ size: 0, opacity: 0, steady: -1 }, { size: 1, opacity: 1, steady: 0 }],
    [{ size: 1, opacity: 1, steady: 0 }, { size: 1, opacity: 1, steady: 0 }],
    [{ size: 512, opacity: 100, steady: 100 }, { size: 512, opacity: 100, steady: 100 }],
    [{ size: 513, opacity: 101, steady: 101 }, { size: 512, opacity: 100, steady: 100 }],
    [{ size: "x", opacity: null, steady: {} }, { size: 6, opacity: 100, steady: 30 }],
    [{ size: 7.6, opacity: 1e300, steady: 3.2 }, { size: 8, opacity: 100, steady: 3 }],
  ])("with numbers within their bounds: %o", (kept, want) => { expect(read({ ...wash, ...kept })).toEqual([{ ...wash, ...want }]); });
  it("without a colour that is none", () => { expect(read({ ...wash, color: "red" })[0]).not.toHaveProperty("color"); });
  it("one of a name, and as many as there may be", () => {
    expect(read(wash, { ...wash, size: 3 })).toEqual([wash]);
    expect(own.readOwnBrushes(all(own.ownBrushesMost), [11])).toHaveLength(own.ownBrushesMost);
    expect(own.readOwnBrushes(all(own.ownBrushesMost + 1), [11])).toHaveLength(own.ownBrushesMost);
  });
  it.each([null, "", "{", "7", "null", "{}"])("none of %j", (text) => { expect(own.readOwnBrushes(text, [1])).toEqual([]); });
});

describe("a name", () => {
  it.each([["  my\tbrush ", "my brush"], ["x".repeat(40), "x".repeat(40)], ["x".repeat(41), "x".repeat(40)], ["😀".repeat(41), "😀".repeat(40)], [`${"x".repeat(39)} y`, "x".repeat(39)], ["\u202eab", "ab"], ["", ""]])("%j is kept as %j", (text, want) => {
    expect(own.nameOf(text)).toBe(want);
  });
  it("is refused in a sentence", () => {
    own.keepBrush("mine", false);
    expect(own.unfit(" ")).toBe("Write a name of 1 to 40 characters.");
    expect(own.unfit("mine")).toBe("You have a brush of that name.");
    expect(own.unfit("mine", own.ownBrushes.value[0])).toBe("");
    expect(own.unfit("other")).toBe("");
  });
  it("is suggested from brush and size, and is not taken", () => {
    expect(own.suggested()).toBe("pen 6");
    own.keepBrush("pen 6", false);
    expect(own.suggested()).toBe("pen 6 (2)");
  });
});

describe("a shelf of one's own", () => {
  it("keeps what is in hand, and takes it again", () => {
    own.keepBrush("red pen", true);
    own.keepBrush("pen", false);
    expect(JSON.parse(space.get(key) ?? "")).toEqual([{ name: "red pen", kind: 1, size: 6, opacity: 100, steady: 30, color: "#112233" }, { name: "pen", kind: 1, size: 6, opacity: 100, steady: 30 }]);
    expect(own.ownInHand()?.name).toBe("pen");
    own.takeOwn(wash);
    expect([store.tool.value, store.kind.value, store.size.value, store.opacity.value, steady.value, store.color.value]).toEqual(["brush", 11, 40, 60, 10, "#2f7d6b"]);
    expect(own.ownInHand()).toBe(null);
    const [red, plain] = own.ownBrushes.value;
    if (red === undefined || plain === undefined) throw new Error("there are two");
    own.takeOwn(plain);
    expect([store.size.value, store.color.value, own.ownInHand()?.name]).toEqual([6, "#2f7d6b", "pen"]);
    own.takeOwn(red);
    expect([store.color.value, own.ownInHand()?.name]).toEqual(["#112233", "red pen"]);
    store.size.value = 7;
    expect(own.ownInHand()).toBe(null);
  });
  it("renames, and takes off and puts back where it was", () => {
    for (const name of ["a", "b", "c"]) own.keepBrush(name, false);
    const b = own.ownBrushes.value[1];
    if (b === undefined) throw new Error("there are three");
    own.renameOwn(b, "c");
    expect(names()).toEqual(["a", "b", "c"]);
    own.removeOwn(b);
    expect(names()).toEqual(["a", "c"]);
    expect(store.toasts.value.map((t) => [t.text, t.deed?.label])).toEqual([["“b” is off the shelf.", "Undo"]]);
    store.toasts.value[0]?.deed?.act();
    expect(names()).toEqual(["a", "b", "c"]);
    store.toasts.value[0]?.deed?.act();
    expect(names()).toEqual(["a", "b", "c"]);
    own.renameOwn(b, " bee ");
    expect(names()).toEqual(["a", "bee", "c"]);
    expect(JSON.parse(space.get(key) ?? "")).toEqual(own.ownBrushes.value);
  });
  it("loses nothing that another tab has kept", () => {
    own.keepBrush("here", false);
    space.set(key, JSON.stringify([...own.ownBrushes.value, wash]));
    own.keepBrush("here too", false);
    expect(names()).toEqual(["here", "wash", "here too"]);
    space.set(key, JSON.stringify([wash]));
    store.shelf.value = true;
    expect(names()).toEqual(["wash"]);
    store.shelf.value = false;
  });
  it("holds so many and no more", () => {
    for (let i = 0; i <= own.ownBrushesMost; i++) own.keepBrush(`pen ${i}`, false);
    expect(names()).toEqual(Array.from({ length: own.ownBrushesMost }, (_, i) => `pen ${i}`));
  });
});

describe("arrow keys", () => {
  it.each([["ArrowRight", 0, 3, 1], ["ArrowDown", 2, 3, 0], ["ArrowLeft", 0, 3, 2], ["ArrowUp", -1, 3, 2], ["ArrowRight", -1, 3, 1], ["Enter", 0, 3, -1], ["ArrowUp", 0, 0, -1], ["ArrowUp", 0, 1, 0]])("%s at %i of %i", (key, at, n, want) => {
    expect(nextOf(key, at, n)).toBe(want);
  });
});
