// Without the server: the page opens, shows the piece as it was seen last, is drawn
// on, and sends it once when the server is back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, frozen, hash, open, pixels, ready, serve, serverPixels, settled, shot, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const shown = (page) => page.waitForFunction(() => window.easel?.state().piece > 0);

test("the page opens and is drawn on without the server, and loses nothing", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    const link = a.url();
    await a.evaluate(() => window.navigator.serviceWorker.ready);
    for (const y of [200, 350, 500]) await draw(a, wave(200, y, 1000));
    await settled(a);
    await frozen(a);
    const before = (await hash(a)).raster;
    await draw(a, wave(200, 650, 1000)); // it is on the server, and most times not in what is stored
    await settled(a);
    const then = (await hash(a)).raster;
    await server.kill();
    await a.close();
    const b = await browser.contexts()[0].newPage();
    await b.goto(link);
    await shown(b);
    assert.ok([before, then].includes((await hash(b)).raster), "the piece as it was stored");
    assert.equal((await state(b)).phase, "offline");
    await draw(b, wave(200, 800, 1000));
    await draw(b, wave(200, 950, 1000));
    assert.equal((await state(b)).waiting, 2);
    await shot(b, "opened-offline");
    await new Promise((done) => setTimeout(done, 500));
    await b.reload();
    await shown(b);
    assert.equal((await state(b)).waiting, 2, "what was drawn outlives the page");
    // The address alone, as an installed app opens it.
    await b.goto(`${server.base}/`);
    await shown(b);
    assert.equal(b.url(), link);
    await server.start();
    await ready(b);
    await settled(b);
    await together(b);
    const c = await open(browser, link);
    await settled(c);
    await together(b, c);
    assert.equal(await pixels(b), (await serverPixels(b, server.base)).pixels);
    assert.equal((await hash(b)).raster, (await hash(c)).raster);
    const strokes = await c.evaluate(async () => (await (await fetch("/api/pieces", { headers: { "X-Easel-Token": window.easel.token() } })).json()).pieces.length);
    assert.equal(strokes, 1);
    const ink = await c.evaluate(() => { const d = document.querySelector("canvas.sheet").getContext("2d").getImageData(0, 0, 1600, 1200).data; const rows = new Set(); for (let y = 0; y < 1200; y++) for (let x = 690; x < 710; x++) if (d[4 * (y * 1600 + x)] < 128) rows.add(Math.round(y / 150)); return rows.size; });
    assert.ok(ink >= 6, `strokes at ${ink} heights, want six`);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});
