import { beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../src/core";
import type { Row } from "../src/lease";
import { readGone, Tenure, tenureMs } from "../src/tenure";
import { wireOf } from "../src/wire";

let now: number;
let row: Row | undefined;
let broken: boolean;
let lost: string[];
beforeEach(() => {
  now = 1_800_000_000_000;
  row = undefined;
  broken = false;
  lost = [];
});

/** A tab, with a database that all of them share. */
function tab(name: string): Tenure {
  return new Tenure(name, async (next) => {
    await Promise.resolve();
    if (broken) throw new Error("no database");
    const got = next(row);
    if (got !== null) row = got.until === 0 ? undefined : got;
    return got !== null;
  }, () => now, () => { lost.push(name); });
}

describe("a tenure", () => {
  it("is one tab's of ten that want it at once", async () => {
    const tabs = Array.from({ length: 10 }, (_, i) => tab(`${i}`));
    const got = await Promise.all(tabs.map((t) => t.take([])));
    expect(got.filter((g) => g).length).toBe(1);
    expect(tabs.map((t) => t.sure())).toEqual(got);
  });
  it("lasts while it is renewed, and is taken once it has run out", async () => {
    const [a, b] = [tab("a"), tab("b")];
    await a.take([]);
    for (let i = 0; i < 5; i++) {
      now += tenureMs - 1;
      expect([a.sure(), await b.take([])], `${i}`).toEqual([true, false]);
      await a.renew();
    }
    now += tenureMs;
    expect([await b.take([]), b.sure(), a.sure()]).toEqual([true, true, false]);
  });
  it("is taken at once from a tab that has said that it goes", async () => {
    const [a, b] = [tab("a"), tab("b")];
    await a.take([]);
    expect([await b.take(["c"]), await b.take(["a"])]).toEqual([false, true]);
    expect(await tab("d").take(["a"])).toBe(false);
  });
  it("is lost to a page that slept if another took it, also if that one gave it back", async () => {
    for (const back of [false, true]) {
      const [a, b] = [tab("a"), tab("b")];
      await a.take([]);
      now += tenureMs;
      await b.take([]);
      if (back) await b.give();
      expect(a.sure()).toBe(false);
      await a.renew(); // is under way
      await new Promise((done) => { setTimeout(done); });
      expect([a.sure(), lost]).toEqual([false, ["a"]]);
      lost = [];
      row = undefined;
    }
  });
  it("is had on by a page that slept if nobody took it", async () => {
    const a = tab("a");
    await a.take([]);
    now += 10 * tenureMs;
    expect(a.sure()).toBe(false);
    await new Promise((done) => { setTimeout(done); });
    expect([a.sure(), lost]).toEqual([true, []]);
  });
  it("is not sure after the clock went back, until it is renewed", async () => {
    const a = tab("a");
    await a.take([]);
    now -= 1;
    expect(a.sure()).toBe(false);
    await new Promise((done) => { setTimeout(done); });
    expect(a.sure()).toBe(true);
  });
  it("goes on when the database does not, but is not taken then", async () => {
    const a = tab("a");
    await a.take([]);
    broken = true;
    now += tenureMs;
    expect(a.sure()).toBe(false);
    await new Promise((done) => { setTimeout(done); });
    expect([a.sure(), lost]).toEqual([true, []]);
    await expect(tab("b").take([])).rejects.toThrow("no database");
  });
  it("is free once it is given back, and not renewed any more", async () => {
    const [a, b] = [tab("a"), tab("b")];
    await a.take([]);
    await a.give();
    await a.renew();
    expect([row, a.sure(), await b.take([])]).toEqual([undefined, false, true]);
    await a.give(); // it is not a's
    expect(b.sure()).toBe(true);
    expect(lost).toEqual([]);
  });
  it("knows the newest 64 tabs that have gone, and no nonsense", () => {
    const list = Array.from({ length: 65 }, (_, i) => `${i}`);
    expect(readGone(JSON.stringify(list.slice(0, 64)))).toEqual(list.slice(0, 64));
    expect(readGone(JSON.stringify(list))).toEqual(list.slice(1));
    for (const text of [null, "", "{", "{}", "null", "[1]"]) expect(readGone(text), `${text}`).toEqual([]);
  });
  it("lets nothing out while it is not sure, also by a socket that was dialled before", () => {
    const frame = new Uint8Array(1);
    let sure = false;
    const wire = wireOf({ frame: () => frame } as unknown as Core, () => sure);
    expect(wire.frame()).toBeNull();
    sure = true;
    expect(wire.frame()).toBe(frame);
  });
});
