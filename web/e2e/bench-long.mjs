// What takes the page's bench longer: many who draw at once, an hour of drawing in
// a few minutes, and the return of one who drew long without network.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { invite, open, serve, settled } from "./help.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const hands = 50;
const hourStrokes = 3600; // sixty a minute
const returnStrokes = 500;
const lifted = ["-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-limits.bytes-per-second", "0", "-limits.guests-per-minute", "-1"];

/** Draws with the mouse for some seconds, as fast as the browser takes it. */
export async function scribble(page, seconds) {
  const box = await page.locator(".ground").boundingBox();
  const end = Date.now() + 1000 * seconds;
  for (let i = 0; Date.now() < end; i++) {
    if (i % 100 === 0) {
      await page.mouse.up();
      await page.mouse.move(box.x + 300 + ((i / 100) % 7) * 60, box.y + 250);
      await page.mouse.down();
    }
    await page.mouse.move(box.x + 300 + 3 * (i % 100) + ((i / 100) % 7) * 60, box.y + 250 + 150 * Math.sin(i / 20));
  }
  await page.mouse.up();
}

/** The processor's time that scripts take while f runs, in ms a frame: other programs on the machine do not show in it. */
async function cpu(page, f) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const script = async () => (await cdp.send("Performance.getMetrics")).metrics.find((m) => m.name === "ScriptDuration").value;
  await page.evaluate(() => {
    window.turns = 0;
    const turn = () => { window.turns++; requestAnimationFrame(turn); };
    requestAnimationFrame(turn);
  });
  const before = await script();
  await f();
  const spent = (await script()) - before;
  await cdp.detach();
  return (1000 * spent) / (await page.evaluate(() => window.turns));
}

/** Our own time a frame, of the newest frames: while all draw, and before that, while one does. */
export async function crowded(browser) {
  const server = await serve(...lifted);
  const dir = mkdtempSync(join(tmpdir(), "easel-bench-"));
  let child;
  try {
    execFileSync("go", ["build", "-o", join(dir, "bench"), "./tools/bench"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const page = await open(browser, server.base);
    const link = await invite(page);
    const cpuAlone = await cpu(page, () => scribble(page, 12));
    const alone = await page.evaluate(() => window.easel.stats());
    const order = { Link: link, Viewers: hands, Rate: 30, Points: 4, Seconds: 20, Seed: 1 };
    child = spawn(join(dir, "bench"), ["child-hands", JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((done) => child.once("exit", done));
    await new Promise((done, fail) => {
      child.stdout.once("data", done);
      child.once("exit", (code) => fail(new Error(`the crowd ended with ${code}`)));
    });
    const points = await page.evaluate(() => window.easel.hash().points);
    const began = Date.now();
    const cpuAll = await cpu(page, () => scribble(page, 15));
    const stats = await page.evaluate(() => ({ ...window.easel.stats(), points: window.easel.hash().points }));
    const rate = (1000 * (stats.points - points)) / (Date.now() - began);
    const code = await ended;
    if (code !== 0) throw new Error(`the crowd ended with ${code}`);
    await page.context().close();
    return { hands, points_per_s: rate, alone_p50_ms: alone.frameP50, alone_p99_ms: alone.frameP99, frame_p50_ms: stats.frameP50, frame_p99_ms: stats.frameP99, event_p99_ms: stats.latencyP99, alone_cpu_ms: cpuAlone, frame_cpu_ms: cpuAll };
  } finally {
    child?.kill();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Draws strokes of some sixty points, one to a frame. */
const strokes = (page, from, to) => page.evaluate(async ({ from, to }) => {
  const ground = document.querySelector(".ground");
  ground.setPointerCapture = () => undefined; // these events are no browser's own
  const v = window.easel.view();
  const event = (name, i, k) => ground.dispatchEvent(new PointerEvent(name, {
    pointerId: 5, pointerType: "pen", isPrimary: true, bubbles: true, cancelable: true, button: name === "pointermove" ? -1 : 0, buttons: name === "pointerup" ? 0 : 1, pressure: name === "pointerup" ? 0 : 0.3 + 0.4 * Math.sin(k / 20),
    clientX: v.x + v.zoom * ((i * 97) % 1400 + 3 * k), clientY: v.y + v.zoom * (50 + ((i * 61) % 1100) + 30 * Math.sin(k / 6 + i)),
  }));
  for (let i = from; i < to; i++) {
    event("pointerdown", i, 0);
    for (let k = 1; k < 60; k++) event("pointermove", i, k);
    event("pointerup", i, 60);
    await new Promise(requestAnimationFrame);
  }
}, { from, to });

/** Megabytes of the page's heap after collecting, and of the core's memory. */
async function memory(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  return { heap: usedSize / 1e6, core: await page.evaluate(() => window.easel.stats().memory / 1e6) };
}

/** An hour of drawing at the limit, on a piece that is truncated again and again. */
export async function hour(browser) {
  const server = await serve(...lifted, "-limits.workspace-bytes", "256KiB");
  try {
    const page = await open(browser, server.base);
    const figures = { strokes: hourStrokes };
    const note = async (when) => {
      const m = await memory(page);
      Object.assign(figures, { [`heap_mb_${when}`]: m.heap, [`core_mb_${when}`]: m.core });
    };
    await note("begin");
    for (let q = 0; q < 4; q++) {
      await strokes(page, (q * hourStrokes) / 4, ((q + 1) * hourStrokes) / 4);
      await settled(page, 120_000);
      if (q !== 2) await note(["quarter", "half", "", "end"][q]);
    }
    figures.kept_strokes = await page.evaluate(() => window.easel.hash().strokes);
    const { frameP99 } = await page.evaluate(() => window.easel.stats());
    await page.context().close();
    return { ...figures, frame_p99_ms: frameP99 };
  } finally {
    await server.stop();
  }
}

/** Strokes drawn without network: how long until all are saved, once it is back. */
export async function returned(browser) {
  const server = await serve(...lifted);
  try {
    const page = await open(browser, server.base);
    await strokes(page, 0, 3);
    await settled(page);
    await page.context().setOffline(true);
    await page.waitForFunction(() => window.easel.state().phase === "offline");
    await strokes(page, 3, returnStrokes + 3);
    await page.evaluate(() => {
      const look = () => {
        const s = window.easel.state();
        if (s.phase === "live" && window.liveAt === undefined) window.liveAt = performance.now();
        if (s.phase === "live" && s.pending + s.open + s.waiting + s.unsaved === 0) window.savedAt = performance.now();
        else requestAnimationFrame(look);
      };
      window.addEventListener("online", () => { window.onlineAt = performance.now(); look(); }, { once: true });
    });
    await page.context().setOffline(false);
    await page.waitForFunction(() => window.savedAt !== undefined, undefined, { timeout: 120_000 });
    const [saved, live, strokesNow] = await page.evaluate(() => [window.savedAt - window.onlineAt, window.liveAt - window.onlineAt, window.easel.hash().strokes]);
    if (strokesNow !== returnStrokes + 3) throw new Error(`${strokesNow} strokes came, want ${returnStrokes + 3}`);
    await page.context().close();
    return { strokes: returnStrokes, live_ms: live, saved_ms: saved };
  } finally {
    await server.stop();
  }
}
