// A server on one's own network, without https: there browsers keep some of what they can to themselves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, ready, serve, settled, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

const host = "studio.example";
let browser;
before(async () => { if (!skip) browser = await browse({ hosts: `MAP ${host} 127.0.0.1` }); });
after(async () => { await browser?.close(); });

test("over plain http one draws as elsewhere", { skip }, async () => {
  const server = await serve("-hosts", host);
  const a = await open(browser, server.base);
  const b = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const errors = [];
  b.on("pageerror", (e) => errors.push(e.message));
  try {
    await b.goto((await invite(a)).replace("127.0.0.1", host));
    await ready(b);
    assert.equal(await b.evaluate(() => window.isSecureContext), false);
    const bytes = (page) => page.evaluate(() => window.easel.state().bytes);
    await b.mouse.move(500, 300);
    await b.mouse.down();
    for (let i = 1; i <= 60; i++) await b.mouse.move(500 + 5 * i, 300 + 40 * Math.sin(i / 6));
    await b.mouse.up();
    await settled(b);
    await together(a, b);
    assert.ok(await bytes(a) > 100, `a wave of ${await bytes(a)} bytes`);
    assert.deepEqual(await hash(a), await hash(b));
    assert.deepEqual(errors, []);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

/** A painter's page that came over plain http. */
const painter = async (owner) => open(browser, (await invite(owner)).replace("127.0.0.1", host));
const replica = (page) => page.evaluate(() => window.sessionStorage.getItem("easel-replica"));
const keeps = (page, n) => page.waitForFunction((n) => Object.keys(window.localStorage).filter((k) => k.startsWith("easel.kept")).length === n, n);

test("over plain http ink of tabs that were closed comes with the next one, once", { skip }, async () => {
  const server = await serve("-hosts", host);
  const owner = await open(browser, server.base);
  const a = await painter(owner);
  try {
    assert.equal(await a.evaluate(() => "locks" in navigator), false);
    const b = await a.context().newPage();
    await b.goto(a.url());
    await ready(b);
    await server.kill();
    for (const [i, p] of [a, b].entries()) {
      await p.waitForFunction(() => window.easel.state().phase !== "live");
      await draw(p, wave(150, 200 + 200 * i, 800));
      await keeps(p, i + 1);
    }
    const next = await a.context().newPage();
    for (const p of [a, b]) await p.close();
    await server.start();
    for (const visit of ["the first", "a later one"]) {
      await next.goto(a.url());
      await next.reload();
      await ready(next);
      await next.waitForFunction(() => window.easel.hash().strokes === 2, undefined, { timeout: 20_000 });
      await keeps(next, 0);
      await settled(next);
      assert.equal((await hash(next)).strokes, 2, visit);
    }
  } finally {
    await a.context().close();
    await owner.context().close();
    await server.stop();
  }
});

test("over plain http a duplicated tab is another replica, and a reloaded one the same", { skip }, async () => {
  const server = await serve("-hosts", host);
  const owner = await open(browser, server.base);
  const a = await painter(owner);
  try {
    const opened = a.context().waitForEvent("page");
    await a.evaluate(() => { window.open(location.href); });
    const b = await opened;
    await ready(b);
    assert.notEqual(await replica(a), await replica(b));
    for (let i = 0; i < 2; i++) {
      await draw(a, wave(150, 200 + 200 * i, 800));
      await draw(b, wave(150, 300 + 200 * i, 800));
    }
    for (const p of [a, b]) await settled(p);
    await together(owner, a, b);
    for (const p of [owner, a, b]) assert.equal((await hash(p)).strokes, 4);
    const was = await replica(a);
    await a.reload();
    await ready(a);
    assert.equal(await replica(a), was);
    assert.equal((await state(b)).phase, "live");
  } finally {
    await a.context().close();
    await owner.context().close();
    await server.stop();
  }
});

test("over plain http a page that slept while another tab took its ink is another replica", { skip }, async () => {
  const server = await serve("-hosts", host);
  const owner = await open(browser, server.base);
  const a = await painter(owner);
  try {
    let asleep = false;
    let socket;
    await a.routeWebSocket(/\/ws$/, (ws) => {
      socket = ws;
      if (asleep) ws.close();
      else ws.connectToServer();
    });
    await a.reload();
    await ready(a);
    const was = await replica(a);
    asleep = true;
    await socket.close();
    await a.waitForFunction(() => window.easel.state().phase !== "live");
    await draw(a, wave(150, 200, 800));
    await keeps(a, 1);
    await a.evaluate(() => { window.slept = true; });
    const later = `{ const now = Date.now; Date.now = () => now() + 300_000; }`; // five minutes
    await a.context().addInitScript(later);
    const b = await a.context().newPage();
    await b.goto(a.url());
    await ready(b);
    await settled(b);
    assert.equal(await replica(b), was);
    assert.equal((await hash(b)).strokes, 1);
    await draw(b, wave(150, 400, 800));
    await a.evaluate(`${later} document.dispatchEvent(new window.Event("visibilitychange"))`); // or it would be sure of what it had a moment ago
    asleep = false;
    await a.waitForFunction(() => window.slept === undefined);
    await ready(a);
    assert.notEqual(await replica(a), was);
    await draw(a, wave(150, 600, 800));
    for (const p of [a, b]) await settled(p);
    await together(owner, a, b);
    for (const p of [owner, a, b]) assert.equal((await hash(p)).strokes, 3);
  } finally {
    await a.context().close();
    await owner.context().close();
    await server.stop();
  }
});
