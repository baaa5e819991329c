// Files of others become strokes.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { browse, browserPath, drag, draw, hash, invite, open, pixels, serve, serverPixels, settled, shot, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
let folder;
before(async () => {
  if (skip) return;
  browser = await browse();
  folder = mkdtempSync(join(tmpdir(), "easel-e2e-files-"));
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Waits until the core has so many strokes. */
const strokes = (page, n) => page.waitForFunction((n) => window.easel.hash().strokes === n, n);

const excalidraw = JSON.stringify({
  type: "excalidraw",
  elements: [
    { type: "freedraw", x: 200, y: 200, width: 300, height: 100, angle: 0, strokeColor: "#e03131", strokeWidth: 4, opacity: 100, points: [[0, 0], [100, 80], [200, 20], [300, 100]], pressures: [0.2, 0.9, 0.5, 0.8] },
    { type: "rectangle", x: 600, y: 200, width: 200, height: 100, angle: 0.3, strokeColor: "#1971c2", backgroundColor: "#a5d8ff", strokeWidth: 2, opacity: 60 },
    { type: "text", x: 0, y: 0, text: "hello" }, { type: "text", x: 0, y: 0, text: "again" },
  ],
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg"><g fill="none" stroke="#2f9e44" stroke-width="5" transform="translate(100 500)"><path d="M0 0c100 200 300-200 400 0s300 100 400 0"/><circle cx="500" cy="50" r="40"/></g></svg>`;

test("an Easel file is a picture, and holds its strokes", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { acceptDownloads: true });
  try {
    for (const [i, name] of ["oil, flat", "pen"].entries()) {
      await a.locator(".inhand").click();
      await a.locator(".shelf").getByRole("radio", { name, exact: true }).click();
      await draw(a, wave(200, 300 + 300 * i, 900));
    }
    await settled(a);
    const shown = await pixels(a);
    await a.keyboard.press("Control+s");
    await a.getByLabel("Easel file a PNG").check();
    await shot(a, "export-easel");
    const [saved] = await Promise.all([a.waitForEvent("download"), a.getByRole("dialog").getByRole("button", { name: "Save" }).click()]);
    assert.equal(saved.suggestedFilename(), "easel.easel.png");
    const data = readFileSync(await saved.path());
    assert.equal(createHash("sha256").update(PNG.sync.read(data).data).digest("hex"), shown, "any program shows it");
    await a.getByRole("dialog").waitFor({ state: "detached" });
    await a.keyboard.press("n");
    await a.getByRole("button", { name: "Begin" }).click();
    await a.waitForFunction(() => window.easel.state().piece === 2 && window.easel.state().phase === "live");
    const file = join(folder, "a.easel.png");
    writeFileSync(file, data);
    await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    const [chooser] = await Promise.all([a.waitForEvent("filechooser"), a.locator(".menu").getByText("Open a drawing").click()]);
    await chooser.setFiles(file);
    await a.getByRole("button", { name: "Add to this piece" }).click();
    await a.getByText("2 strokes drawn.").waitFor();
    await strokes(a, 2);
    await settled(a);
    await together(a);
    await shot(a, "easel-opened");
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("drawings by others are opened, dropped, and undone in one step", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a, "viewer"));
  try {
    await draw(a, wave(200, 1000, 900));
    await settled(a);
    const before = (await hash(a)).raster;
    const file = join(folder, "a.excalidraw");
    writeFileSync(file, excalidraw);
    await a.bringToFront(); // a page behind another asks for no file
    await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    const [chooser] = await Promise.all([a.waitForEvent("filechooser"), a.locator(".menu").getByText("Open a drawing").click()]);
    await chooser.setFiles(file);
    await a.getByText("3 strokes drawn.").waitFor();
    await a.getByText("Left out: 2 × text.").waitFor();
    await strokes(a, 4);
    // Dropped: the page says where.
    await drag(a, "dragover", [["b.svg", svg]]);
    await a.getByText("Drop the drawing to open it here").waitFor();
    await shot(a, "drop");
    await drag(a, "drop", [["b.svg", svg]]);
    await strokes(a, 6);
    assert.equal(await a.locator(".drop").count(), 0);
    await settled(a);
    await shot(a, "imported");
    await together(a, b);
    const all = (await hash(a)).raster;
    assert.equal((await hash(b)).raster, all, "others see them");
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    await a.keyboard.press("Control+z");
    await a.keyboard.press("Control+z");
    assert.equal((await hash(a)).raster, before, "two undos take two files back");
    await a.keyboard.press("Control+Shift+z");
    await a.keyboard.press("Control+Shift+z");
    assert.equal((await hash(a)).raster, all, "and two redos bring them again");
    // Who watches cannot.
    await drag(b, "dragover");
    await b.getByText("This link lets you watch, not draw").waitFor();
    await drag(b, "drop", [["b.svg", svg]]);
    await b.getByText("This link lets you watch. Ask for one that lets you draw.").waitFor();
    // What is wrong with a file is said.
    for (const [files, say] of [
      [[["a.png", "\x89PNG"]], "This is neither an Excalidraw file nor SVG nor a PNG that holds a drawing, nor events of a pen."],
      [[["a.gif", "GIF89a"]], "This GIF is only a picture: it holds no strokes. Strokes are read from SVG, Excalidraw's files and Easel files."],
      [[["a.svg", '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><svg><path d="&y;"/></svg>']], "The file is damaged"],
      [[["a.excalidraw", `{"elements":[${"{},".repeat(200_000)}{}]}`]], "The file holds more than 131,072 elements, so nothing of it is read."],
      [[["own.svg", "<svg><text>a</text></svg>"]], "There are no strokes in the file, only 1 × text."],
      [[["a.svg", svg], ["b.svg", svg]], "Drop one drawing at a time."],
    ]) {
      await drag(a, "dragover", files);
      await drag(a, "drop", files);
      await a.getByText(say).waitFor();
    }
    assert.equal((await hash(a)).raster, all, "and nothing is drawn of it");
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

test("a large drawing waits its turn, is told so, and can be called off", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    const line = (i) => `<path d="M${10 + (i % 40) * 30} ${10 + Math.floor(i / 40) * 30}l20 20" stroke="teal" fill="none"/>`;
    const many = `<svg>${Array.from({ length: 1100 }, (_, i) => line(i)).join("")}</svg>`;
    await drag(a, "dragover", [["many.svg", many]]);
    await drag(a, "drop", [["many.svg", many]]);
    await a.getByText("1060 strokes drawn. 1000 of them wait to be sent, 60 strokes a minute: that takes about 17 minutes.").waitFor();
    await a.getByText("40 strokes left out: of one file come at most 2,000 strokes").waitFor();
    await shot(a, "phone-imported");
    assert.equal((await state(a)).waiting, 1000);
    await a.getByRole("button", { name: "Undo" }).filter({ visible: true }).click();
    assert.equal((await state(a)).waiting, 0);
    await settled(a);
    // A file that takes long: the page says so, and lets it be called off.
    const long = `{"a":[${"0,".repeat(12_000_000)}0],"elements":[]}`;
    await a.evaluate(() => {
      window.calledOff = new Promise((done) => {
        new window.MutationObserver((_, all) => {
          const cancel = document.querySelector(".working button");
          if (cancel === null) return;
          all.disconnect();
          done(cancel.textContent);
          cancel.click(); // at once: it may be through before anybody else could
        }).observe(document.body, { childList: true, subtree: true });
      });
    });
    await drag(a, "dragover", [["long.excalidraw", long]]);
    await drag(a, "drop", [["long.excalidraw", long]]);
    assert.equal(await a.evaluate(() => window.calledOff), "Cancel");
    await a.locator(".working").waitFor({ state: "detached" });
    // The dialog on a phone, where there is a share sheet.
    await a.evaluate(() => {
      navigator.canShare = () => true;
      navigator.share = async ({ files }) => { window.shared = [files[0].name, files[0].type, files[0].size > 1000]; };
    });
    await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    await a.getByText("Save or share…").click();
    await a.getByText("On what").waitFor();
    await shot(a, "phone-export");
    await a.getByRole("button", { name: "Share" }).last().click();
    await a.getByRole("dialog").waitFor({ state: "detached" });
    assert.deepEqual(await a.evaluate(() => window.shared), ["easel.png", "image/png", true]);
  } finally {
    await a.context().close();
    await server.stop();
  }
});
