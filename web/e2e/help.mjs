// What the journeys share: a server of their own, a browser, pens, and looks at
// what is shown.
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { PNG } from "pngjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const artefacts = join(root, "web", "artefacts");
mkdirSync(artefacts, { recursive: true });

let built;

/** The server's binary: EASEL_SERVER, or built once. */
export function binary() {
  if (process.env.EASEL_SERVER) return process.env.EASEL_SERVER;
  if (!built) {
    built = join(mkdtempSync(join(tmpdir(), "easel-e2e-")), "server");
    execFileSync("go", ["build", "-o", built, "./server"], { cwd: root, stdio: "inherit" });
    process.on("exit", () => rmSync(join(built, ".."), { recursive: true, force: true }));
  }
  return built;
}

async function freePort() {
  return new Promise((done) => {
    const s = createServer().listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });
}

/** Starts a server with a folder of its own. */
export async function serve(...args) {
  const addr = `127.0.0.1:${await freePort()}`;
  const data = mkdtempSync(join(tmpdir(), "easel-e2e-data-"));
  const server = { base: `http://${addr}`, child: undefined };
  server.start = () =>
    new Promise((done, fail) => {
      const child = spawn(binary(), ["-addr", addr, "-data", data, ...args], { stdio: ["ignore", "pipe", "pipe"] });
      server.child = child;
      let log = "";
      child.stderr.on("data", (d) => (log += d));
      child.stdout.on("data", (d) => String(d).includes("listening on") && done());
      child.once("exit", (code) => fail(new Error(`the server ended with ${code}: ${log}`)));
    });
  server.kill = () =>
    new Promise((done) => {
      if (server.child.exitCode !== null || server.child.signalCode !== null) return done();
      server.child.removeAllListeners("exit");
      server.child.once("exit", done);
      server.child.kill("SIGKILL");
    });
  server.stop = async () => {
    await server.kill();
    rmSync(data, { recursive: true, force: true });
  };
  await server.start();
  return server;
}

export function browserPath() {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
}

export async function browse() {
  return chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Opens the studio as a person of their own, and waits until it can be drawn on. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (e) => console.error("page:", e.message));
  await page.goto(url);
  await ready(page);
  return page;
}

export async function ready(page) {
  await page.waitForFunction(() => window.easel?.state().phase === "live", undefined, { timeout: 60_000 });
}

/** Waits until all that was drawn is on the server's disk. */
export async function settled(page, timeout = 30_000) {
  await page.waitForFunction(() => {
    const s = window.easel?.state();
    return s && s.phase === "live" && s.pending + s.open + s.waiting + s.unsaved === 0 && !(window.easel.stats?.().behind > 0);
  }, undefined, { timeout });
}

/** The link that the owner's page would copy. */
export async function invite(page, role = "painter") {
  return page.evaluate(async (role) => {
    const res = await fetch("/api/links", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ role }) });
    return new URL((await res.json()).link, location.href).href;
  }, role);
}

/** Draws with a pointer of some type, with pressure, over points of the piece, two to an event. */
export async function draw(page, points, { type = "pen", id = 7 } = {}) {
  await page.evaluate(async ({ points, type, id }) => {
    const ground = document.querySelector(".ground");
    const v = window.easel.view();
    // A pen of 125 Hz, whose events come in bunches: faster, its ink would cut all corners.
    const begun = performance.now();
    let told = 0;
    const timed = (e, n) => Object.defineProperty(e, "timeStamp", { value: begun + 8 * n });
    const event = (name, [x, y, pressure], list = []) =>
      timed(new PointerEvent(name, {
        pointerId: id, pointerType: type, isPrimary: true, bubbles: true, cancelable: true, button: name === "pointermove" ? -1 : 0, buttons: name === "pointerup" ? 0 : 1,
        clientX: v.x + x * v.zoom, clientY: v.y + y * v.zoom, pressure: name === "pointerup" ? 0 : pressure, coalescedEvents: list,
      }), list.length > 0 ? told : told++);
    ground.setPointerCapture = () => undefined; // these events are no browser's own
    const frame = () => new Promise(requestAnimationFrame);
    ground.dispatchEvent(event("pointerdown", points[0]));
    for (let i = 1; i < points.length; i += 2) {
      const some = points.slice(i, i + 2).map((p) => event("pointermove", p));
      ground.dispatchEvent(event("pointermove", points[Math.min(i + 1, points.length - 1)], some));
      if (i % 8 === 1) await frame();
    }
    ground.dispatchEvent(event("pointerup", points.at(-1)));
  }, { points, type, id });
}

/** What comes of a file that is dragged over the page: dragover, dragleave or drop. */
export async function drag(page, event, files = [["a.svg", ""]]) {
  await page.evaluate(({ event, files }) => {
    const data = new window.DataTransfer();
    for (const [name, text] of files) data.items.add(new window.File([text], name));
    document.querySelector(".ground").dispatchEvent(new window.DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: data }));
  }, { event, files });
}

/** A wavy line of a hand. */
export function wave(x, y, length, { height = 40, turns = 3, points = 60 } = {}) {
  return Array.from({ length: points }, (_, i) => {
    const t = i / (points - 1);
    return [x + length * t, y + height * Math.sin(t * turns * 2 * Math.PI), 0.2 + 0.7 * Math.sin(Math.PI * t)];
  });
}

/** What the server draws: the hash of its pixels, as the page hashes its own. */
export async function serverPixels(page, base) {
  const token = await page.evaluate(() => window.easel.token());
  const res = await fetch(`${base}/api/piece.png`, { headers: { "X-Easel-Token": token } });
  const png = PNG.sync.read(Buffer.from(await res.arrayBuffer()));
  return { pixels: createHash("sha256").update(png.data).digest("hex"), raster: res.headers.get("x-easel-raster"), seq: Number(res.headers.get("x-easel-seq")) };
}

export const hash = (page) => page.evaluate(() => window.easel.hash());
export const pixels = (page) => page.evaluate(() => window.easel.pixels());
export const state = (page) => page.evaluate(() => window.easel.state());

/** Waits until all pages hold the same seq, and the frame after is drawn. */
export async function together(...pages) {
  for (let i = 0; i < 400; i++) {
    const seqs = await Promise.all(pages.map(async (p) => (await hash(p)).seq));
    if (new Set(seqs).size === 1) {
      await Promise.all(pages.map((p) => p.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))));
      return;
    }
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("the pages do not come to the same seq");
}

/** All pages, and the server, show the same; resolves to the hash of the piece. */
export async function same(base, ...pages) {
  for (const p of pages) await settled(p);
  await together(...pages);
  const first = await hash(pages[0]);
  const shown = await pixels(pages[0]);
  for (const p of pages.slice(1)) {
    assert.deepEqual(await hash(p), first);
    assert.equal(await pixels(p), shown);
  }
  const server = await serverPixels(pages[0], base);
  assert.equal(server.seq, first.seq);
  assert.equal(server.raster, first.raster, "the server's canonical pixels");
  assert.equal(server.pixels, shown, "the server's picture and the canvas on the screen");
  return first;
}

export async function shot(page, name) {
  await page.screenshot({ path: join(artefacts, `${name}.png`) });
}

/** Pictures of a screen, light and dark. */
export async function shots(page, name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await shot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
