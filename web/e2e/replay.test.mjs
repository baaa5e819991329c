// A piece shown as it came about, beside others who paint on; nothing of it is
// left over in the piece that is live.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, pixels, serve, serverPixels, settled, shot, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** What a replay shows, as the page hashes its own sheet. */
const filmPixels = (page) => page.evaluate(async () => {
  const c = document.querySelector("canvas.picture");
  const sum = await window.crypto.subtle.digest("SHA-256", c.getContext("2d").getImageData(0, 0, c.width, c.height).data);
  return [...new Uint8Array(sum)].map((v) => v.toString(16).padStart(2, "0")).join("");
});

const slide = (page, to) => page.getByLabel("How far").evaluate((bar, to) => {
  bar.value = String(to);
  bar.dispatchEvent(new window.Event("input", { bubbles: true }));
}, to);

for (const [name, options] of [["desktop", {}], ["phone", { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" }]]) {
  test(`a replay beside others: ${name}`, { skip }, async () => {
    const server = await serve();
    const a = await open(browser, server.base, options);
    const b = await open(browser, await invite(a));
    try {
      for (let i = 0; i < 6; i++) await draw(b, wave(150, 150 + 150 * i, 1200));
      await b.keyboard.press("Control+z"); // is no part of it
      await settled(b);
      await together(a, b);
      const old = await pixels(a);
      await a.evaluate(() => window.fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: "{\"width\":800,\"height\":600}" }));
      await Promise.all([a, b].map((p) => p.waitForFunction(() => window.easel?.state().phase === "live" && window.easel.state().piece === 2)));
      await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
      await a.locator(".menu").getByText("Gallery", { exact: true }).click();
      await a.getByRole("button", { name: /Piece 1/ }).click();
      await a.getByRole("button", { name: "Replay" }).waitFor();
      const drift = await a.evaluate(async () => { // without a way to the test and back, in which it might be over
        const frame = () => new Promise((done) => { window.requestAnimationFrame(done); });
        [...document.querySelectorAll("dialog button")].find((b) => b.textContent === "Replay").click();
        const told = () => document.querySelector(".replay .main")?.textContent;
        while (told() !== "Pause" || Number(document.querySelector(".replay input").value) <= 100) await frame();
        const bar = document.querySelector(".replay input");
        bar.focus();
        bar.dispatchEvent(new window.KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
        await new Promise((done) => { window.setTimeout(done); });
        const held = Number(bar.value);
        await frame();
        await frame();
        return Number(bar.value) - held;
      });
      assert.equal(drift, 0, "a pause holds at once");
      await a.getByRole("button", { name: "Play" }).waitFor();
      const there = await a.getByLabel("How far").inputValue();
      await a.keyboard.press("ArrowRight");
      assert.equal(Number(await a.getByLabel("How far").inputValue()), Number(there) + 1);
      await draw(b, wave(50, 300, 600)); // who paints on
      await settled(b);
      await shot(a, `replay-${name}`);
      await slide(a, 1000);
      assert.equal(await filmPixels(a), old, "it ends as the piece does");
      await slide(a, 0);
      assert.notEqual(await filmPixels(a), old);
      await slide(a, 1000);
      assert.equal(await filmPixels(a), old, "and again");
      await a.getByRole("button", { name: "Pace: 1 times" }).click();
      await a.getByRole("button", { name: "Pace: 2 times" }).waitFor();
      await a.getByRole("button", { name: "Newer" }).click();
      await a.locator("img.picture").waitFor();
      await a.keyboard.press("Escape");
      await a.locator("dialog").waitFor({ state: "detached" });
      await together(a, b);
      assert.equal(await a.locator("canvas.picture").count(), 0, "nothing is left of it");
      assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
      assert.equal((await hash(a)).strokes, 1);
    } finally {
      await a.context().close();
      await b.context().close();
      await server.stop();
    }
  });
}

test("with reduced motion a replay stands still at its end", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { reducedMotion: "reduce" });
  try {
    await draw(a, wave(150, 500, 1200));
    await settled(a);
    const want = await pixels(a);
    await a.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    await a.locator(".menu").getByText("Gallery", { exact: true }).click();
    await a.getByRole("button", { name: /Piece 1/ }).click();
    await a.getByRole("button", { name: "Replay" }).click();
    await a.getByRole("button", { name: "Again" }).waitFor();
    assert.equal(await filmPixels(a), want);
  } finally {
    await a.context().close();
    await server.stop();
  }
});
