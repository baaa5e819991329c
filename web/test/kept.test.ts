import { describe, expect, it } from "vitest";
import { Keeper, leftBehind, type Shelf } from "../src/kept";
import { learn, located, namesOf } from "../src/places";

class Memory implements Shelf {
  readonly map = new Map<string, string>();
  full = false;
  getItem(key: string) { return this.map.get(key) ?? null; }
  setItem(key: string, value: string) { if (this.full) throw new Error("full"); this.map.set(key, value); }
  removeItem(key: string) { this.map.delete(key); }
  key(i: number) { return [...this.map.keys()][i] ?? null; }
  get length() { return this.map.size; }
}

describe("the keeper", () => {
  it("gives back what it kept, and forgets it when there is nothing to keep", () => {
    const shelf = new Memory();
    const bytes = Uint8Array.from({ length: 40_000 }, (_, i) => i * 7);
    expect(new Keeper(shelf, 7n, ["token"]).write(bytes)).toBe(true);
    const again = new Keeper(shelf, 7n, ["token"]);
    expect(again.read()).toEqual(bytes);
    expect(again.write(new Uint8Array())).toBe(true);
    expect(shelf.length).toBe(0);
    expect(new Keeper(shelf, 7n, ["token"]).read()).toBe(null);
  });
  it("says when it cannot keep", () => {
    const shelf = new Memory();
    const k = new Keeper(shelf, 7n, ["token"]);
    shelf.full = true;
    expect(k.write(Uint8Array.of(1))).toBe(false);
    expect(k.write(new Uint8Array())).toBe(true);
  });
  it("keeps each replica's and each link's apart", () => {
    const shelf = new Memory();
    new Keeper(shelf, 7n, ["one"]).write(Uint8Array.of(1));
    new Keeper(shelf, 8n, ["one"]).write(Uint8Array.of(2));
    new Keeper(shelf, 7n, ["two"]).write(Uint8Array.of(3));
    shelf.map.set("easel.brush", "{}");
    shelf.map.set("easel.kept x one", "AA==");
    expect(leftBehind(shelf, ["one"])).toEqual([7n, 8n]);
    expect(new Keeper(shelf, 7n, ["two"]).read()).toEqual(Uint8Array.of(3));
  });
  it("finds what was kept under another name of the workspace, and moves it", () => {
    const shelf = new Memory();
    new Keeper(shelf, 7n, ["link"]).write(Uint8Array.of(1));
    expect(leftBehind(shelf, ["~1", "link"])).toEqual([7n]);
    const k = new Keeper(shelf, 7n, ["~1", "link"]);
    expect(k.read()).toEqual(Uint8Array.of(1));
    expect(k.write(Uint8Array.of(1))).toBe(true); // nothing new: it stays
    expect([...shelf.map.keys()]).toEqual(["easel.kept 7 link"]);
    expect(k.write(Uint8Array.of(1, 2))).toBe(true);
    expect([...shelf.map.keys()]).toEqual(["easel.kept 7 ~1"]);
    expect(new Keeper(shelf, 7n, ["~1", "link"]).read()).toEqual(Uint8Array.of(1, 2));
  });
  it("loses nothing when it cannot move", () => {
    const shelf = new Memory();
    new Keeper(shelf, 7n, ["link"]).write(Uint8Array.of(1));
    shelf.full = true;
    expect(new Keeper(shelf, 7n, ["~1", "link"]).write(Uint8Array.of(2))).toBe(false);
    expect(new Keeper(shelf, 7n, ["~1", "link"]).read()).toEqual(Uint8Array.of(1));
  });
  it("reads no nonsense", () => {
    const shelf = new Memory();
    shelf.map.set("easel.kept 7 one", "%%%");
    expect(new Keeper(shelf, 7n, ["one"]).read()).toBe(null);
  });
});

describe("places", () => {
  it("are learnt, and name what is stored", () => {
    const shelf = new Memory();
    expect(namesOf(shelf, "link")).toEqual(["link"]);
    expect(located(shelf, "link")).toBe(false);
    learn(shelf, "link", "~1");
    learn(shelf, "other", "~1");
    learn(shelf, "third", "~2");
    learn(shelf, "~2", "~2");
    expect(located(shelf, "link")).toBe(true);
    expect(namesOf(shelf, "link")).toEqual(["~1", "link", "other"]);
    expect(namesOf(shelf, "~1")).toEqual(["~1", "other", "link"]);
    expect(namesOf(shelf, "new")).toEqual(["new"]);
  });
  it("are bounded, the oldest going first, and survive nonsense", () => {
    const shelf = new Memory();
    for (let i = 0; i < 65; i++) learn(shelf, `t${i}`, "~1");
    expect(located(shelf, "t0")).toBe(false);
    expect(located(shelf, "t1")).toBe(true);
    for (const text of ["{", "{}", "[1]", '[["a"]]', '[["a",1]]', "null"]) {
      shelf.map.set("easel.places", text);
      expect(namesOf(shelf, "a")).toEqual(["a"]);
    }
  });
});
