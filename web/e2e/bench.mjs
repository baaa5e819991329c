// What the page costs in headless Chromium, with a canvas drawn in software: one
// JSON object a line, medians of ROUNDS. Figures of the page's own come from
// window.easel.stats; its events are the browser's, from a real pointer.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { big } from "./bench-big.mjs";
import { crowded, hour, returned, scribble } from "./bench-long.mjs";
import { browse, browserPath, invite, ready, serve, settled } from "./help.mjs";

const rounds = Number(process.env.ROUNDS || 3);
const root = fileURLToPath(new URL("../..", import.meta.url));
const bigStrokes = 10_000;

if (browserPath() === undefined) {
  console.log(JSON.stringify({ name: "page", skipped: "there is no Chromium here" }));
  process.exit(0);
}

/** Opens url with nothing cached; resolves to the page and what it took. */
async function cold(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  let bytes = 0;
  const counted = [];
  page.on("requestfinished", (r) => counted.push(r.sizes().then((s) => (bytes += s.responseBodySize + s.responseHeadersSize)).catch(() => undefined)));
  await page.addInitScript(() => {
    const look = () => {
      if (window.easel?.state().phase === "live") window.liveAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  await ready(page);
  await page.waitForFunction(() => window.liveAt !== undefined);
  const ms = await page.evaluate(() => window.liveAt);
  await Promise.all(counted);
  return { page, ms, bytes };
}

/** Zooms and pans; resolves to the 99th percentile of the time from frame to frame. */
async function roam(page) {
  await page.evaluate(() => {
    window.gaps = [];
    let last = performance.now();
    const next = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
  });
  await page.mouse.move(700, 450);
  await page.keyboard.down("Control");
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i < 30 ? -40 : 40);
  await page.keyboard.up("Control");
  for (let i = 0; i < 60; i++) await page.mouse.wheel(i % 2 ? 30 : -30, 20);
  return page.evaluate(() => window.gaps.sort((a, b) => a - b)[Math.floor(0.99 * window.gaps.length)]);
}

async function measure(browser, url) {
  const { page, ms, bytes } = await cold(browser, url);
  try {
    await scribble(page, 4);
    await settled(page);
    const drawn = await page.evaluate(() => window.easel.stats());
    const gap = await roam(page);
    return {
      cold_ms: ms, bytes, event_p50_ms: drawn.latencyP50, event_p99_ms: drawn.latencyP99, events: drawn.events,
      frame_p50_ms: drawn.frameP50, frame_p99_ms: drawn.frameP99, roam_gap_p99_ms: gap, memory_mb: drawn.memory / 1e6,
    };
  } finally {
    await page.context().close();
  }
}

function line(name, list) {
  const middle = (key) => list.map((f) => f[key]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const figures = Object.fromEntries(Object.keys(list[0]).map((k) => [k, Number(middle(k).toPrecision(4))]));
  console.log(JSON.stringify({ name, ...figures }));
}

/** Fills the piece with strokes, by the command line tool. */
function fill(link) {
  const dir = mkdtempSync(join(tmpdir(), "easel-bench-"));
  try {
    const paths = Array.from({ length: bigStrokes }, (_, i) => {
      const x = (i * 97) % 1500, y = (i * 61) % 1100;
      return `<path d="M${x} ${y}q40 ${(i % 80) - 40} 60 20t40 ${i % 30}" stroke="#${((i * 2654435761) % 0xffffff).toString(16).padStart(6, "0")}" stroke-width="${2 + (i % 9)}" fill="none"/>`;
    });
    writeFileSync(join(dir, "big.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1200">${paths.join("")}</svg>`);
    execFileSync("go", ["run", "./tools/easel", "draw", "-link", link, "-guest", join(dir, "guest.json"), "-speed", "0", join(dir, "big.svg")], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const browser = await browse({ ornate: true });
if (process.env.BENCH === "bigpiece") {
  try {
    for (const limit of ["64MiB", undefined]) line(`bigpiece-${limit ?? "default"}`, [await big(browser, limit)]);
  } finally {
    await browser.close();
  }
  process.exit(0);
}
try {
  const server = await serve("-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-limits.bytes-per-second", "0");
  try {
    const first = await cold(browser, server.base);
    const link = await invite(first.page);
    await first.page.context().close();
    for (const name of ["page", "page-big"]) {
      if (name === "page-big") fill(link);
      const list = [];
      for (let i = 0; i < rounds; i++) list.push(await measure(browser, link));
      line(name, list);
    }
  } finally {
    await server.stop();
  }
  for (const [name, one] of [["page-crowd", crowded], ["page-hour", hour], ["page-return", returned]]) {
    const list = [];
    for (let i = 0; i < rounds; i++) list.push(await one(browser));
    line(name, list);
  }
} finally {
  await browser.close();
}
