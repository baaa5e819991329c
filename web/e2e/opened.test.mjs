// An Easel file becomes a piece again.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browse, browserPath, drag, draw, hash, invite, open, pixels, serve, serverPixels, settled, shot, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
let folder;
before(async () => {
  if (skip) return;
  browser = await browse();
  folder = mkdtempSync(join(tmpdir(), "easel-e2e-opened-"));
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Waits until the core has so many strokes. */
const strokes = (page, n) => page.waitForFunction((n) => window.easel.hash().strokes === n, n);

test("an owner opens an Easel file as a new piece, with more strokes than a minute lets through", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { acceptDownloads: true });
  const b = await open(browser, await invite(a, "painter"));
  try {
    // A piece of many strokes: let go at once by a server without the rate.
    const free = await serve("-limits.strokes-per-minute", "0");
    const c = await open(browser, free.base, { acceptDownloads: true });
    const line = (i) => `<path d="M${10 + (i % 40) * 30} ${10 + Math.floor(i / 40) * 30}l20 20" stroke="teal" fill="none"/>`;
    const many = `<svg>${Array.from({ length: 1100 }, (_, i) => line(i)).join("")}</svg>`;
    await drag(c, "dragover", [["many.svg", many]]);
    await drag(c, "drop", [["many.svg", many]]);
    await c.getByText("1100 strokes drawn.").waitFor();
    await c.locator(".inhand").click();
    await c.locator(".shelf").getByRole("radio", { name: "oil, flat", exact: true }).click();
    await draw(c, wave(200, 600, 900));
    await settled(c);
    const shown = await pixels(c);
    await c.keyboard.press("Control+s");
    await c.getByLabel("Easel file, twice as large").check();
    const [saved] = await Promise.all([c.waitForEvent("download"), c.getByRole("dialog").getByRole("button", { name: "Save" }).click()]);
    const file = join(folder, "Sea at dusk.easel.png");
    writeFileSync(file, readFileSync(await saved.path()));
    await c.context().close();
    await free.stop();
    const choose = async (page) => {
      let chooser = null;
      for (let i = 0; i < 10 && chooser === null; i++) {
        await page.bringToFront(); // a page behind another asks for no file, and a browser that is busy takes its time with that
        [chooser] = await Promise.all([page.waitForEvent("filechooser", { timeout: 3000 }).catch(() => null), page.keyboard.press("Control+o")]);
      }
      assert.ok(chooser !== null, "Ctrl+O asks for no file");
      await chooser.setFiles(file);
    };
    await choose(a);
    await a.getByRole("button", { name: "Open as a new piece" }).waitFor();
    await shot(a, "easel-asked");
    await a.keyboard.press("Enter");
    await a.waitForFunction(() => window.easel.state().piece === 2 && window.easel.state().phase === "live");
    await a.getByRole("dialog").waitFor({ state: "detached" });
    await strokes(a, 1101);
    assert.equal((await state(a)).waiting, 0);
    assert.equal((await state(a)).title, "Sea at dusk");
    assert.equal(await pixels(a), shown, "it looks to the pixel as it did");
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    await shot(a, "easel-as-a-new-piece");
    // Who was there sees it; and one paints on, and takes that back.
    await b.waitForFunction(() => window.easel.state().piece === 2 && window.easel.state().phase === "live");
    await draw(a, wave(200, 300, 900));
    await settled(a);
    await together(a, b);
    assert.equal((await hash(b)).strokes, 1102);
    await a.keyboard.press("Control+z");
    await settled(a);
    assert.equal(await pixels(a), shown);
    // A painter adds it, as before, and is told how long that takes.
    await choose(b);
    await b.getByText("60 strokes a minute: that takes about 17 minutes.").waitFor();
    assert.match(await b.locator(".state").innerText(), /1000 strokes waiting, 1[67] min/);
    await shot(b, "easel-added");
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});
