import { describe, expect, it } from "vitest";
import { Keeper, leftBehind, type Shelf } from "../src/kept";

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
    expect(new Keeper(shelf, 7n, "token").write(bytes)).toBe(true);
    const again = new Keeper(shelf, 7n, "token");
    expect(again.read()).toEqual(bytes);
    expect(again.write(new Uint8Array())).toBe(true);
    expect(shelf.length).toBe(0);
    expect(new Keeper(shelf, 7n, "token").read()).toBe(null);
  });
  it("says when it cannot keep", () => {
    const shelf = new Memory();
    const k = new Keeper(shelf, 7n, "token");
    shelf.full = true;
    expect(k.write(Uint8Array.of(1))).toBe(false);
    expect(k.write(new Uint8Array())).toBe(true);
  });
  it("keeps each replica's and each link's apart", () => {
    const shelf = new Memory();
    new Keeper(shelf, 7n, "one").write(Uint8Array.of(1));
    new Keeper(shelf, 8n, "one").write(Uint8Array.of(2));
    new Keeper(shelf, 7n, "two").write(Uint8Array.of(3));
    shelf.map.set("easel.brush", "{}");
    shelf.map.set("easel.kept x one", "AA==");
    expect(leftBehind(shelf, "one")).toEqual([7n, 8n]);
    expect(new Keeper(shelf, 7n, "two").read()).toEqual(Uint8Array.of(3));
  });
  it("reads no nonsense", () => {
    const shelf = new Memory();
    shelf.map.set("easel.kept 7 one", "%%%");
    expect(new Keeper(shelf, 7n, "one").read()).toBe(null);
  });
});
