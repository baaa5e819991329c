// Nothing outlives its view: no timer, listener, observer, worker, address of a blob
// or frame loop. Every dialog is opened and closed again and again, pieces are gone
// through, the whole page is left and entered; what goes on then is what went on after
// the first round. ROUNDS asks for more of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { count, repeat, still, watch } from "./count.mjs";
import { browse, browserPath, draw, invite, pixels, ready, serve, serverPixels, settled, state, together, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const times = (n) => Number(process.env.ROUNDS ?? n);

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Opens the studio as a person of their own, watched from the first script on. */
async function watched(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (e) => assert.fail(`page: ${e.message}`));
  await page.addInitScript(watch);
  await page.goto(url);
  await ready(page);
  return page;
}

const newPiece = (page) => page.evaluate(() => fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ width: 1600, height: 1200 }) }));

test("what is opened again and again leaves nothing behind", { skip }, async (t) => {
  const server = await serve("-limits.strokes-per-minute", "0");
  const a = await watched(server.base);
  try {
    for (let i = 0; i < 3; i++) {
      await draw(a, wave(150, 200 + 200 * i, 1100));
      await settled(a);
      await newPiece(a);
      await a.waitForFunction((n) => window.easel.state().piece === n && window.easel.state().phase === "live", i + 2);
    }
    await a.evaluate(() => {
      const soon = () => new Promise(requestAnimationFrame);
      const until = async (f) => { for (let i = 0; i < 600; i++) { const v = f(); if (v) return v; await soon(); } throw new Error(`it does not come true: ${f}`); };
      const press = (key) => document.body.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      const shut = async () => {
        for (const d of document.querySelectorAll("dialog")) d.close();
        await until(() => document.querySelector("dialog") === null);
      };
      const item = async (text) => {
        document.querySelector("header.top button[aria-label='More']").click();
        (await until(() => [...document.querySelectorAll(".menu button")].find((b) => b.firstChild.textContent === text))).click();
      };
      window.once = {
        help: async () => { press("?"); await until(() => document.querySelector("dialog[aria-label='Keys']")); await shut(); },
        menu: async () => { document.querySelector("header.top button[aria-label='More']").click(); await until(() => document.querySelector("dialog[aria-label='More']")); await shut(); },
        share: async () => { document.querySelector("button[aria-label='Share']").click(); await until(() => document.querySelector("dialog .rows li")); await shut(); },
        fresh: async () => { press("n"); await until(() => document.querySelector("dialog[aria-label='New piece']")); await shut(); },
        debug: async () => { press("`"); await until(() => document.querySelector(".debug")); press("`"); await until(() => !document.querySelector(".debug")); },
        toast: async () => { press("Tab"); press("Tab"); await soon(); },
        gallery: async () => {
          await item("Gallery");
          await until(() => document.querySelectorAll(".wall img").length >= 4);
          await shut();
        },
        pieces: async () => {
          await item("Gallery");
          for (let i = 0; i < 4; i++) {
            (await until(() => document.querySelectorAll(".wall li > button")[i])).click();
            const picture = await until(() => document.querySelector("dialog img.picture"));
            if (i === 0) await until(() => picture.src.startsWith("blob:"));
            [...document.querySelectorAll("dialog button")].find((b) => b.textContent === "Back to the wall").click();
            await until(() => document.querySelector(".wall"));
          }
          await shut();
        },
      };
    });
    for (const [name, rounds] of [["help", 20], ["menu", 20], ["share", 15], ["fresh", 20], ["debug", 20], ["toast", 20], ["gallery", 10], ["pieces", 10]]) {
      await repeat(t, a, name, (n) => a.evaluate(async ({ n, name }) => { for (let i = 0; i < n; i++) await window.once[name](); }, { n, name }), times(rounds));
    }
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("the sheets of a phone, and ink that is offered, leave nothing behind", { skip }, async (t) => {
  const server = await serve("-limits.strokes-per-minute", "0");
  const a = await watched(server.base, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const p = await watched(await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  try {
    await repeat(t, p, "settings", (n) => p.evaluate(async (n) => {
      const soon = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      for (let i = 0; i < 2 * n; i++) {
        document.querySelector("nav.phone button[aria-label='Colour and size']").click();
        await soon();
      }
    }, n), times(20));
    assert.equal(await p.locator(".settings.open").count(), 0);
    const stray = async () => {
      await p.context().setOffline(true);
      await p.waitForFunction(() => window.easel.state().phase === "offline");
      await draw(p, wave(200, 400, 900), { type: "touch" });
      const { piece } = await state(a);
      await newPiece(a);
      await a.waitForFunction((n) => window.easel.state().piece > n, piece);
      await p.context().setOffline(false);
      await p.getByRole("button", { name: "Give it up" }).click();
      await p.locator(".strays").waitFor({ state: "detached" });
      await settled(p);
    };
    await repeat(t, p, "ink that is offered", async (n) => { for (let i = 0; i < n; i++) await stray(); }, 3);
  } finally {
    await p.context().close();
    await a.context().close();
    await server.stop();
  }
});

test("the page is left and entered again and again, and draws on", { skip }, async (t) => {
  const server = await serve("-limits.strokes-per-minute", "0");
  const a = await watched(server.base);
  try {
    await draw(a, wave(200, 300, 900));
    await settled(a);
    const leave = () => a.evaluate(() => window.easel.leave());
    const enter = async () => {
      await a.evaluate(() => window.easel.enter());
      await ready(a);
    };
    await leave();
    const bare = await count(a);
    for (const what of ["timeouts", "intervals", "frames", "urls", "workers", "sockets", "channels"]) assert.equal(bare.counts[what], 0, `${what} of a page that was left: ${bare.where.join("\n")}`);
    await enter();
    await repeat(t, a, "left and entered", async (n) => {
      for (let i = 0; i < n; i++) {
        await leave();
        if (i % 5 === 0) await a.evaluate(() => { window.easel.enter(); window.easel.leave(); }); // while it begins
        await enter();
      }
    }, times(10));
    await draw(a, wave(200, 600, 900));
    await a.keyboard.press("Control+z");
    await a.keyboard.press("Control+Shift+z");
    await settled(a);
    await together(a);
    assert.equal(await pixels(a), (await serverPixels(a, server.base)).pixels);
    await leave();
    await still(a, bare, "left at the end as at the beginning");
  } finally {
    await a.context().close();
    await server.stop();
  }
});
