// The tools beside the brush, the turned sheet, gestures.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, pixels, same, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const line = (x, y, dx, dy) => Array.from({ length: 20 }, (_, i) => [x + (dx * i) / 19, y + (dy * i) / 19, 0.6]);

test("eraser, undo of a sweep, picking a colour", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    const bare = (await hash(a)).raster;
    await a.getByRole("radio", { name: "vermilion" }).click();
    await draw(a, wave(200, 200, 800));
    await draw(a, wave(200, 400, 800));
    const both = (await hash(a)).raster;
    await a.keyboard.press("e");
    await a.keyboard.press("e");
    assert.match(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), /^Eraser of whole strokes/);
    await draw(a, line(600, 100, 0, 500));
    assert.equal((await hash(a)).raster, bare, "the sweep took both strokes");
    await a.keyboard.press("Control+z");
    assert.equal((await hash(a)).raster, both, "and one undo brings both back");
    await a.keyboard.press("Control+Shift+z");
    assert.equal((await hash(a)).raster, bare);
    await a.keyboard.press("Control+z");
    // A colour from the sheet, in a shade that is no paint.
    await a.getByLabel("Any colour").fill("#3a7ca5");
    await a.keyboard.press("b");
    await draw(a, line(300, 700, 600, 0));
    assert.equal(await a.locator(".recent .paint").count(), 1);
    await a.getByRole("radio", { name: "ink" }).click();
    await a.keyboard.press("i");
    await draw(a, line(500, 700, 0.5, 0), { type: "mouse" });
    assert.equal(await a.locator(".recent .paint.on").getAttribute("title"), "#3a7ca5");
    assert.equal(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), "Brush");
    await a.reload();
    await a.locator(".recent .paint").waitFor();
    await settled(a);
    await together(a);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("a sheet that is turned and mirrored is drawn on where the pen is", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    for (const k of ["r", "r", "f", "Shift+r"]) await a.keyboard.press(k);
    // By the browser's own idea of where the sheet lies: through the canvas's transform.
    const at = await a.evaluate(() => {
      const c = [...document.querySelectorAll("canvas.sheet")].find((e) => !e.hidden);
      const halved = 1600 / c.width;
      const p = new window.DOMMatrix(window.getComputedStyle(c).transform).transformPoint({ x: 400 / halved, y: 300 / halved });
      return { x: p.x, y: p.y };
    });
    await a.mouse.move(at.x, at.y);
    await a.mouse.down();
    await a.mouse.move(at.x + 1, at.y);
    await a.mouse.up();
    await settled(a);
    await shot(a, "turned");
    const ink = await a.evaluate(() => {
      const g = document.querySelector("canvas.sheet").getContext("2d");
      const d = g.getImageData(0, 0, 1600, 1200).data;
      let [n, x, y] = [0, 0, 0];
      for (let i = 0; i < d.length; i += 4) if (d[i] < 128) { n++; x += (i / 4) % 1600; y += Math.floor(i / 4 / 1600); }
      return { n, x: x / n, y: y / n };
    });
    assert.ok(ink.n > 4 && Math.abs(ink.x - 400) < 4 && Math.abs(ink.y - 300) < 4, `the dot is at ${JSON.stringify(ink)}`);
    await a.keyboard.press("0");
    assert.equal(await a.evaluate(() => window.easel.view().angle), 0);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("fingers: two tap for undo, three for redo, two turn the sheet", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    const tap = (n, [dx, dy] = [0, 0]) => a.evaluate(({ n, dx, dy }) => {
      const g = document.querySelector(".ground");
      g.setPointerCapture = () => undefined;
      const e = (name, i, k) => g.dispatchEvent(new PointerEvent(name, { pointerId: 20 + i, pointerType: "touch", bubbles: true, cancelable: true, clientX: 120 + 60 * i + (i ? dx * k : 0), clientY: 300 + (i ? dy * k : 0), pressure: 0.5 }));
      for (let i = 0; i < n; i++) e("pointerdown", i, 0);
      if (dx || dy) for (let k = 1; k <= 10; k++) e("pointermove", 1, k / 10);
      for (let i = 0; i < n; i++) e("pointerup", i, 1);
    }, { n, dx, dy });
    const bare = (await hash(a)).raster;
    await draw(a, wave(200, 400, 800), { type: "touch" });
    const drawn = (await hash(a)).raster;
    assert.notEqual(drawn, bare);
    await tap(2);
    assert.equal((await hash(a)).raster, bare, "two fingers undo");
    await tap(3);
    assert.equal((await hash(a)).raster, drawn, "three fingers redo");
    await tap(2, [-60, 60]);
    const v = await a.evaluate(() => window.easel.view());
    assert.ok(v.angle > 1 && v.angle < 2, `two fingers turn the sheet by ${v.angle}`);
    assert.equal((await hash(a)).raster, drawn, "and do nothing else");
    // A palm, even two touches of it, beside a pen that draws.
    await a.evaluate(() => {
      const g = document.querySelector(".ground");
      const e = (name, id, type, x) => g.dispatchEvent(new PointerEvent(name, { pointerId: id, pointerType: type, bubbles: true, cancelable: true, button: 0, buttons: 1, clientX: x, clientY: 400, pressure: 0.5 }));
      e("pointerdown", 9, "pen", 100);
      e("pointermove", 9, "pen", 130);
      for (const id of [31, 32]) e("pointerdown", id, "touch", 200 + id);
      for (const id of [31, 32]) e("pointerup", id, "touch", 200 + id);
      e("pointermove", 9, "pen", 160);
      e("pointerup", 9, "pen", 160);
    });
    assert.notEqual((await hash(a)).raster, drawn, "the pen's stroke stays");
    await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    await a.getByText("Show the whole sheet").waitFor();
    await shot(a, "phone-more");
    await a.getByText("Show the whole sheet").click();
    assert.equal((await a.evaluate(() => window.easel.view())).angle, 0);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("palettes, ready and of one's own, are kept for the next visit", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const choose = (name) => a.getByLabel("Palette").selectOption(name);
  const color = () => a.getByLabel("Any colour").inputValue();
  try {
    await choose("sea");
    await a.getByRole("radio", { name: "coral" }).click();
    assert.equal(await color(), "#ee8a73");
    await shot(a, "palette");
    await choose("my own");
    await a.getByText("Choose any colour below").waitFor();
    await a.getByRole("button", { name: "Add this colour" }).click();
    await a.getByLabel("Any colour").fill("#123456");
    await a.getByRole("button", { name: "Add this colour" }).click();
    await a.getByRole("radio", { name: "#ee8a73" }).click();
    await a.keyboard.press("ArrowRight");
    assert.equal(await color(), "#123456");
    await draw(a, wave(200, 300, 900));
    await settled(a);
    await together(a);
    assert.equal(await a.locator(".recent .paint").count(), 0, "a colour of the palette is no recent one");
    await a.reload();
    await a.waitForFunction(() => window.easel?.state().phase === "live");
    assert.equal(await a.getByRole("radio", { name: /^#/ }).count(), 2);
    await a.getByRole("radio", { name: "#123456" }).click();
    await a.getByRole("button", { name: "Take this colour off" }).click();
    assert.equal(await a.getByRole("radio", { name: /^#/ }).count(), 1);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("symmetry, lines and ellipses are shown at once and are the same for all", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a));
  try {
    await a.getByLabel("Symmetry").selectOption("6, mirrored");
    await a.locator(".ground").focus().catch(() => undefined);
    await draw(a, wave(850, 500, 250, { turns: 1 }));
    assert.equal((await same(server.base, a, b)).strokes, 12);
    await shot(a, "symmetry");
    await a.keyboard.press("Control+z");
    assert.equal((await same(server.base, a, b)).strokes, 12);
    const blank = await pixels(b);
    await a.evaluate(() => document.activeElement.blur());
    await a.keyboard.press("m");
    await a.keyboard.press("o");
    await draw(a, [[200, 200, 0.5], [300, 400, 0.5], [700, 600, 0.5]]);
    await a.keyboard.press("l");
    await draw(a, [[900, 200, 0.5], [1000, 900, 0.5], [1400, 300, 0.5]]);
    const after = await same(server.base, a, b);
    assert.equal(after.strokes, 14);
    assert.notEqual(await pixels(b), blank);
    await shot(a, "shapes");
    await a.keyboard.press("l");
    assert.equal(await a.getByLabel("Shape").inputValue(), "0");
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});
