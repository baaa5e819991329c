// Own strokes are selected, and moved, scaled, turned, recoloured, copied and deleted,
// before the eyes of another.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, pixels, same, serve, settled, shot, shots, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Where a place of the piece lies in the window. */
const at = (page, x, y) => page.evaluate(([x, y]) => { const v = window.easel.view(); return [v.x + x * v.zoom, v.y + y * v.zoom]; }, [x, y]);

async function drag(page, ...places) {
  const list = [];
  for (const [x, y] of places) list.push(await at(page, x, y));
  await page.mouse.move(...list[0]);
  await page.mouse.down();
  for (const p of list.slice(1)) await page.mouse.move(...p, { steps: 6 });
  await page.mouse.up();
}

/** The bounds of what is not paper. */
const inked = (page) => page.evaluate(() => {
  const c = document.querySelector("canvas.sheet");
  const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  let [x0, y0, x1, y1] = [1e9, 1e9, 0, 0];
  for (let i = 0; i < d.length; i += 4) {
    if (d[i] > 200 && d[i + 1] > 200 && d[i + 2] > 200) continue;
    const [x, y] = [(i / 4) % c.width, Math.floor(i / 4 / c.width)];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }
  return [x0, y0, x1, y1];
});

const near = (got, want, by, what) => got.forEach((v, i) => assert.ok(Math.abs(v - want[i]) <= by, `${what}: ${got}, want ${want}`));

test("strokes are selected and changed", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a));
  try {
    await draw(b, wave(1200, 1000, 200)); // somebody else's
    await settled(b);
    await draw(a, wave(300, 300, 300));
    await draw(a, wave(300, 500, 300));
    await settled(a);
    const first = await same(server.base, a, b);
    const before = await pixels(a);
    const status = () => a.locator(".selected [role=status]").innerText();

    await a.keyboard.press("v");
    assert.equal(await status(), "Draw around your strokes, or tap one.");
    await drag(a, [250, 200], [700, 200], [700, 620], [250, 620], [250, 220]);
    assert.equal(await status(), "2 strokes are selected.");
    await drag(a, [1100, 850], [1500, 850], [1500, 1150], [1100, 1150]);
    assert.equal(await status(), "Draw around your strokes, or tap one.", "somebody else's is not selected");
    await a.mouse.click(...await at(a, 300, 500));
    assert.equal(await status(), "1 stroke is selected.");
    await a.mouse.click(...await at(a, 300, 500));
    assert.equal(await a.locator(".toasts li").count(), 0, "a click on it is no move");
    await a.keyboard.press("Control+a");
    assert.equal(await status(), "2 strokes are selected.");
    await shots(a, "select");

    await drag(a, [450, 400], [500, 430], [750, 500]); // what lies under the pen moves
    await settled(a);
    let now = await same(server.base, a, b);
    assert.equal(now.strokes, first.strokes);
    const box = await inked(a);
    near(box.slice(0, 2), [595, 355], 12, "moved by 300, 100");
    await a.evaluate(() => { // one move, for they come at once
      for (const [type, key] of [["keydown", "ArrowRight"], ["keydown", "Shift"], ["keydown", "ArrowDown"], ["keyup", "Shift"]]) {
        document.body.dispatchEvent(new window.KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
      }
    });
    await a.waitForFunction((seq) => window.easel.hash().seq > seq, now.seq);
    await settled(a);
    near((await inked(a)).slice(0, 2), [box[0] + 1, box[1] + 10], 0, "by keys");
    await same(server.base, a, b);
    for (let i = 0; i < 2; i++) await a.keyboard.press("Control+z");
    await settled(a);
    await same(server.base, a, b);
    assert.equal(await pixels(a), before, "undone to the pixel");
    for (let i = 0; i < 2; i++) await a.keyboard.press("Control+Shift+z");
    await settled(a);
    near((await inked(a)).slice(0, 2), [box[0] + 1, box[1] + 10], 0, "and done again");

    // By its corner and by its stalk, with a colour of its own.
    const frame = await a.evaluate(() => window.easel.selection());
    await drag(a, [frame.x1, frame.y1], [frame.x1 + (frame.x1 - frame.x0) / 2, frame.y1 + (frame.y1 - frame.y0) / 2]);
    await settled(a);
    const large = await a.evaluate(() => window.easel.selection());
    near([large.x1 - large.x0, large.y1 - large.y0], [1.5 * (frame.x1 - frame.x0), 1.5 * (frame.y1 - frame.y0)], 4, "larger by half");
    const zoom = await a.evaluate(() => window.easel.view().zoom);
    const [mx, my] = [(large.x0 + large.x1) / 2, (large.y0 + large.y1) / 2];
    await a.keyboard.down("Shift"); // by quarters of right angles
    await drag(a, [mx, large.y0 - 30 / zoom], [mx + 200, my - 150], [mx + 300, my]);
    await a.keyboard.up("Shift");
    await settled(a);
    const upright = await a.evaluate(() => window.easel.selection());
    near([upright.x1 - upright.x0, upright.y1 - upright.y0], [large.y1 - large.y0, large.x1 - large.x0], 2, "turned by a right angle");
    await a.locator(".paints button").nth(4).click();
    await settled(a);
    await shot(a, "select-turned");
    const red = await pixels(a);
    await a.keyboard.press("Control+z");
    await settled(a);
    assert.notEqual(await pixels(a), red);
    await a.locator(".paints button").nth(4).click();
    await settled(a);
    assert.equal(await pixels(a), red, "a colour that is in hand already");
    now = await same(server.base, a, b);
    assert.equal(now.strokes, first.strokes, "they are still the same strokes");

    const sides = async (name) => { // after a button of the panel, by keys
      await a.locator(".selected").getByRole("button", { name, exact: true }).press("Enter");
      await settled(a);
      const f = await a.evaluate(() => window.easel.selection());
      return [f.x1 - f.x0, f.y1 - f.y0];
    };
    const [wide, high] = [upright.x1 - upright.x0, upright.y1 - upright.y0];
    near(await sides("Larger"), [wide * 1.1, high * 1.1], 4, "larger by a tenth");
    near(await sides("Smaller"), [wide, high], 4, "and smaller again");
    for (let i = 0; i < 5; i++) await sides("Turn right");
    near(await sides("Turn right"), [high, wide], 8, "turned by a right angle, in six steps");
    for (let i = 0; i < 5; i++) await sides("Turn left");
    near(await sides("Turn left"), [wide, high], 8, "and back");
    await shot(a, "select-panel");

    await a.getByRole("button", { name: "Duplicate" }).click();
    await settled(a);
    assert.equal((await same(server.base, a, b)).strokes, first.strokes + 2);
    await a.keyboard.press("Delete");
    await settled(a);
    assert.equal(await status(), "Draw around your strokes, or tap one.");
    await same(server.base, a, b);
    await a.keyboard.press("b"); // another tool
    await a.keyboard.press("Control+z");
    await settled(a);
    await a.keyboard.press("v");
    assert.equal(await status(), "Draw around your strokes, or tap one.");

    // A reload, and another tab, see the same.
    const end = await hash(a);
    const shown = await pixels(a);
    await a.reload();
    await a.waitForFunction(() => window.easel?.state().phase === "live");
    await together(a, b);
    assert.deepEqual(await hash(a), end);
    assert.equal(await pixels(a), shown);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});
