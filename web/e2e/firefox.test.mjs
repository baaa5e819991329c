// Another browser's engine: a shorter journey in Firefox, beside a page in
// Chromium. What both show is the server's picture, pixel by pixel.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browseFirefox, firefoxPath } from "./firefox.mjs";
import { browse, browserPath, draw, hash, invite, open, pixels, ready, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = firefoxPath() === undefined ? "there is no Firefox here; on Debian: apt-get install firefox-esr" : browserPath() === undefined ? "there is no Chromium here to draw with it" : false;

let chromium, firefox;
before(async () => {
  if (skip) return;
  [chromium, firefox] = [await browse(), await browseFirefox()];
});
after(async () => {
  await chromium?.close();
  await firefox?.close();
});

test("Firefox draws with Chromium: live, undone, reloaded, the same pixels", { skip }, async (t) => {
  t.diagnostic(`Firefox ${firefox.version}`);
  const server = await serve();
  const a = await open(chromium, server.base);
  try {
    const f = await firefox.newPage();
    await f.goto(await invite(a));
    await ready(f);
    const same = async () => {
      await Promise.all([settled(a), settled(f)]);
      await together(a, f);
      const [h, shown] = [await hash(a), await pixels(a)];
      assert.deepEqual(await hash(f), h);
      assert.equal(await pixels(f), shown, "what both show");
      assert.equal((await serverPixels(a, server.base)).pixels, shown, "the server's picture");
      return h;
    };
    await draw(f, wave(200, 200, 1100), { type: "touch" });
    await draw(a, wave(200, 400, 1100));
    assert.equal((await same()).strokes, 2);
    // A mouse of the browser's own.
    const v = await f.evaluate(() => window.easel.view());
    await f.stroke(wave(200, 650, 1100, { points: 40 }).map(([x, y, p]) => [v.x + x * v.zoom, v.y + y * v.zoom, p]), "mouse");
    const three = await same();
    assert.equal(three.strokes, 3);
    // Others' ink while it grows.
    await a.evaluate(() => {
      const v = window.easel.view();
      const g = document.querySelector(".ground");
      g.setPointerCapture = () => undefined;
      let now = performance.now();
      const e = (n, x, y) => g.dispatchEvent(Object.defineProperty(
        new PointerEvent(n, { pointerId: 3, pointerType: "pen", bubbles: true, cancelable: true, button: 0, buttons: 1, clientX: v.x + x * v.zoom, clientY: v.y + y * v.zoom, pressure: 0.5 }),
        "timeStamp", { value: now += 8 }));
      e("pointerdown", 300, 900);
      for (let i = 1; i < 40; i++) e("pointermove", 300 + 15 * i, 900 + 4 * i);
    });
    await f.waitForFunction((points) => window.easel.hash().strokes === 4 && window.easel.hash().points > points + 3, three.points);
    await shot(f, "firefox");
    await a.evaluate(() => document.querySelector(".ground").dispatchEvent(new PointerEvent("pointerup", { pointerId: 3, pointerType: "pen", bubbles: true, clientX: 900, clientY: 600 })));
    const four = await same();
    await f.press("\uE009", "z"); // Control
    await same();
    const undone = (await hash(f)).raster;
    assert.notEqual(undone, four.raster, "its newest stroke is gone");
    await f.press("\uE009", "\uE008", "z"); // Control, Shift
    assert.equal((await same()).raster, four.raster, "and there again");
    await f.reload();
    await ready(f);
    await same();
    await f.press("\uE009", "z");
    assert.equal((await same()).raster, undone, "undo outlives a reload");
    await shot(f, "firefox-end");
  } finally {
    await a.context().close();
    await server.stop();
  }
});
