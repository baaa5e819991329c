// A page whose loading ends otherwise than it began.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { again, blank, isModule, words } from "./blank.mjs";
import { browse, browserPath, invite, open, ready, serve } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

test("another link that is pasted while the page loads is the one that opens", { skip }, async () => {
  const server = await serve();
  const host = await open(browser, server.base);
  const page = await blank(browser);
  try {
    const one = await invite(host);
    const two = await host.evaluate(async () => (await (await fetch("/api/workspaces", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name: "two" }) })).json()).link);
    const hash = new URL(two, server.base).hash;
    await page.route((url) => isModule(url.href), () => undefined, { times: 1 }); // the first never comes
    await page.goto(one, { waitUntil: "commit" });
    await page.locator("#arrival p", { hasText: /: 0 %$/ }).waitFor();
    await page.evaluate((to) => { location.hash = to; }, hash);
    await ready(page);
    assert.equal(await page.evaluate(() => `#w=${window.easel.token()}`), hash);
  } finally {
    await page.context().close();
    await host.context().close();
    await server.stop();
  }
});

test("a page whose module a newer server has not is loaded anew", { skip }, async () => {
  const server = await serve();
  const page = await blank(browser);
  try {
    await page.route((url) => isModule(url.href), (r) => r.fulfill({ status: 404, body: "There is nothing here." }), { times: 1 });
    await page.goto(server.base, { waitUntil: "commit" });
    await page.locator("#arrival p", { hasText: "newer version" }).waitFor();
    await page.evaluate(() => { window.old = true; });
    await again(page).click();
    await ready(page);
    assert.equal(await page.evaluate(() => window.old), undefined);
  } finally {
    await page.context().close();
    await server.stop();
  }
});

for (const [name, whole] of [["all but the script", true], ["half of the page", false]]) test(`a silent line after ${name} is told of`, { skip }, async () => {
  const server = await serve();
  const page = await blank(browser);
  try {
    await page.clock.install();
    await page.route(/\/assets\/index-[\w-]+\.js$/, () => undefined);
    await page.route(`${server.base}/`, async (route) => {
      const response = await route.fetch();
      const all = await response.text();
      const end = whole ? all.length : all.indexOf('<div id="app"');
      assert.ok(end > 0);
      await route.fulfill({ response, body: all.slice(0, end) });
    });
    await page.goto(server.base, { waitUntil: "commit" });
    await words(page).waitFor();
    await page.clock.fastForward(21_000);
    await page.locator("#arrival p", { hasText: "Nothing has come" }).waitFor();
    assert.equal(await again(page).isVisible(), true);
  } finally {
    await page.context().close();
    await server.stop();
  }
});

test("a first visit to a server that takes its time opens all the same", { skip }, async () => {
  const server = await serve();
  const page = await blank(browser);
  try {
    let held = false;
    await page.route(/\/api\/guest$/, async (route) => {
      held = true;
      await new Promise((done) => setTimeout(done, 5_000));
      await route.continue();
    });
    await page.goto(server.base, { waitUntil: "commit" });
    await ready(page);
    assert.equal(held, true);
  } finally {
    await page.context().close();
    await server.stop();
  }
});
