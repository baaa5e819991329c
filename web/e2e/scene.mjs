// A page with an artist that is played, a server of its own, and what the tests of it share.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { rest } from "./browser.mjs";
import { browse, browserPath, invite, open, ready, serve } from "./help.mjs";
import { artistMember, play, read, write } from "./played.mjs";

export { rest };

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const works = { active: true, iteration: 1, prompt: "a harbour", doing: "painting the water" };

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** A test with a server of its own, whose artist stays away: what one says is played, or there is none. */
export const scene = (name, f, { artist = ["-artist.off"] } = {}) => test(name, { skip }, async (t) => {
  const server = await serve("-limits.strokes-per-minute", "0", ...artist);
  try {
    await f({ browser, server, t });
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});

/** The studio, with an artist that is played. */
export async function studio({ browser, server }, options = {}, url = server.base) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (e) => assert.fail(`page: ${e.message}`));
  const artist = await play(page);
  await page.goto(url);
  await ready(page);
  artist.comes();
  artist.is({});
  await page.waitForFunction(() => window.easel.state().artist.piece > 0);
  return { page, artist };
}

/** The n-th request that was made of the artist, once the page has its answer: before, it makes no other one. */
export async function asked(artist, n) {
  for (const end = Date.now() + 30_000; artist.answered < n && Date.now() < end;) await new Promise((done) => setTimeout(done, 25));
  assert.equal(artist.asked.length >= n, true, `requests: ${JSON.stringify(artist.asked)}`);
  return artist.asked[n - 1];
}

/** axe-core finds nothing serious. */
export async function clean(page, screen) {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe);
  await rest(page);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], screen);
}

/** Somebody draws, and a page takes it for strokes of the artist that are performed. */
export async function performed(s, page, artist, { after = 2500, ms = 4000 } = {}) {
  artist.between = (frame) => {
    const m = read(frame);
    if (m[0] === 40) return []; // nor where they point
    if (m[0] !== 33) return [frame];
    const first = [];
    for (let i = 3; i + 2 < m.length; i += 3) {
      if (!Array.isArray(m[i + 2])) continue;
      for (const op of m[i + 2]) {
        if (!Array.isArray(op)) continue;
        if (op[0] === 32) op[3] = artistMember;
        if (op[0] === 1) first.push(write([44, m[1], m[i + 1], BigInt(Date.now() + after), op[1], 0, ms]));
      }
    }
    return [...first, write(m)];
  };
  return open(s.browser, await invite(page));
}
