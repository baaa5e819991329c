// A large piece: a part of it is on the screen, at some scale, and the rest is drawn
// as it comes into sight.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { browse, browserPath, draw, open, pixels, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Bytes of a page, as text on their way: a list of a million numbers takes minutes. */
const packed = `(bytes) => { let s = ""; for (let i = 0; i < bytes.length; i += 32768) s += String.fromCharCode(...bytes.subarray(i, i + 32768)); return window.btoa(s); }`;
const unpacked = ({ data, ...rest }) => ({ ...rest, data: Buffer.from(data, "base64") });

/** What the shown canvas has of the middle of the window, and where that lies on the piece. */
const sight = async (page) => unpacked(await page.evaluate(() => {
  const c = [...document.querySelectorAll("canvas.sheet")].find((e) => !e.hidden);
  const m = new window.DOMMatrix(window.getComputedStyle(c).transform);
  const p = m.inverse().transformPoint({ x: 720, y: 450 });
  const v = window.easel.view();
  const [x, y, n] = [Math.floor(p.x) - 100, Math.floor(p.y) - 100, 200];
  const data = c.getContext("2d").getImageData(x, y, n, n).data;
  return { width: c.width, height: c.height, scale: m.a / v.zoom, at: [(720 - v.x) / v.zoom, (450 - v.y) / v.zoom], data: window.packed(data) };
}));

test("a large piece is shown where one looks", { skip }, async () => {
  const server = await serve();
  const page = await open(browser, server.base);
  await page.evaluate(`window.packed = ${packed}`);
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
      const from = await page.evaluate(() => window.easel.view());
      await page.mouse.wheel(dx, dy);
      await page.waitForFunction((to) => { const v = window.easel.view(); return Math.hypot(v.x - to.x, v.y - to.y) < 1; }, { x: from.x - dx, y: from.y - dy });
      await page.waitForFunction(() => window.easel.stats().behind === 0); // once it lies still
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
    const { at } = await sight(page);
    await draw(page, wave(at[0] - 200, at[1], 400)); // on the part
    await settled(page);
    await together(page);
    assert.equal(await pixels(page), (await serverPixels(page, server.base)).pixels);
    assert.notEqual(await pixels(page), server2.pixels);
  } finally {
    await page.context().close();
    await server.stop();
  }
});

/** Saves the picture at twice its size. */
async function twice(page) {
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Save or share" });
  await dialog.getByLabel("PNG, twice as large").check();
  const [file] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save" }).click()]);
  await dialog.waitFor({ state: "detached" });
  return PNG.sync.read(readFileSync(await file.path()));
}

test("what is seen from near is drawn sharp, and again when it changes", { skip }, async () => {
  const server = await serve();
  const page = await open(browser, server.base, { acceptDownloads: true });
  await page.evaluate(`window.packed = ${packed}`);
  try {
    await draw(page, wave(300, 500, 900, { height: 200, turns: 4 }));
    await page.locator(".inhand").click();
    await page.locator(".shelf").getByRole("radio", { name: "oil, flat" }).click();
    await draw(page, wave(300, 700, 900, { height: 120, turns: 3 }));
    await settled(page);
    assert.equal(await page.evaluate(() => window.easel.stats().sharp), 0, "from afar it is as it is");
    await page.keyboard.press("1");
    for (let i = 0; i < 3; i++) await page.keyboard.press("+");
    const looks = async () => {
      await page.waitForFunction(() => window.easel.stats().sharp === 2 && window.easel.stats().refining === false);
      return unpacked(await page.evaluate(() => {
        const c = [...document.querySelectorAll("canvas.sharp")].find((e) => !e.hidden);
        const t = new window.DOMMatrix(window.getComputedStyle(c).transform);
        const v = window.easel.view();
        const [x, y] = [Math.round((t.e - v.x) / v.zoom), Math.round((t.f - v.y) / v.zoom)];
        return { x, y, width: c.width, height: c.height, data: window.packed(c.getContext("2d").getImageData(0, 0, c.width, c.height).data.filter((_, i) => i % 4 === 1)) };
      }));
    };
    const compare = async (what) => {
      const got = await looks();
      const want = await twice(page);
      let wrong = 0, inked = 0;
      for (let i = 0; i < got.data.length; i++) {
        const [x, y] = [2 * got.x + (i % got.width), 2 * got.y + Math.floor(i / got.width)];
        const v = want.data[4 * (y * want.width + x) + 1];
        wrong += v !== got.data[i];
        inked += v < 128;
      }
      assert.ok(inked > 2000, `${what}: there is ink to see: ${inked}`);
      assert.equal(wrong, 0, `${what}: as a picture of twice the size has it`);
      return inked;
    };
    await shot(page, "sharp");
    const before = await compare("at first");
    await page.keyboard.press("b");
    const [x, y] = await page.evaluate(() => { const v = window.easel.view(); return [(720 - v.x) / v.zoom, (450 - v.y) / v.zoom]; });
    await draw(page, wave(x - 150, y, 300));
    await settled(page);
    const after = await compare("with a stroke more");
    assert.notEqual(after, before);
    await page.keyboard.press("0");
    await page.waitForFunction(() => window.easel.stats().sharp === 0);
    assert.equal(await page.locator("canvas.sharp:not([hidden])").count(), 0);
  } finally {
    await page.context().close();
    await server.stop();
  }
});
