// Counts, from inside a page, what goes on until somebody ends it. watch runs in
// the page before its own scripts.
import assert from "node:assert/strict";

/** Wraps what begins and ends such things; window.counted tells how many there are. */
export function watch() {
  const left = { timeouts: new Map(), intervals: new Map(), frames: new Set(), urls: new Set(), listeners: [], observers: new Map(), workers: new Set(), sockets: new Set(), channels: new Set() };
  const Socket = window.WebSocket; // the browser's own, also where a test puts another in its place
  const wrap = (on, name, make) => { on[name] = make(on[name]); };
  const later = window.setTimeout.bind(window); // not counted
  const trace = () => new Error().stack.split("\n").slice(2, 6).map((l) => l.trim()).join(" < ");

  wrap(window, "setTimeout", (was) => (f, ms, ...args) => {
    const id = was(() => { left.timeouts.delete(id); f(...args); }, ms);
    left.timeouts.set(id, trace());
    return id;
  });
  wrap(window, "setInterval", (was) => (f, ms, ...args) => {
    const id = was(f, ms, ...args);
    left.intervals.set(id, trace());
    return id;
  });
  for (const name of ["clearTimeout", "clearInterval"]) wrap(window, name, (was) => (id) => {
    left.timeouts.delete(id);
    left.intervals.delete(id);
    was(id);
  });
  wrap(window, "requestAnimationFrame", (was) => (f) => {
    const id = was((now) => { left.frames.delete(id); f(now); });
    left.frames.add(id);
    return id;
  });
  wrap(window, "cancelAnimationFrame", (was) => (id) => { left.frames.delete(id); was(id); });
  wrap(URL, "createObjectURL", (was) => (o) => {
    const url = was.call(URL, o);
    left.urls.add(url);
    return url;
  });
  wrap(URL, "revokeObjectURL", (was) => (url) => { left.urls.delete(url); was.call(URL, url); });

  const same = (l, target, type, f, options) => l.target.deref() === target && l.type === type && l.f.deref() === f && l.capture === (options === true || Boolean(options?.capture));
  const drop = (target, type, f, options) => {
    const i = left.listeners.findIndex((l) => same(l, target, type, f, options));
    if (i >= 0) left.listeners.splice(i, 1);
  };
  wrap(EventTarget.prototype, "addEventListener", (was) => function (type, f, options) {
    const target = this ?? window;
    if (f && !options?.signal?.aborted && !left.listeners.some((l) => same(l, target, type, f, options))) {
      left.listeners.push({ target: new WeakRef(target), type, f: new WeakRef(f), capture: options === true || Boolean(options?.capture), where: trace() });
      if (options?.once) was.call(target, type, () => drop(target, type, f, options), options);
      if (options?.signal) was.call(options.signal, "abort", () => drop(target, type, f, options), { once: true });
    }
    return was.call(target, type, f, options);
  });
  wrap(EventTarget.prototype, "removeEventListener", (was) => function (type, f, options) {
    const target = this ?? window;
    drop(target, type, f, options);
    return was.call(target, type, f, options);
  });

  for (const name of ["IntersectionObserver", "ResizeObserver", "MutationObserver", "PerformanceObserver"]) {
    const Was = window[name];
    window[name] = class extends Was {
      observe(...args) { left.observers.set(this, name); return super.observe(...args); }
      disconnect() { left.observers.delete(this); return super.disconnect(); }
    };
  }
  for (const [name, set, end] of [["Worker", left.workers, "terminate"], ["BroadcastChannel", left.channels, "close"], ["WebSocket", left.sockets, "close"]]) {
    const Was = window[name];
    window[name] = class extends Was {
      constructor(...args) {
        super(...args);
        set.add(this);
        if (name === "WebSocket") this.addEventListener("close", () => set.delete(this));
      }
      [end](...args) { if (name !== "WebSocket") set.delete(this); return super[end](...args); }
    };
  }

  // Each has a memory of many MB, which the heap does not show.
  const cores = [];
  for (const name of ["instantiate", "instantiateStreaming"]) wrap(WebAssembly, name, (was) => async (...args) => {
    const made = await was.apply(WebAssembly, args);
    cores.push(new WeakRef(made.instance ?? made)); // of a module that is compiled, the instance alone
    return made;
  });
  window.cores = () => cores.filter((c) => c.deref()).length;

  // A listener on what is no longer in the page, or on what nobody holds, is gone with it.
  const lasting = (target) => target !== undefined && !(target instanceof Node && !target.isConnected) && !(target instanceof AbortSignal) && !(target instanceof Socket) && !(target instanceof WebSocket);
  const listeners = () => (left.listeners = left.listeners.filter((l) => l.target.deref() && l.f.deref())).filter((l) => lasting(l.target.deref()));
  window.counted = () => ({
    timeouts: left.timeouts.size, intervals: left.intervals.size, frames: left.frames.size, urls: left.urls.size, listeners: listeners().length,
    observers: left.observers.size, workers: left.workers.size, sockets: left.sockets.size, channels: left.channels.size, elements: document.querySelectorAll("*").length,
  });
  window.calm = async () => {
    let last = "";
    for (let i = 0, since = 0; i < 600 && since < 6; i++) {
      const now = window.counted();
      since = now.timeouts === 0 && JSON.stringify(now) === last ? since + 1 : 0;
      last = JSON.stringify(now);
      await new Promise((done) => { later(done, 50); });
    }
    return JSON.parse(last);
  };
  window.whatIsLeft = () => [...left.timeouts.values(), ...left.intervals.values(), ...left.observers.values(), ...listeners().map((l) => `${l.type} ${l.where}`)];
}

/** What goes on in a page once it does not change any more, sentences gone and requests answered, and what the browser holds of it. */
export async function count(page) {
  return { counts: await page.evaluate(() => window.calm()), where: await page.evaluate(() => window.whatIsLeft()), held: await held(page) };
}

/** What the browser says of the page after it has collected: bytes of the heap, wasm instances, listeners and nodes that it holds. */
async function held(page) {
  const cdp = await page.context().newCDPSession(page);
  let heap = Infinity; // what ends in a task of its own is collected the next time
  for (let i = 0; i < 3; i++) {
    await cdp.send("HeapProfiler.collectGarbage");
    heap = Math.min(heap, (await cdp.send("Runtime.getHeapUsage")).usedSize);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  await cdp.detach();
  const cores = await page.evaluate(() => window.cores());
  return { cores, heap, nodes, listeners: jsEventListeners };
}

/** What has grown as it would if each of so many rounds left something behind; a line each. */
function grown(now, before, rounds) {
  const found = [];
  const look = (what, n, m, bound) => { if (n - m >= bound) found.push(`${what}: ${n}, ${rounds} rounds before ${m}`); };
  // Pens and cursors come and go by themselves: a few elements more are none that are left.
  for (const [what, n] of Object.entries(now.counts)) look(what, n, before.counts[what], what === "elements" ? rounds / 2 : 1);
  look("wasm instances", now.held.cores, before.held.cores, 1);
  look("nodes held", now.held.nodes, before.held.nodes, rounds);
  look("listeners held", now.held.listeners, before.held.listeners, rounds / 2);
  look("bytes of heap", now.held.heap, before.held.heap, (512 << 10) + rounds * (20 << 10)); // caches of the engine fill in the first dozens of rounds
  if (found.length > 0) found.push(`begun: ${rest(now.where, before.where).join("\n")}`);
  return found;
}

const rest = (now, before) => {
  const had = [...before];
  return now.filter((w) => { const i = had.indexOf(w); if (i >= 0) had.splice(i, 1); return i < 0; });
};

/**
 * No round leaves anything behind. The browser may hold on to one view that is gone, and to
 * what it began with, which is hundreds of nodes at once, but not more with each round: what
 * has grown has to grow again before it is a leak.
 */
export async function repeat(t, page, name, round, rounds) {
  const began = Date.now();
  await round(1);
  const marks = [await count(page)];
  let found;
  do {
    await round(rounds);
    for (let looks = 0; looks === 0 || (found.length > 0 && looks < 3); looks++) {
      marks[marks.length - (looks > 0 ? 1 : 0)] = await count(page);
      found = grown(marks.at(-1), marks.at(-2), rounds);
    }
  } while (found.length > 0 && marks.length < 3);
  t.diagnostic(`${name}: ${Math.round((Date.now() - began) / 1000)} s; after 1 round and each ${rounds} more ${marks.map((m) => JSON.stringify(m.held)).join(", ")}`);
  assert.deepEqual(found, [], name);
}

/** As much goes on in a page as has gone on before. */
export async function still(page, before, what) {
  const now = await count(page);
  assert.deepEqual(now.counts, before.counts, `${what}; what is more: ${rest(now.where, before.where).join("\n")}`);
}
