// The largest piece that people should meet, in the page: 100,000 strokes on 4096²,
// with the limit lifted and at the default one.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scribble } from "./bench-long.mjs";
import { invite, open, ready, serve, settled } from "./help.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const strokes = 100_000;
const perFile = 5000;
const steps = 24; // of a stroke
const lifted = ["-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-limits.bytes-per-second", "0"];

/** Random walks, as files of lines; the same each time. */
function drawings(dir) {
  let s = 12345;
  const random = () => (s = (Math.imul(s, 1103515245) + 12345) >>> 0) / 2 ** 32;
  return Array.from({ length: strokes / perFile }, (_, f) => {
    const paths = Array.from({ length: perFile }, () => {
      let [x, y, a] = [48 + 4000 * random(), 48 + 4000 * random(), 6.28 * random()];
      let d = `M${x.toFixed(1)} ${y.toFixed(1)}`;
      for (let i = 0; i < steps; i++) {
        a += 0.9 * (random() - 0.5);
        x += 7 * Math.cos(a);
        y += 7 * Math.sin(a);
        d += `L${x.toFixed(2)} ${y.toFixed(2)}`;
      }
      return `<path d="${d}" stroke="#${Math.floor(0xffffff * random()).toString(16).padStart(6, "0")}" stroke-width="${(2 + 8 * random()).toFixed(1)}" fill="none"/>`;
    });
    const name = join(dir, `${String(f).padStart(3, "0")}.svg`);
    writeFileSync(name, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4096 4096">${paths.join("")}</svg>`);
    return name;
  });
}

/** Frames from one to the next while f runs, in ms, rising. */
async function gaps(page, f) {
  await page.evaluate(() => {
    window.gaps = [];
    let last = performance.now();
    const next = (now) => { window.gaps.push(now - last); last = now; if (window.gaps !== null) requestAnimationFrame(next); };
    requestAnimationFrame(next);
  });
  await f();
  return page.evaluate(() => { const list = window.gaps.sort((a, b) => a - b); window.gaps = []; return list; });
}

const p99 = (list) => list[Math.floor(0.99 * list.length)];

/** Fills a piece on a server, and measures a page that comes to it. */
export async function big(browser, limit) {
  const server = await serve(...lifted, ...(limit === undefined ? [] : ["-limits.workspace-bytes", limit]));
  const dir = mkdtempSync(join(tmpdir(), "easel-bench-"));
  try {
    const first = await open(browser, server.base);
    await first.evaluate(() => window.fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: "{\"width\":4096,\"height\":4096}" }));
    await first.waitForFunction(() => window.easel?.state().piece === 2);
    const link = await invite(first);
    await first.context().close();
    const easel = (...args) => JSON.parse(execFileSync("go", ["run", "./tools/easel", ...args, "-link", link, "-guest", join(dir, "guest.json")], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
    execFileSync("go", ["run", "./tools/easel", "draw", "-link", link, "-guest", join(dir, "guest.json"), "-speed", "0", "-at", "0,0", "-scale", "1", ...drawings(dir)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const digest = easel("digest");

    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = () => {
        const c = document.querySelector("canvas.sheet:not([hidden])");
        if (c && window.seenAt === undefined) window.seenAt = performance.now();
        if (window.easel?.state().phase === "live" && window.liveAt === undefined) window.liveAt = performance.now();
        if (window.liveAt !== undefined && window.easel.stats().behind === 0 && window.wholeAt === undefined) window.wholeAt = performance.now();
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(link);
    await ready(page);
    await page.waitForFunction(() => window.wholeAt !== undefined, undefined, { timeout: 60_000 });
    const [seen, live, whole] = await page.evaluate(() => [window.seenAt, window.liveAt, window.wholeAt]);
    await page.mouse.move(700, 450);
    const zoom = await gaps(page, async () => {
      await page.keyboard.down("Control");
      for (let i = 0; i < 40; i++) await page.mouse.wheel(0, i < 25 ? -40 : 40);
      await page.keyboard.up("Control");
    });
    const pan = await gaps(page, async () => { for (let i = 0; i < 60; i++) await page.mouse.wheel(i % 2 ? 30 : -30, 20); });
    await page.waitForFunction(() => window.easel.stats().behind === 0, undefined, { timeout: 60_000 });
    await scribble(page, 6);
    await settled(page);
    const drawn = await page.evaluate(() => window.easel.stats());
    const undo = [];
    for (let i = 0; i < 4; i++) {
      undo.push(await page.evaluate(() => {
        const at = performance.now();
        window.dispatchEvent(new window.KeyboardEvent("keydown", { key: "z", code: "KeyZ", ctrlKey: true, bubbles: true, cancelable: true }));
        return performance.now() - at;
      }));
    }
    await context.close();
    return {
      strokes: digest.strokes, bytes: digest.bytes, seen_ms: seen, live_ms: live, whole_ms: whole, zoom_gap_p99_ms: p99(zoom), pan_gap_p99_ms: p99(pan),
      frame_p50_ms: drawn.frameP50, frame_p99_ms: drawn.frameP99, event_p99_ms: drawn.latencyP99, undo_most_ms: Math.max(...undo), core_mb: drawn.memory / 1e6,
    };
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
