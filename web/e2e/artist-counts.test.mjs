// Nothing of the artist outlives its view: the notebook is opened and shut, pieces
// come and go while it paints, again and again. That the page is left and entered is
// in counts.test.mjs: the socket that a test puts in place of the browser's holds on to the page.
// ROUNDS asks for more of them.
import assert from "node:assert/strict";
import { repeat, watch } from "./count.mjs";
import { draw, invite, ready, wave } from "./help.mjs";
import { play } from "./played.mjs";
import { performed, phone, scene, works } from "./scene.mjs";

const rounds = Number(process.env.ROUNDS ?? 12);

async function watched({ browser, server }, options = {}, url = server.base) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (e) => assert.fail(`page: ${e.message}`));
  await page.addInitScript(watch);
  const artist = await play(page);
  await page.goto(url);
  await ready(page);
  artist.comes();
  artist.is(works);
  for (let i = 1; i < 60; i++) artist.note(i % 2 === 0 ? "begun" : "thought", `Note ${i}. ${"The light on the water. ".repeat(i % 7)}`);
  return { page, artist };
}

/** Clicks in the page, one after the other, each when it is there. */
const click = (page, n, ...what) => page.evaluate(async ({ n, what }) => {
  const soon = () => new Promise(requestAnimationFrame);
  for (let i = 0; i < n; i++) for (const selector of what) {
    for (let k = 0; k < 600 && !document.querySelector(selector); k++) await soon();
    document.querySelector(selector).click();
    await soon();
  }
}, { n, what });

scene("the notebook, its budget and a phone's sheet leave nothing behind", async (s) => {
  const { page } = await watched(s);
  await page.locator(".book").waitFor();
  await repeat(s.t, page, "folded", (n) => click(page, n, "[aria-label='Fold the notebook']", ".tab [aria-label^='Open the artist']", ".book .log"), rounds);
  await repeat(s.t, page, "budget", (n) => click(page, n, ".budget .line", ".budget dl", ".budget .line"), rounds);
  const { page: small } = await watched(s, phone, await invite(page));
  await repeat(s.t, small, "the sheet from below", (n) => click(small, n, "nav.phone [aria-label^='Artist']", ".grip", ".book.low .log", "[aria-label='Close the notebook']", ".strip"), rounds);
});

scene("pieces that come and go while the artist paints leave nothing behind", async (s) => {
  const { page, artist } = await watched(s);
  const other = await performed(s, page, artist, { after: 300, ms: 600_000 });
  const piece = async (n) => {
    for (let i = 0; i < n; i++) {
      await draw(other, wave(200, 300, 900, { points: 8 }));
      await page.waitForFunction(() => window.easel.state().performing > 0);
      const next = await page.evaluate(async () => (await (await fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ width: 800, height: 600 }) })).json()).number);
      for (const p of [page, other]) await p.waitForFunction((n) => window.easel.state().piece === n && window.easel.state().phase === "live", next);
      artist.is({ ...works, piece: next });
      artist.note("thought", "Another one.");
      await page.waitForFunction(() => document.querySelectorAll(".note").length === 1);
      assert.equal(await page.evaluate(() => window.easel.state().performing), 0, "nothing of the piece before is performed");
    }
  };
  await repeat(s.t, page, "pieces", piece, rounds);
});
