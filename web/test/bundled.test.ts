import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apart, Bundled } from "../src/bundled";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** What is read by a server that answers after so many ms. */
function reading(ms: number) {
  const got: number[] = [];
  let asked = 0, open = 0, most = 0;
  const b = new Bundled(async () => {
    const n = ++asked;
    most = Math.max(most, ++open);
    await new Promise((done) => setTimeout(done, ms));
    open--;
    return n;
  }, (n) => { got.push(n); }, () => undefined);
  return { b, got, asked: () => asked, most: () => most };
}

describe("what is read bundled", () => {
  it.each([[10, 3], [apart - 1, 3], [5000, 2]])("is read, with answers after %d ms, %d times for thirty changes in 3 s", async (ms, want) => {
    const r = reading(ms);
    for (let i = 0; i < 30; i++) {
      r.b.read();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect([r.asked(), r.most(), r.got]).toEqual([want, 1, Array.from({ length: want }, (_, i) => i + 1)]);
  });
  it("is read at once after one's own deed, or when the answer has come that is on its way", async () => {
    const r = reading(500);
    r.b.read(true);
    r.b.read(true);
    expect(r.asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(r.asked()).toBe(2);
    await vi.advanceTimersByTimeAsync(500);
    r.b.read(true);
    expect(r.asked()).toBe(3);
  });
  it("is told to nobody after the end", async () => {
    const r = reading(500);
    r.b.read();
    r.b.read();
    r.b.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([r.asked(), r.got]).toEqual([1, []]);
  });
});
