// New pieces, the gallery, titles, and ink that a piece did not get.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, pixels, serve, serverPixels, settled, shot, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const onPiece = (page, n) => page.waitForFunction((n) => { const s = window.easel?.state(); return s?.phase === "live" && s.piece === n; }, n);
const more = async (page, what) => {
  await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
  await page.locator(".menu").getByText(what, { exact: what === "Gallery" }).click();
};

test("a live piece that is damaged says so, and gives way to a new one", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    let shut = true; // as the server does for such a piece
    await a.routeWebSocket(/\/ws$/, (ws) => { if (shut) ws.close({ code: 4013 }); else ws.connectToServer(); });
    await a.reload();
    await a.getByText("This piece cannot be read any more.").waitFor();
    await shot(a, "unreadable");
    await a.route("**/api/pieces", (route) => { shut = false; return route.continue(); }); // not before: the page comes back by itself
    await a.getByRole("button", { name: "Begin a new piece" }).click();
    await onPiece(a, 2);
    assert.equal(await a.getByRole("alert").count(), 0);
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("new piece, gallery, title, delete and undo, for two", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    for (let i = 0; i < 6; i++) await draw(i % 2 ? a : b, wave(150, 150 + 150 * i, 1200), { type: i % 2 ? "pen" : "touch" });
    const title = a.getByLabel("Title of the piece");
    await title.fill("Six waves");
    await title.press("Enter");
    await b.getByText("Six waves").waitFor();
    await Promise.all([settled(a), settled(b)]);
    const old = await pixels(a);
    await a.keyboard.press("n");
    await a.getByLabel("square").check();
    await shot(a, "new-piece");
    await Promise.all([a.getByRole("button", { name: "Begin" }).click(), onPiece(a, 2), onPiece(b, 2), b.getByText("A new piece has begun.").waitFor()]);
    assert.equal(await a.evaluate(() => document.querySelector("canvas.sheet").width), 1400);
    assert.equal((await state(b)).title, "");
    await draw(b, wave(200, 500, 900), { type: "touch" });
    await settled(b);
    await together(a, b);
    assert.equal((await hash(a)).raster, (await hash(b)).raster);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    // Cleared: an equal sheet, and the one before is kept.
    await more(a, "Clear");
    const ask = a.getByRole("dialog", { name: "Clear the sheet" });
    await ask.getByText("Everybody here gets an empty sheet.").waitFor();
    await a.keyboard.press("Enter"); // the first button is none that clears
    await ask.waitFor({ state: "detached" });
    assert.equal((await state(a)).piece, 2);
    await more(a, "Clear");
    await shot(a, "clear");
    await ask.getByRole("button", { name: "Clear it for everybody" }).click();
    await Promise.all([onPiece(a, 3), onPiece(b, 3)]);
    assert.equal(await a.evaluate(() => document.querySelector("canvas.sheet").height), 1400);
    // The wall, a piece of it large, while b paints on.
    await more(a, "Gallery");
    await a.getByRole("button", { name: /^Six waves (?!.*Six)/ }).waitFor();
    await a.waitForFunction(() => [...document.querySelectorAll(".wall img")].length === 3 && [...document.querySelectorAll(".wall img")].every((i) => i.src.startsWith("blob:") && i.naturalWidth > 50));
    await shot(a, "gallery");
    await a.getByRole("button", { name: /Six waves/ }).click();
    await a.waitForFunction(() => document.querySelector("img.picture")?.naturalWidth === 1600);
    await shot(a, "gallery-large");
    const seen = await a.evaluate(async () => {
      const img = document.querySelector("img.picture");
      const c = new window.OffscreenCanvas(img.naturalWidth, img.naturalHeight);
      const g = c.getContext("2d");
      g.drawImage(img, 0, 0);
      const sum = await window.crypto.subtle.digest("SHA-256", g.getImageData(0, 0, c.width, c.height).data);
      return [...new Uint8Array(sum)].map((v) => v.toString(16).padStart(2, "0")).join("");
    });
    assert.equal(seen, old, "the old piece looks as it did");
    await draw(b, wave(200, 700, 900), { type: "touch" });
    await settled(b);
    await a.getByRole("button", { name: "Delete" }).click();
    await a.getByText("Six waves is deleted.").waitFor();
    assert.equal(await a.locator(".wall img").count(), 2);
    await a.getByRole("button", { name: "Bring it back" }).click();
    await a.getByRole("button", { name: /^Six waves (?!.*Six)/ }).waitFor();
    await a.keyboard.press("Escape");
    await together(a, b);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels, "back at the live one, nothing is left of what was viewed");
    // Who only paints has a gallery, but begins nothing and deletes nothing.
    await more(b, "Gallery");
    await b.getByRole("button", { name: /Six waves/ }).click();
    assert.equal(await b.getByRole("button", { name: /Delete|Go on with this/ }).count(), 0);
    await b.waitForFunction(() => document.querySelector("img.picture")?.naturalWidth === 1600);
    await shot(b, "gallery-phone");
    // It is gone on with, on a piece of its own; both of them see it.
    await more(a, "Gallery");
    await a.getByRole("button", { name: /Six waves/ }).click();
    await a.getByRole("button", { name: "Go on with this" }).click();
    await a.getByRole("button", { name: "For everybody here?" }).click();
    await Promise.all([onPiece(a, 4), onPiece(b, 4)]);
    await a.getByRole("dialog").waitFor({ state: "detached" });
    await together(a, b);
    assert.equal(await pixels(a), old, "as it was left");
    assert.equal(await title.inputValue(), "Six waves");
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});

test("ink that the old piece did not get is offered to the new one", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a));
  try {
    await draw(b, wave(200, 200, 900));
    await settled(b);
    await b.context().setOffline(true);
    await b.waitForFunction(() => window.easel.state().phase === "offline");
    await draw(b, wave(200, 400, 900));
    await draw(b, wave(200, 600, 900));
    await more(a, "Clear");
    await a.getByRole("button", { name: "Clear it for everybody" }).click();
    await onPiece(a, 2);
    await b.context().setOffline(false);
    await onPiece(b, 2);
    await b.getByText("2 strokes of yours did not get onto the piece before.").waitFor();
    await shot(b, "strays");
    await b.reload(); // they survive that
    await b.getByText("2 strokes of yours did not get onto the piece before.").waitFor();
    await b.getByRole("button", { name: "Put them here" }).click();
    await settled(b);
    await together(a, b);
    assert.equal((await hash(a)).raster, (await hash(b)).raster);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    assert.equal((await state(b)).strays, 0);
    const ink = await a.evaluate(() => { const d = document.querySelector("canvas.sheet").getContext("2d").getImageData(0, 0, 1600, 1200).data; let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i] < 128; return n; });
    assert.ok(ink > 5000, `${ink} inked pixels`);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});

test("a plotter's piece has one pen, for two", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    await a.getByRole("radio", { name: "vermilion" }).click();
    await a.keyboard.press("n");
    await a.getByRole("radio", { name: "plotter" }).check();
    await shot(a, "new-plotter");
    await a.getByRole("button", { name: "Begin" }).click();
    await Promise.all([onPiece(a, 2), onPiece(b, 2)]);
    await a.locator(".onepen").waitFor(); // the dialog, which may close after it, has the words too
    assert.equal(await a.getByRole("radio", { name: "vermilion" }).count(), 0);
    assert.ok(await a.getByRole("button", { name: "Fill" }).isDisabled());
    for (let i = 0; i < 4; i++) await draw(i % 2 ? a : b, wave(150, 150 + 150 * i, 1200), { type: i % 2 ? "pen" : "touch" });
    await Promise.all([settled(a), settled(b)]);
    await together(a, b);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    assert.equal(await pixels(a), await pixels(b));
    const inks = await a.evaluate(() => {
      const c = document.querySelector("canvas.sheet"), d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
      let blue = 0, red = 0;
      for (let i = 0; i < d.length; i += 4) {
        if (d[i] < 60 && d[i + 1] > 80 && d[i + 1] < 130 && d[i + 2] > 180) blue++;
        if (d[i] > 150 && d[i + 2] < 100) red++;
      }
      return { blue, red };
    });
    assert.ok(inks.blue > 2000 && inks.red === 0, JSON.stringify(inks));
    await shot(a, "plotter");
    await shot(b, "plotter-phone");
    await more(a, "Gallery");
    await a.locator(".wall button").first().click();
    await a.getByText(/on the easel.*plotter/).waitFor();
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});
