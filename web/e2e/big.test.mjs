// A large piece: a part of it is on the screen, at some scale, and the rest is drawn
// as it comes into sight.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { browse, browserPath, draw, open, pixels, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** What the shown canvas has of the middle of the window, and where that lies on the piece. */
const sight = (page) => page.evaluate(() => {
  const c = [...document.querySelectorAll("canvas.sheet")].find((e) => !e.hidden);
  const m = new window.DOMMatrix(window.getComputedStyle(c).transform);
  const p = m.inverse().transformPoint({ x: 720, y: 450 });
  const v = window.easel.view();
  const [x, y, n] = [Math.floor(p.x) - 100, Math.floor(p.y) - 100, 200];
  const data = c.getContext("2d").getImageData(x, y, n, n).data;
  return { width: c.width, height: c.height, scale: m.a / v.zoom, at: [(720 - v.x) / v.zoom, (450 - v.y) / v.zoom], data: [...data] };
});

test("a large piece is shown where one looks", { skip }, async () => {
  const server = await serve();
  const page = await open(browser, server.base);
  try {
    await page.evaluate(() => window.fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: "{\"width\":4096,\"height\":3000}" }));
    await page.waitForFunction(() => window.easel?.state().phase === "live" && window.easel.state().piece === 2);
    for (let i = 0; i < 7; i++) await draw(page, wave(100 + 80 * i, 200 + 400 * i, 3300, { height: 180, turns: 5, points: 160 }));
    await settled(page);
    const server2 = await serverPixels(page, server.base);
    assert.equal(await pixels(page), server2.pixels, "all of it, wherever one looks");
    const token = await page.evaluate(() => window.easel.token());
    const png = PNG.sync.read(Buffer.from(await (await fetch(`${server.base}/api/piece.png`, { headers: { "X-Easel-Token": token } })).arrayBuffer()));
    const far = await sight(page);
    assert.ok(far.scale >= 2, "from afar it is shown from a smaller canvas");
    await shot(page, "big-far");
    await page.keyboard.press("1"); // full size
    const looks = [];
    for (const [dx, dy] of [[0, 0], [500, 200], [-1500, 300], [-400, -1200], [1900, 900]]) {
      await page.mouse.move(700, 450);
      await page.mouse.wheel(dx, dy);
      await page.waitForTimeout(350); // until it lies still
      await page.waitForFunction(() => window.easel.stats().behind === 0);
      const s = await sight(page);
      assert.equal(s.scale, 1);
      assert.ok(s.width * s.height < 4096 * 3000 / 2, `only a part is kept: ${s.width} × ${s.height}`);
      const [x, y] = [Math.floor(s.at[0]) - 100, Math.floor(s.at[1]) - 100];
      let wrong = 0, inked = 0;
      for (let i = 0; i < 200 * 200; i++) {
        const [px, py] = [x + (i % 200), y + Math.floor(i / 200)];
        if (px < 0 || py < 0 || px >= 4096 || py >= 3000) continue;
        const o = 4 * (py * 4096 + px);
        for (let k = 0; k < 3; k++) wrong += png.data[o + k] !== s.data[4 * i + k];
        inked += s.data[4 * i] < 128;
      }
      assert.equal(wrong, 0, `at ${x}, ${y}`);
      looks.push(inked);
    }
    assert.ok(looks.filter((n) => n > 50).length >= 2, `too little ink was looked at: ${looks}`);
    await shot(page, "big-near");
    await draw(page, wave((await sight(page)).at[0] - 200, (await sight(page)).at[1], 400)); // on the part
    await settled(page);
    await together(page);
    assert.equal(await pixels(page), (await serverPixels(page, server.base)).pixels);
    assert.notEqual(await pixels(page), server2.pixels);
  } finally {
    await page.context().close();
    await server.stop();
  }
});
