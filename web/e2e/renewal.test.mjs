// One renewal for all tabs of a browser, whatever becomes of the server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, open, ready, serve, state } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

for (const locks of [true, false]) {
  test(`ten tabs, one renewal${locks ? "" : ", without the browser's locks"}; an outage signs nobody out`, { skip }, async () => {
    const server = await serve("-limits.connections-per-member", "16"); // else the newest of them win (L4)
    const context = await browser.newContext({ viewport: { width: 600, height: 500 } });
    if (!locks) await context.addInitScript(() => { delete Object.getPrototypeOf(window.navigator).locks; });
    let asked = [];
    context.on("request", (r) => { if (r.url().endsWith("/api/guest")) asked.push(Date.now()); });
    try {
      const first = await context.newPage();
      await first.goto(server.base);
      await ready(first);
      assert.equal(asked.length, 1);
      const link = first.url();
      const cookie = (await context.cookies()).find((c) => c.name === "easel_guest").value;
      // Long ago: all of them find it due.
      const due = () => first.evaluate(() => { window.localStorage.removeItem("easel.guest"); });
      await due();
      asked = [];
      const tabs = await Promise.all(Array.from({ length: 10 }, () => context.newPage()));
      const live = (page) => page.waitForFunction(() => window.easel?.state().phase === "live", undefined, { timeout: 180_000 });
      const renewed = (page) => page.waitForFunction(() => JSON.parse(window.localStorage.getItem("easel.guest") ?? "{}").at > 0 && window.easel?.state().seq > 0, undefined, { timeout: 180_000 });
      await Promise.all(tabs.map((t) => t.goto(link)));
      await Promise.all(tabs.map(renewed));
      // On a busy machine a socket may not open in time, and its tab asks whether the cookie still holds.
      assert.ok(asked.length <= 2, `${asked.length} requests of ten tabs`);
      for (const t of tabs.splice(3)) await t.close();
      // The server dies while they want another one; it is asked again, by one at a time.
      await server.kill();
      await due();
      asked = [];
      await Promise.all(tabs.map((t) => t.reload()));
      await first.waitForFunction(() => JSON.parse(window.localStorage.getItem("easel.guest") ?? "{}").tries >= 2, undefined, { timeout: 180_000 });
      const ledger = await first.evaluate(() => JSON.parse(window.localStorage.getItem("easel.guest")));
      assert.equal(asked.length <= ledger.tries + 2, true, `${asked.length} requests for ${ledger.tries} tries`);
      await server.start();
      for (const t of tabs) await live(t);
      assert.equal((await context.cookies()).find((c) => c.name === "easel_guest").value, cookie);
      assert.equal(await tabs[0].evaluate(() => window.easel.token()), new URL(link).hash.slice(3));
      // The cookie is gone, though the ledger says that all is well: the tab finds out by itself.
      const before = (await state(tabs[0])).member;
      await context.clearCookies();
      await tabs[0].reload();
      await live(tabs[0]);
      assert.notEqual((await state(tabs[0])).member, before);
    } finally {
      await context.close();
      await server.stop();
    }
  });
}

test("a refusal is said once, and an honest cookie goes on", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const context = a.context();
  try {
    let asked = 0;
    await context.route("**/api/guest", (route) => {
      asked++;
      return route.fulfill({ status: 403, contentType: "text/plain", body: "This server does not want you." });
    });
    await a.evaluate(() => { window.localStorage.setItem("easel.guest", JSON.stringify({ at: Date.now() - 90_000_000 })); });
    const link = a.url();
    const tabs = await Promise.all(Array.from({ length: 4 }, () => context.newPage()));
    await Promise.all(tabs.map((t) => t.addInitScript(() => {
      window.said = [];
      new window.MutationObserver(() => { for (const e of document.querySelectorAll(".toasts li")) if (!window.said.includes(e)) window.said.push(e); }).observe(document, { childList: true, subtree: true });
    })));
    await Promise.all(tabs.map((t) => t.goto(link)));
    await Promise.all(tabs.map(ready)); // the cookie holds still
    await a.waitForFunction(() => JSON.parse(window.localStorage.getItem("easel.guest")).no > 0);
    await Promise.any(tabs.map((t) => t.waitForFunction(() => window.said.some((e) => e.textContent.includes("does not want you")))));
    const said = await Promise.all(tabs.map((t) => t.evaluate(() => window.said.filter((e) => e.textContent.includes("does not want you")).length)));
    assert.equal(said.reduce((x, y) => x + y, 0) <= asked, true, `said ${said} for ${asked} requests`);
    assert.equal(said.every((n) => n <= 1), true);
    assert.equal(said.some((n) => n === 1), true);
  } finally {
    await context.close();
    await server.stop();
  }
});
