// What the journeys share: a server of their own, a browser, pens, and looks at
// what is shown.
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { pages } from "./browser.mjs";

export { browse, browserPath } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const artefacts = join(root, "web", "artefacts");
mkdirSync(artefacts, { recursive: true });

// What a file of tests uses: when it does not end in time, all of it says how it stands before it is ended. A page that
// never answers a question would else be waited for without end.
const minutes = Number(process.env.EASEL_E2E_MINUTES ?? 10);
const servers = new Set();

async function late() {
  console.error(`it has not ended within ${minutes} minutes:`);
  const within = (what) => Promise.race([what, new Promise((done) => setTimeout(done, 5000, "it does not answer"))]).catch((e) => e.message);
  for (const page of pages) console.error(`page ${page.url()}:`, await within(page.evaluate(() => JSON.stringify({ visible: document.visibilityState, state: window.easel?.state() }))));
  for (const server of servers) {
    server.child.kill("SIGQUIT"); // a Go program tells what all of it waits for
    await within(new Promise((done) => server.child.once("close", done)));
    console.error(`server ${server.base}:\n${server.log.slice(-60_000)}`);
  }
  process.exit(1);
}
setTimeout(late, minutes * 60_000).unref();
process.on("exit", () => { for (const s of servers) s.child.kill("SIGKILL"); });

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

/** A port below those that the system gives to who connects: one of them might be in somebody's hands while the server is away. */
async function freePort() {
  const port = 11_000 + Math.floor(19_000 * Math.random()); // browsers go to no 10080
  const free = await new Promise((done) => {
    const s = createServer().once("error", () => done(false)).listen(port, "127.0.0.1", () => s.close(() => done(true)));
  });
  return free ? port : freePort();
}

/** Starts a server with a folder of its own. */
export async function serve(...args) {
  const addr = `127.0.0.1:${await freePort()}`;
  const data = mkdtempSync(join(tmpdir(), "easel-e2e-data-"));
  const server = { base: `http://${addr}`, child: undefined, log: "" };
  server.start = () =>
    new Promise((done, fail) => {
      const child = spawn(binary(), ["-addr", addr, "-data", data, ...args], { stdio: ["ignore", "pipe", "pipe"] });
      server.child = child;
      servers.add(server);
      child.stderr.on("data", (d) => (server.log += d));
      child.stdout.on("data", (d) => String(d).includes("listening on") && done());
      child.once("exit", (code) => fail(new Error(`the server ended with ${code}: ${server.log}`)));
    });
  server.kill = () =>
    new Promise((done) => {
      servers.delete(server);
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

/** Waits until all that was drawn is on the server's disk, and what has come is on the sheet. */
export async function settled(page, timeout = 30_000) {
  await page.evaluate(() => new Promise(requestAnimationFrame)); // what was done since the last one is told with the next
  await page.waitForFunction(() => {
    const s = window.easel?.state();
    return s && s.phase === "live" && s.pending + s.open + s.waiting + s.unsaved === 0 && !(window.easel.stats?.().behind > 0);
  }, undefined, { timeout });
}

/** Waits until the browser has stored the piece as it is: every ten seconds, if it has changed. */
export const frozen = (page) => page.evaluate(async () => {
  for (let [last, since, i] = [-1, 0, 0]; i < 240; i++) {
    await new Promise((done) => setTimeout(done, 250));
    const { seq } = window.easel.state();
    if (seq !== last) [last, since] = [seq, Date.now()];
    if (Date.now() - since < 11_000) continue;
    const db = await new Promise((done) => { window.indexedDB.open("easel").onsuccess = (e) => done(e.target.result); });
    const rows = await new Promise((done) => { db.transaction("frozen").objectStore("frozen").getAll().onsuccess = (e) => done(e.target.result); });
    db.close();
    if (rows.length > 0) return; // what was being written is written: this came after it
  }
  throw new Error("the piece is not stored");
});

/** The link that the owner's page would copy. */
export async function invite(page, role = "painter") {
  return page.evaluate(async (role) => {
    const res = await fetch("/api/links", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ role }) });
    return new URL((await res.json()).link, location.href).href;
  }, role);
}

/** Draws with a pointer of some type, with pressure, over points of the piece, two to an event and so many to a frame. */
export async function draw(page, points, { type = "pen", id = 7, each = 16 } = {}) {
  await page.evaluate(async ({ points, type, id, each }) => {
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
      if (i % each === 1) await frame();
    }
    ground.dispatchEvent(event("pointerup", points.at(-1)));
  }, { points, type, id, each });
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
/** The hash of the pixels that are shown once what has come by now is drawn. */
export const pixels = async (page) => {
  await frames(page);
  return page.evaluate(() => window.easel.pixels());
};
export const state = (page) => page.evaluate(() => window.easel.state());

/** Waits until what has come by now is drawn. */
export const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until all pages hold the same seq, no stroke of it is still performed, and the frame after is drawn. */
export async function together(...pages) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const seqs = await Promise.all(pages.map(async (p) => (await hash(p)).seq));
    if (new Set(seqs).size === 1) {
      await Promise.all(pages.map((p) => p.waitForFunction(() => window.easel.state().performing === 0, undefined, { timeout: 60_000 })));
      await Promise.all(pages.map(frames));
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
