// The picture as a file: saved, copied, and without network.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { browse, browserPath, draw, open, pixels, ready, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const sum = (data) => createHash("sha256").update(data).digest("hex");

/** Saves by the dialog, with what is checked in it, and returns the file. */
async function saved(page, ...checks) {
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Save or share" });
  await dialog.waitFor();
  for (const c of checks) await dialog.getByLabel(c).check();
  const [file] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save" }).click()]);
  await dialog.waitFor({ state: "detached" });
  return { name: file.suggestedFilename(), data: readFileSync(await file.path()) };
}

test("a piece is saved as PNG, small, large and transparent, and as SVG", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
  try {
    await a.getByRole("radio", { name: "vermilion" }).click();
    await draw(a, wave(200, 300, 900));
    await a.evaluate(() => { const o = document.querySelector('input[aria-label="Opacity"]'); o.value = "50"; o.dispatchEvent(new window.Event("input", { bubbles: true })); });
    await draw(a, wave(250, 420, 900, { height: 220, turns: 4 }));
    await settled(a);
    await together(a);
    const shown = await pixels(a);
    await a.keyboard.press("Control+s");
    await a.getByText("On what").waitFor();
    await shot(a, "export");
    await a.keyboard.press("Escape");
    const one = await saved(a);
    assert.equal(one.name, "easel.png");
    assert.equal(sum(PNG.sync.read(one.data).data), shown, "the file has the pixels that are shown");
    assert.equal(shown, (await serverPixels(a, server.base)).pixels);
    const two = PNG.sync.read((await saved(a, "PNG, twice as large")).data);
    assert.deepEqual([two.width, two.height], [3200, 2400]);
    const bare = PNG.sync.read((await saved(a, "nothing")).data);
    const alphas = new Set();
    for (let i = 3; i < bare.data.length; i += 4) alphas.add(bare.data[i]);
    assert.ok(alphas.has(0) && alphas.has(255) && alphas.has(128), "it is transparent beside the strokes and where these are");
    for (const [i, name] of ["oil, flat", "watercolour", "brush pen"].entries()) {
      await a.locator(".inhand").click();
      await a.locator(".shelf").getByRole("radio", { name }).click();
      await draw(a, wave(300, 760 + 130 * i, 900));
    }
    await a.keyboard.press("e");
    await draw(a, wave(500, 850, 500, { height: 300 }));
    await settled(a);
    const drawing = await saved(a, "SVG");
    assert.equal(drawing.name, "easel.svg");
    const film = await saved(a, "GIF");
    assert.equal(film.name, "easel.gif");
    const size = await a.evaluate(async (text) => {
      const img = new window.Image();
      img.src = `data:image/gif;base64,${text}`;
      await img.decode();
      return [img.naturalWidth, img.naturalHeight];
    }, film.data.toString("base64"));
    assert.deepEqual(size, [800, 600], "the browser plays it");
    const off = await a.evaluate(async (text) => {
      const img = new window.Image();
      img.src = `data:image/svg+xml;base64,${window.btoa(text)}`;
      await img.decode();
      const c = new window.OffscreenCanvas(img.naturalWidth, img.naturalHeight);
      const g = c.getContext("2d");
      g.drawImage(img, 0, 0);
      const got = g.getImageData(0, 0, c.width, c.height).data;
      const want = document.querySelector("canvas.sheet").getContext("2d").getImageData(0, 0, c.width, c.height).data;
      let [sum, inked, worst] = [0, 0, 0];
      for (let i = 0; i < got.length; i++) {
        const d = Math.abs(got[i] - want[i]);
        if (want[i] !== 255 || got[i] !== 255) { sum += d; inked++; }
        worst = Math.max(worst, d);
      }
      return { width: c.width, mean: sum / inked, inked, worst };
    }, drawing.data.toString());
    assert.ok(off.width === 1600 && off.inked > 10_000 && off.mean < 1.5, `the SVG differs from what is shown: ${JSON.stringify(off)}`);
    // By the dialog, and at once by a key.
    await a.keyboard.press("Control+s");
    await a.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
    await a.getByText("The picture is copied.").waitFor();
    const copied = await a.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const img = await window.createImageBitmap(await item.getType("image/png"));
      return [item.types, img.width];
    });
    assert.deepEqual(copied, [["image/png"], 1600]);
    await a.getByText("The picture is copied.").waitFor({ state: "detached" });
    await a.keyboard.press("Control+c");
    await a.getByText("The picture is copied.").waitFor();
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("files are made without network too, once one was made", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { acceptDownloads: true, colorScheme: "dark" });
  try {
    await a.evaluate(() => window.navigator.serviceWorker.ready);
    await a.reload(); // from here on the worker gives the page its files
    await ready(a);
    await draw(a, wave(200, 300, 900));
    await settled(a);
    const first = await saved(a);
    await a.evaluate(async () => {
      for (let i = 0; i < 600 && (await (await window.caches.open("files")).keys()).length !== 1; i++) await new Promise((done) => setTimeout(done, 50));
    });
    await server.kill();
    await a.waitForFunction(() => window.easel.state().phase === "offline");
    await draw(a, wave(200, 500, 900)); // what only this page has is on the picture
    const second = await saved(a);
    assert.equal(sum(PNG.sync.read(second.data).data), await pixels(a));
    assert.notEqual(sum(first.data), sum(second.data));
    await a.keyboard.press("Control+s");
    await a.getByText("On what").waitFor();
    await shot(a, "export-dark");
  } finally {
    await a.context().close();
    await server.stop();
  }
});
