// Journeys in headless Chromium against the real server. What is shown is
// compared, pixel by pixel, with what the server draws.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, ready, same, serve, settled, shot, state, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

async function journey(args, run) {
  const server = await serve(...args);
  const pages = [];
  try {
    await run(server, async (url, options) => {
      const p = await open(browser, url, options);
      pages.push(p);
      return p;
    });
  } finally {
    for (const p of pages) await p.context().close();
    await server.stop();
  }
}

test("two people draw, live, and see the same", { skip }, () =>
  journey([], async (server, enter) => {
    const a = await enter(server.base);
    await shot(a, "first-visit");
    const b = await enter(await invite(a));
    await draw(a, wave(150, 200, 1200, { points: 120 }));
    await b.waitForFunction(() => window.easel.hash().points > 20);
    const had = (await hash(b)).points;
    // Half a stroke is seen while it grows.
    await a.evaluate(() => {
      const v = window.easel.view();
      const g = document.querySelector(".ground");
      g.setPointerCapture = () => undefined;
      const e = (n, x, y) => g.dispatchEvent(new PointerEvent(n, { pointerId: 3, pointerType: "mouse", bubbles: true, cancelable: true, button: 0, buttons: 1, clientX: v.x + x * v.zoom, clientY: v.y + y * v.zoom, pressure: 0.5 }));
      e("pointerdown", 300, 500);
      for (let i = 1; i < 40; i++) e("pointermove", 300 + 15 * i, 500 + 4 * i);
    });
    await b.waitForFunction((had) => window.easel.hash().strokes === 2 && window.easel.hash().points > had + 3, had);
    await shot(b, "while-another-draws");
    await a.evaluate(() => document.querySelector(".ground").dispatchEvent(new PointerEvent("pointerup", { pointerId: 3, pointerType: "mouse", bubbles: true, clientX: 900, clientY: 600 })));
    await draw(b, wave(200, 800, 1100, { height: 90 }), { type: "touch" });
    const h = await same(server.base, a, b);
    assert.equal(h.strokes, 3);
    assert.ok(h.inked > 3000, `${h.inked} px are inked`);
    await a.reload();
    await ready(a);
    await same(server.base, a, b);
    assert.equal((await state(a)).members.length, 2);
  }));

test("undo and redo are of one's own strokes, and survive a reload", { skip }, () =>
  journey([], async (server, enter) => {
    const a = await enter(server.base);
    const b = await enter(await invite(a));
    await draw(a, wave(150, 200, 800));
    const one = await same(server.base, a, b);
    await draw(a, wave(150, 500, 800));
    await draw(b, wave(300, 300, 900));
    const three = await same(server.base, a, b);
    await a.keyboard.press("Control+z");
    await a.keyboard.press("Control+z");
    await same(server.base, a, b);
    assert.equal((await state(a)).canUndo, false);
    await a.keyboard.press("Control+Shift+z");
    await a.keyboard.press("Control+Shift+z");
    assert.equal((await same(server.base, a, b)).raster, three.raster);
    await b.keyboard.press("Control+z");
    await a.reload();
    await ready(a);
    await a.keyboard.press("Control+z");
    assert.equal((await same(server.base, a, b)).raster, one.raster);
  }));

test("past the limit of bytes the pixels stay, and people are told", { skip }, () =>
  journey(["-limits.workspace-bytes", "16KiB", "-limits.strokes-per-minute", "0"], async (server, enter) => {
    const a = await enter(server.base);
    const b = await enter(await invite(a));
    for (let i = 0; i < 70; i++) await draw(i % 2 ? a : b, wave(80, 40 + 16 * i, 1300, { points: 80, turns: 1 + (i % 7) }), { each: 80 });
    const h = await same(server.base, a, b);
    assert.ok(h.strokes < 70, "some were flattened");
    assert.ok((await state(a)).notices.some((n) => n.kind === "truncated"));
    await shot(a, "truncated");
    await a.reload();
    await ready(a);
    await same(server.base, a, b);
    const c = await enter(await invite(b).catch(() => invite(a)));
    await same(server.base, a, b, c);
  }));

test("the server is killed and comes back: nothing is lost", { skip }, () =>
  journey([], async (server, enter) => {
    const a = await enter(server.base);
    const b = await enter(await invite(a));
    await draw(a, wave(150, 200, 800));
    await same(server.base, a, b);
    await server.kill();
    await a.waitForFunction(() => window.easel.state().phase !== "live");
    await draw(a, wave(150, 400, 800));
    await draw(b, wave(150, 600, 800));
    assert.equal((await hash(a)).strokes, 2, "ink shows while the server is away");
    await shot(a, "offline");
    await server.start();
    assert.equal((await same(server.base, a, b)).strokes, 3);
  }));

test("strokes drawn too fast wait, are seen to wait, and are undone where they are", { skip }, () =>
  journey(["-limits.strokes-per-minute", "4"], async (server, enter) => {
    const a = await enter(server.base);
    for (let i = 0; i < 7; i++) await draw(a, wave(150, 100 + 140 * i, 1000, { points: 20 }));
    await a.waitForFunction(() => window.easel.state().waiting === 3);
    await a.locator(".toasts").getByText("4 strokes a minute are drawn for each person.").waitFor(); // for a while
    await shot(a, "waiting");
    assert.match(await a.locator(".state").innerText(), /3 strokes waiting/);
    await a.keyboard.press("Control+z");
    await a.waitForFunction(() => window.easel.state().waiting === 2);
    // They are still there after a reload, and wait on.
    await a.reload();
    await ready(a);
    await a.waitForFunction(() => window.easel.state().waiting === 2);
    assert.equal((await hash(a)).strokes, 6);
    // Where the browser keeps nothing, it asks who leaves.
    await a.evaluate(() => { window.Storage.prototype.setItem = () => { throw new Error("full"); }; });
    await draw(a, wave(150, 1100, 1000, { points: 20 }));
    await a.keyboard.press("b"); // a page that nobody touched may not ask
    const asked = new Promise((done) => a.once("dialog", (d) => { done(d.type()); void d.dismiss(); }));
    await a.close({ runBeforeUnload: true });
    assert.equal(await asked, "beforeunload");
    assert.equal(await a.evaluate(() => window.easel.state().waiting), 3);
  }));

test("a phone: draw, pinch, settings, in the dark", { skip }, () =>
  journey([], async (server, enter) => {
    const a = await enter(server.base, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, colorScheme: "dark" });
    await draw(a, wave(200, 300, 1200), { type: "touch" });
    await a.locator("nav.phone button[aria-label='Colour and size']").click();
    await shot(a, "phone-settings");
    await a.locator("button[aria-label='ultramarine']").click();
    await a.locator(".settings.open").waitFor({ state: "detached" });
    await a.locator("nav.phone button[aria-label='Colour and size']").click();
    await a.getByRole("button", { name: "Close the settings" }).click();
    await a.locator(".settings.open").waitFor({ state: "detached" });
    await a.locator("nav.phone").getByRole("button", { name: "More" }).click();
    await a.locator(".menu").getByText("Fill what looks alike").click();
    await shot(a, "phone-fill");
    await a.locator("nav.phone .tool.on[aria-label='Fill']").click();
    await a.locator("nav.phone .tool.on[aria-label='Brush']").waitFor();
    await draw(a, wave(200, 700, 1200), { type: "touch" });
    for (const box of await Promise.all((await a.locator("nav.phone button").all()).map((l) => l.boundingBox()))) {
      assert.ok(box.width >= 44 && box.height >= 44, "targets are large enough");
    }
    const before = await a.evaluate(() => window.easel.view().zoom);
    const touch = await a.context().newCDPSession(a);
    const fingers = (d) => [{ x: 195 - d, y: 420, id: 1 }, { x: 195 + d, y: 420, id: 2 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(30) });
    for (const d of [45, 60, 80]) await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(d) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    assert.ok((await a.evaluate(() => window.easel.view().zoom)) > 1.5 * before, "two fingers zoom");
    await shot(a, "phone");
    await settled(a);
    assert.equal((await same(server.base, a)).strokes - (await a.evaluate(() => window.easel.state().mispredictions)), 2);
  }));

test("who has no link is told so; a viewer can watch only", { skip }, () =>
  journey([], async (server, enter) => {
    const a = await enter(server.base);
    const v = await enter(await invite(a, "viewer"));
    await draw(v, wave(100, 100, 500));
    await draw(a, wave(100, 300, 500));
    assert.equal((await same(server.base, a, v)).strokes, 1);
    const context = await browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(server.base);
    await stranger.getByText("opens with a link").waitFor();
    await shot(stranger, "no-link");
    await stranger.goto(`${server.base}/#w=nonsense`); // the page opens itself anew
    await stranger.getByText("This link does not open anything here").first().waitFor();
    await context.close();
  }));
