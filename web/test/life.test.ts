import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pause } from "../src/api";
import { Life } from "../src/life";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (f: () => void) => setTimeout(f, 16)); // Node has none
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A life with one of each, and how often each ran. */
function busy() {
  const life = new Life();
  const target = new EventTarget();
  const ran = { heard: 0, every: 0, after: 0, frames: 0, last: 0 };
  life.on(target as unknown as Window, "online", () => { ran.heard++; });
  life.every(10, () => { ran.every++; });
  life.after(25, () => { ran.after++; });
  life.frames(() => { ran.frames++; });
  life.last(() => { ran.last++; });
  return { life, target, ran };
}

describe("a life", () => {
  it("runs what it was given", () => {
    const { target, ran } = busy();
    target.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(100);
    expect(ran).toMatchObject({ heard: 1, every: 10, after: 1, last: 0 });
    expect(ran.frames).toBeGreaterThan(4);
  });

  it("leaves nothing behind", () => {
    const { life, target, ran } = busy();
    life.end();
    expect(vi.getTimerCount()).toBe(0);
    target.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(100);
    expect(ran).toEqual({ heard: 0, every: 0, after: 0, frames: 0, last: 1 });
    life.end();
    expect(ran.last).toBe(1);
  });

  it("begins nothing after its end, but ends what comes late", () => {
    const { life, target, ran } = busy();
    life.end();
    life.on(target as unknown as Window, "online", () => { ran.heard++; });
    life.every(1, () => { ran.every++; });
    life.after(1, () => { ran.after++; });
    life.frames(() => { ran.frames++; });
    life.last(() => { ran.last++; });
    expect(vi.getTimerCount()).toBe(0);
    target.dispatchEvent(new Event("online"));
    expect(ran).toEqual({ heard: 0, every: 0, after: 0, frames: 0, last: 2 });
  });

  it("ends from within a frame", () => {
    const life = new Life();
    let n = 0;
    life.frames(() => { if (++n === 3) life.end(); });
    vi.advanceTimersByTime(500);
    expect(n).toBe(3);
  });

  it("ends a pause", async () => {
    const life = new Life();
    const waiting = pause(1e6, life.signal);
    life.end();
    await waiting;
    await pause(1e6, life.signal);
    expect(vi.getTimerCount()).toBe(0);
  });
});
