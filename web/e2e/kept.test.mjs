// Ink outlives its tab: what was not on the server comes back with the next one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, open, ready, serve, serverPixels, settled, state, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

test("ink of a tab that was closed offline comes with the next one, once", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    const link = a.url();
    await draw(a, wave(150, 200, 800));
    await settled(a);
    await server.kill();
    await a.waitForFunction(() => window.easel.state().phase !== "live");
    for (const y of [400, 600, 800]) await draw(a, wave(150, y, 800));
    await a.close();
    await server.start();
    const b = await a.context().newPage();
    for (const visit of ["the first", "a later one"]) {
      await b.goto(link);
      await b.reload();
      await ready(b);
      await settled(b);
      const h = await hash(b);
      assert.equal(h.strokes, 4, visit);
      assert.equal((await serverPixels(b, server.base)).raster, h.raster, visit);
    }
    await b.waitForFunction(() => Object.keys(window.localStorage).every((k) => !k.startsWith("easel.kept")));
  } finally {
    await a.context().close();
    await server.stop();
  }
});

for (const how of ["denied", "full"]) test(`a storage that is ${how} keeps nobody from drawing`, { skip }, async () => {
  const server = await serve();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript((how) => {
    const no = () => { throw new window.DOMException(how, "QuotaExceededError"); };
    if (how === "denied") Object.defineProperty(window, "sessionStorage", { get: no });
    else window.Storage.prototype.setItem = window.IDBObjectStore.prototype.put = no;
  }, how);
  const page = await context.newPage();
  try {
    await page.goto(server.base);
    await ready(page);
    await draw(page, wave(150, 400, 800));
    await settled(page);
    assert.equal((await hash(page)).strokes, 1);
  } finally {
    await context.close();
    await server.stop();
  }
});

test("who comes back is told that the ink is", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    await server.kill();
    await a.waitForFunction(() => window.easel.state().phase !== "live");
    await draw(a, wave(150, 400, 800));
    await a.locator(".state").getByText("kept in this browser").waitFor();
    await a.waitForFunction(() => Object.keys(window.localStorage).some((k) => k.startsWith("easel.kept")));
    await server.start();
    await a.reload();
    await ready(a);
    await settled(a);
    assert.ok((await state(a)).notices.some((n) => n.kind === "restored"));
    assert.equal((await hash(a)).strokes, 1);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("one tab sends what several have left behind", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    const link = a.url();
    await draw(a, wave(150, 100, 800));
    await settled(a);
    const others = [await a.context().newPage(), await a.context().newPage()];
    for (const p of others) {
      await p.goto(link);
      await ready(p);
    }
    await server.kill();
    for (const [i, p] of [a, ...others].entries()) {
      await p.waitForFunction(() => window.easel.state().phase !== "live");
      await draw(p, wave(150, 300 + 200 * i, 800));
      await p.waitForFunction((n) => Object.keys(window.localStorage).filter((k) => k.startsWith("easel.kept")).length === n, i + 1);
    }
    const b = await a.context().newPage();
    for (const p of [a, ...others]) await p.close();
    await server.start();
    await b.goto(link);
    await ready(b);
    await b.waitForFunction(() => window.easel.hash().strokes === 4, undefined, { timeout: 60_000 });
    await b.waitForFunction(() => Object.keys(window.localStorage).every((k) => !k.startsWith("easel.kept")));
    await settled(b);
    await b.waitForFunction(() => window.easel.state().members.length === 1);
    assert.equal((await serverPixels(b, server.base)).raster, (await hash(b)).raster);
  } finally {
    await a.context().close();
    await server.stop();
  }
});
