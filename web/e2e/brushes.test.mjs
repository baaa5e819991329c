// Every brush, chosen from the shelf, drawn with, and equal everywhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, pixels, same, serve, settled, shot, shots, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

test("every brush draws the same for painter, watcher and server, also after undo and reload", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  try {
    await a.locator(".inhand").click();
    const names = await a.getByRole("radiogroup", { name: "Brushes" }).getByRole("radio").allInnerTexts();
    assert.ok(names.length >= 14, `${names.length} brushes`);
    await shot(a, "brushes-shelf");
    const seen = new Set([await pixels(a)]);
    for (const [i, name] of names.entries()) {
      if (!(await a.locator(".shelf").isVisible())) await a.locator(".inhand").click();
      await a.getByRole("radio", { name, exact: true }).click();
      await a.locator(".settings .paint").nth(4 + (i % 12)).click();
      await draw(a, wave(60 + 780 * (i % 2), 100 + 150 * Math.floor(i / 2), 680, { height: 30 }));
      assert.equal(await a.locator(".shelf").isVisible(), false, "drawing puts the shelf away");
    }
    const first = await same(server.base, a, b);
    assert.equal(first.strokes, names.length);
    seen.add(await pixels(a));
    await a.keyboard.press("e");
    await draw(a, wave(100, 600, 1400, { height: 8 }));
    await same(server.base, a, b);
    seen.add(await pixels(a));
    await shot(a, "brushes");
    await shot(b, "brushes-phone");
    assert.equal(seen.size, 3, "brushes and eraser changed the picture");
    await a.keyboard.press("Control+z");
    assert.equal((await same(server.base, a, b)).raster, first.raster, "the eraser is undone like any stroke");
    await a.reload();
    await a.waitForFunction(() => window.easel?.state().phase === "live");
    assert.equal((await same(server.base, a, b)).raster, first.raster);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

test("a smudge moves what is there, for all, also when what lies beneath it is undone", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a));
  try {
    for (let i = 0; i < 6; i++) {
      await a.locator(".settings .paint").nth(4 + i).click();
      await draw(i % 2 ? a : b, wave(300 + 150 * i, 200, 40, { height: 600, turns: 1 }));
    }
    await Promise.all([settled(a), settled(b)]);
    const before = await same(server.base, a, b);
    await a.locator(".inhand").click();
    await a.locator(".shelf").getByRole("radio", { name: "smudge" }).click();
    await draw(a, wave(200, 400, 1100, { height: 200 }));
    const smudged = await same(server.base, a, b);
    assert.notEqual(smudged.raster, before.raster);
    await shot(a, "smudge");
    await b.keyboard.press("Control+z"); // a stroke beneath
    await settled(b);
    const less = await same(server.base, a, b);
    assert.notEqual(less.raster, smudged.raster);
    await b.keyboard.press("Control+Shift+z");
    await settled(b);
    assert.equal((await same(server.base, a, b)).raster, smudged.raster);
    await a.keyboard.press("Control+z");
    await settled(a);
    assert.equal((await same(server.base, a, b)).raster, before.raster);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

test("the bucket fills what a line encloses, for all, and one undo takes it back", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a));
  try {
    await draw(a, Array.from({ length: 80 }, (_, i) => [700 + 300 * Math.cos((i * Math.PI) / 39), 600 + 250 * Math.sin((i * Math.PI) / 39), 0.6]));
    const line = await same(server.base, a, b);
    await a.keyboard.press("g");
    await a.getByRole("radio", { name: "viridian" }).click();
    assert.equal(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), "Fill");
    await draw(a, [[700, 600, 0.5], [701, 600, 0.5]], { type: "mouse" });
    const filled = await same(server.base, a, b);
    assert.equal(filled.strokes, 2);
    await shot(a, "bucket");
    const at = (x, y) => b.evaluate(([x, y]) => [...document.querySelector("canvas.sheet").getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3), [x, y]);
    assert.deepEqual(await at(800, 700), [47, 125, 107]);
    assert.deepEqual(await at(300, 300), [255, 255, 255]);
    await a.keyboard.press("Control+z");
    assert.equal((await same(server.base, a, b)).raster, line.raster);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

test("each brush keeps its size; the shelf by keys alone", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const size = () => a.locator(".slider output").first().innerText();
  try {
    const pen = await size();
    await a.locator(".inhand").focus();
    await a.keyboard.press("Enter");
    await a.keyboard.press("Tab");
    await a.keyboard.press("ArrowDown");
    assert.match(await a.locator(".inhand").innerText(), /brush pen/);
    assert.equal(await a.evaluate(() => document.activeElement.innerText.trim()), "brush pen");
    await a.keyboard.press("Escape");
    assert.equal(await a.locator(".shelf").isVisible(), false);
    await a.keyboard.press("]");
    const ink = await size();
    assert.notEqual(ink, pen);
    await a.keyboard.press("e");
    assert.equal(await size(), "30 px", "the eraser has its own");
    await a.keyboard.press("b");
    assert.equal(await size(), ink);
    await draw(a, wave(200, 300, 400));
    await a.reload();
    await a.waitForFunction(() => window.easel?.state().phase === "live");
    assert.match(await a.locator(".inhand").innerText(), /brush pen/);
    assert.equal(await size(), ink, "and it is kept for the next visit");
    assert.ok((await hash(a)).strokes === 1);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("one's own brushes: kept, chosen, renamed, removed and put back, also by keys, and there after a reload", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const own = (page) => page.getByRole("radiogroup", { name: "Your brushes" }).getByRole("radio");
  const grip = (page) => page.locator(".slider output").allInnerTexts();
  const hold = async (page, name, part, paint) => {
    await page.locator(".shelf").getByRole("radio", { name, exact: true }).click();
    await page.getByLabel("Size", { exact: true }).fill(String(part));
    await page.getByLabel("Opacity", { exact: true }).fill(String(40 + part));
    await page.locator(".settings .paint").nth(paint).click();
  };
  try {
    await a.locator(".inhand").click();
    await hold(a, "watercolour", 30, 5);
    const wash = await grip(a);
    await a.getByRole("button", { name: "Keep this brush" }).click();
    assert.equal(await a.getByLabel("Name of the brush").inputValue(), "watercolour 47");
    await a.getByLabel("Name of the brush").fill("wet sky");
    await a.getByLabel("with its colour").check();
    await shots(a, "brushes-naming");
    await a.getByRole("button", { name: "Keep", exact: true }).click();
    await hold(a, "pencil", 10, 9);
    await a.getByRole("button", { name: "Keep this brush" }).press("Enter");
    await a.getByLabel("Name of the brush").fill("wet sky");
    await a.keyboard.press("Enter");
    assert.equal(await a.locator(".own [role=alert]").innerText(), "You have a brush of that name.");
    await a.keyboard.type("!");
    await a.keyboard.press("Enter");
    assert.deepEqual(await own(a).allInnerTexts(), ["wet sky", "wet sky!"]);
    assert.equal(await a.evaluate(() => document.activeElement.innerText), "Keep this brush", "the focus is where it was");
    const colour = a.getByRole("radiogroup", { name: "Colour" }).locator("[aria-checked=true]");
    const pencilled = await colour.getAttribute("aria-label");
    await own(a).nth(1).focus();
    await a.keyboard.press("ArrowUp");
    assert.deepEqual(await grip(a), wash);
    assert.notEqual(await colour.getAttribute("aria-label"), pencilled, "with its colour");
    assert.match(await a.locator(".inhand").innerText(), /watercolour/);
    await shots(a, "brushes-own");
    await a.getByRole("button", { name: "Rename wet sky", exact: true }).click();
    await a.getByLabel("Name of the brush").fill("sky");
    await a.keyboard.press("Enter");
    await a.getByRole("button", { name: "Remove sky", exact: true }).click();
    assert.deepEqual(await own(a).allInnerTexts(), ["wet sky!"]);
    await shot(a, "brushes-removed");
    await a.locator(".toasts").getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await own(a).allInnerTexts(), ["sky", "wet sky!"]);
    await draw(a, wave(200, 300, 900));
    assert.equal((await same(server.base, a)).strokes, 1);
    await a.reload();
    await a.waitForFunction(() => window.easel?.state().phase === "live");
    await a.setViewportSize({ width: 390, height: 844 });
    await a.getByRole("button", { name: "Colour and size" }).click();
    await a.locator(".inhand").click();
    await own(a).nth(1).click();
    assert.equal(await own(a).nth(1).getAttribute("aria-checked"), "true");
    assert.match(await a.locator(".inhand").innerText(), /pencil/);
    await shots(a, "brushes-own-phone");
    assert.ok((await a.locator(".settings").boundingBox()).y > 50, "a phone's sheet leaves the title in sight");
    await a.getByRole("button", { name: "Keep this brush" }).click();
    await shot(a, "brushes-naming-phone");
  } finally {
    await a.context().close();
    await server.stop();
  }
});
