// The long journey of two people and a phone: links, pens and fingers, a time
// without network with more strokes than a minute lets through, a tab that is
// reloaded in it, undo, eraser, a new piece, the gallery, a link that is revoked, and
// the picture as a file. What all show is, again and again, what the server draws.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { browse, browserPath, draw, frozen, hash, invite, open, pixels, ready, same, serve, serverPixels, settled, shot, state, together, wave } from "./help.mjs";
import { finger, library, painting, pen, tap, unrecorded, within } from "./pens.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const each = 80; // strokes of each, while there is no network
const silence = 35_000; // ms without network: the server gives up a session that is silent for 30 s

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What somebody draws without network: recorded strokes if there are some, in a grid of their own third of the sheet. */
function strokes(name, x, y) {
  const some = unrecorded || name === "" ? Array.from({ length: each }, (_, i) => wave(0, 0, 100, { height: 20 + i % 30, turns: 1 + i % 4, points: 24 })) : library(name);
  return Array.from({ length: each }, (_, i) => within(some[i % some.length], x + 52 * (i % 10), y + 48 * Math.floor(i / 10), 40));
}

/** How many pixels of a column of the piece are inked. */
const inkAt = (page, x) => page.evaluate((x) => {
  const { data } = document.querySelector("canvas.sheet").getContext("2d").getImageData(x, 0, 1, 1200);
  let n = 0;
  for (let i = 0; i < data.length; i += 4) n += data[i] < 128 ? 1 : 0;
  return n;
}, x);

const onPiece = (page, n) => page.waitForFunction((n) => window.easel.state().phase === "live" && window.easel.state().piece === n, n);

/** A link made as its owner makes it, by the dialog. */
async function linkFor(page, name) {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByLabel("Name of the link").fill(name);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText(name, { exact: true }).waitFor();
  const link = await page.getByLabel("The new link").inputValue();
  await shot(page, "studio-1-link");
  await page.keyboard.press("Escape");
  return link;
}

/** Nobody has network, and all draw. One of them reloads in the middle. */
async function offline(t, base, a, b, p) {
  await a.evaluate(() => window.navigator.serviceWorker.ready);
  await b.evaluate(() => window.navigator.serviceWorker.ready);
  await frozen(b);
  const before = await hash(a);
  const began = Date.now();
  for (const page of [a, b, p]) await page.context().setOffline(true);
  for (const page of [a, b, p]) await page.waitForFunction(() => window.easel.state().phase === "offline");
  const all = [[a, strokes("despair", 40, 60), "pen"], [b, strokes("valentine-s-day", 600, 60), "pen"], [p, strokes("", 320, 680), "touch"]];
  const some = async ([page, list, type], from, to) => { for (const s of list.slice(from, to)) await draw(page, s, { type }); };
  await Promise.all(all.map((one) => some(one, 0, each / 2)));
  await pause(500); // what is drawn is kept every 300 ms
  await b.reload();
  await b.waitForFunction(() => window.easel?.state().piece > 0);
  assert.equal((await hash(b)).strokes, before.strokes + each / 2, `what was drawn outlives the page: ${JSON.stringify(await state(b))}`);
  assert.equal((await state(b)).phase, "offline");
  await Promise.all(all.map((one) => some(one, each / 2, each)));
  for (const page of [a, b, p]) await page.getByText("working offline, your ink is kept in this browser").waitFor();
  await shot(a, "studio-3-offline-a");
  await shot(b, "studio-3-offline-b-reloaded");
  await shot(p, "studio-3-offline-phone");
  await pause(Math.max(silence - (Date.now() - began), 0));
  const back = Date.now();
  for (const page of [a, b, p]) await page.context().setOffline(false);
  await Promise.all([a, b, p].map((page) => page.waitForFunction(() => window.easel.state().phase === "live" && window.easel.state().waiting > 0)));
  assert.match(await a.locator(".state").innerText(), /\d+ strokes waiting, \d+ (s|min)/);
  await shot(a, "studio-4-waiting-a");
  await shot(p, "studio-4-waiting-phone");
  for (const page of [a, b, p]) await settled(page, 180_000);
  const h = await same(base, a, b, p);
  assert.equal(h.strokes, before.strokes + 3 * each, "every stroke is there, once");
  t.diagnostic(`${each} strokes each without network, ${Math.round((back - began) / 1000)} s; all saved ${Math.round((Date.now() - back) / 1000)} s after its return, at ${(await state(a)).limit.max} strokes a minute`);
  await shot(a, "studio-5-back-a");
  await shot(b, "studio-5-back-b");
  await shot(p, "studio-5-back-phone");
}

/** Each takes back a stroke in their own way; the owner sweeps through those of others, the painter only through own ones. */
async function undone(base, a, b, p) {
  const { strokes } = await hash(a);
  const before = await pixels(a);
  await a.keyboard.press("Control+z");
  await b.keyboard.press("Control+z");
  await tap(p, 150, 400);
  await same(base, a, b, p);
  const without = await pixels(a);
  assert.notEqual(without, before);
  const sweep = Array.from({ length: 30 }, (_, i) => [30 + 52 * i, 180, 0.5]);
  for (const page of [b, a]) {
    await page.keyboard.press("e");
    await page.keyboard.press("e"); // of whole strokes
    await draw(page, sweep);
    await page.keyboard.press("b");
    await same(base, a, b, p);
    await shot(page, `studio-6-erased-${page === a ? "owner" : "painter"}`);
  }
  const swept = await pixels(a);
  await a.keyboard.press("Control+z");
  await b.keyboard.press("Control+z");
  assert.equal((await same(base, a, b, p)).strokes, strokes, "what is hidden stays on the piece");
  assert.notEqual(swept, without);
  assert.equal(await pixels(a), without, "a sweep is taken back whole");
}

/** A new piece, while the phone has ink that did not get out. */
async function nextPiece(base, a, b, p) {
  await p.context().setOffline(true);
  await p.waitForFunction(() => window.easel.state().phase === "offline");
  await finger(p, wave(200, 500, 1200, { points: 30 }));
  await finger(p, wave(200, 800, 1200, { points: 30 }));
  await a.keyboard.press("n");
  await Promise.all([a.getByRole("button", { name: "Begin" }).click(), onPiece(a, 2), onPiece(b, 2), b.getByText("A new piece has begun.").waitFor()]);
  await shot(b, "studio-7-new-piece");
  await p.context().setOffline(false);
  await onPiece(p, 2);
  await p.getByText("2 strokes of yours did not get onto the piece before.").waitFor();
  await shot(p, "studio-7-strays-phone");
  await p.getByRole("button", { name: "Put them here" }).click();
  assert.equal((await same(base, a, b, p)).strokes, 2);
}

/** One looks at the old piece while the others paint on. */
async function gallery(base, a, b, p, old) {
  await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
  await a.locator(".menu").getByText("Gallery", { exact: true }).click();
  await a.getByRole("button", { name: /Piece 1/ }).click();
  await a.waitForFunction(() => document.querySelector("img.picture")?.naturalWidth === 1600);
  for (const [i, s] of (unrecorded ? [wave(0, 0, 900)] : painting().slice(0, 6)).entries()) await draw(i % 2 ? b : p, within(s, 200 + 180 * i, 300, 500), { type: i % 2 ? "pen" : "touch" });
  await Promise.all([settled(b), settled(p)]);
  await shot(a, "studio-8-gallery");
  const seen = await a.evaluate(async () => {
    const img = document.querySelector("img.picture");
    const c = new window.OffscreenCanvas(img.naturalWidth, img.naturalHeight);
    const g = c.getContext("2d");
    g.drawImage(img, 0, 0);
    const sum = await window.crypto.subtle.digest("SHA-256", g.getImageData(0, 0, c.width, c.height).data);
    return [...new Uint8Array(sum)].map((v) => v.toString(16).padStart(2, "0")).join("");
  });
  assert.equal(seen, old, "the old piece looks as it did");
  await a.keyboard.press("Escape");
  await same(base, a, b, p);
}

/** The phone's link is revoked: it is told at once, and can do nothing any more. The others go on. */
async function revoked(base, a, b, p) {
  await a.getByRole("button", { name: "Share" }).click();
  const row = a.getByRole("listitem").filter({ hasText: "the phone" });
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Revoke for good?" }).click();
  await p.getByText("The connection has ended.").waitFor();
  await a.getByText("the phone", { exact: true }).waitFor({ state: "detached" });
  await shot(p, "studio-9-revoked-phone");
  await a.keyboard.press("Escape");
  await p.reload();
  await p.getByText("This link does not open anything here").first().waitFor();
  await draw(b, wave(200, 1000, 1100));
  await same(base, a, b);
}

/** The picture as a file is the server's. */
async function exported(base, a) {
  await a.keyboard.press("Control+s");
  const [file] = await Promise.all([a.waitForEvent("download"), a.getByRole("button", { name: "Save", exact: true }).click()]);
  const png = PNG.sync.read(readFileSync(await file.path()));
  assert.equal(createHash("sha256").update(png.data).digest("hex"), (await serverPixels(a, base)).pixels);
}

test("two people and a phone: the long journey", { skip }, async (t) => {
  const server = await serve();
  try {
    const a = await open(browser, server.base, { acceptDownloads: true });
    const b = await open(browser, await invite(a), { colorScheme: "dark" });
    const p = await open(browser, await linkFor(a, "the phone"), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    for (const [page, name] of [[a, "a"], [b, "b-dark"], [p, "phone"]]) await shot(page, `studio-1-open-${name}`);

    await pen(a, wave(100, 640, 1400, { height: 0, points: 40 }));
    await finger(p, wave(100, 1130, 1400, { points: 30 }));
    await b.getByRole("radio", { name: "vermilion" }).click();
    await pen(b, wave(100, 30, 1400, { height: 6, points: 30 }));
    assert.equal((await same(server.base, a, b, p)).strokes, 3);
    const [thin, thick] = [await inkAt(a, 120), await inkAt(a, 800)];
    assert.ok(thick > thin + 1, `a pen pressed harder draws wider: ${thin} px, then ${thick}`);
    await shot(a, "studio-2-drawn");

    await offline(t, server.base, a, b, p);
    await undone(server.base, a, b, p);
    const old = await pixels(a);
    await nextPiece(server.base, a, b, p);
    await gallery(server.base, a, b, p, old);
    await revoked(server.base, a, b, p);
    await exported(server.base, a);
    await a.reload();
    await ready(a);
    await together(a, b);
    await same(server.base, a, b);
    await shot(a, "studio-10-end");
    await t.test("some of its strokes were recorded from people", { skip: unrecorded }, () => assert.ok(library("despair").length + library("valentine-s-day").length >= 2 * each && painting().length > 20));
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});
