// What is seen before the page is there, on a slow line and on one that breaks.
import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { after, before, test } from "node:test";
import { again, blank, isModule, words } from "./blank.mjs";
import { browse, browserPath, draw, invite, open, ready, same, serve, settled, shots, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Makes a page's line slow: some kbit/s, and ms there and back. The module does not come, until the line is made quick by what is returned. */
async function slow(page, kbit, latency) {
  const cdp = await page.context().newCDPSession(page);
  const line = (latency, bytes) => cdp.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes });
  await cdp.send("Network.enable");
  await line(latency, kbit * 125);
  let come;
  const coming = new Promise((done) => { come = done; });
  await page.route((url) => isModule(url.href), (route) => coming.then(() => route.continue()));
  return async () => {
    await line(0, -1);
    come();
  };
}

const box = (page, what) => page.evaluate((what) => {
  const { x, y, width, height } = [...document.querySelectorAll(what)].find((e) => !e.hidden).getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
}, what);

for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, window: { width: 1100, height: 760 }, tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } })) {
  test(`paper is seen before anything else has come, and lies where the sheet will (${size})`, { skip }, async () => {
    const server = await serve();
    const page = await blank(browser, { viewport, hasTouch: size === "phone" });
    try {
      const quick = await slow(page, 3000, 60);
      await page.goto(server.base, { waitUntil: "commit" });
      await words(page).waitFor();
      const paper = await box(page, "#arrival > div");
      assert.match(await words(page).innerText(), /^Laying out paper and brushes/);
      await page.locator(".top").waitFor();
      await page.locator("#arrival p", { hasText: /: \d+ %$/ }).waitFor(); // words and panels are there, the module is not
      await shots(page, `arrival-${size}`);
      await quick();
      await ready(page);
      await page.locator("#arrival").waitFor({ state: "detached" });
      await page.waitForFunction(() => document.querySelector(".asks") !== null);
      assert.deepEqual(await box(page, "canvas.sheet"), paper, "the sheet lies where the paper lay");
      const [paint, module] = await page.evaluate(() => [
        performance.getEntriesByName("first-contentful-paint")[0].startTime,
        performance.getEntriesByType("resource").find((e) => e.name.endsWith(".wasm")),
      ].map((e) => e.responseEnd ?? e));
      assert.ok(paint < module, `painted at ${paint} ms, the module came at ${module} ms`);
      assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").filter((e) => e.name.endsWith(".wasm")).length), 1, "it is loaded once");
      assert.deepEqual(await page.evaluate(() => window.forbidden), []);
    } finally {
      await page.context().close();
      await server.stop();
    }
  });
}

test("who comes by a link on a slow line sees the piece before they can draw", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await blank(browser);
  try {
    for (const y of [300, 600, 900]) await draw(a, wave(200, y, 1200));
    await settled(a);
    const quick = await slow(b, 2000, 60);
    await b.goto(await invite(a), { waitUntil: "commit" });
    await b.locator("#arrival canvas").waitFor();
    assert.equal(await b.evaluate(() => window.easel?.state().seq), 0);
    const ink = await b.evaluate(() => {
      const c = document.querySelector("#arrival canvas");
      return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.reduce((n, v, i) => n + (i % 4 === 0 && v < 128 ? 1 : 0), 0);
    });
    assert.ok(ink > 100, `${ink} dark pixels`);
    const early = await box(b, "#arrival > div");
    await shots(b, "arrival-picture");
    await quick();
    await ready(b);
    await b.locator("#arrival").waitFor({ state: "detached" });
    assert.deepEqual(await box(b, "canvas.sheet"), early, "the sheet lies where the picture lay");
    await same(server.base, a, b);
    assert.deepEqual(await b.evaluate(() => window.forbidden), []);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});

for (const [name, what, said] of [["script", /\/assets\/index-[\w-]+\.js$/, /could not be loaded/], ["style sheet", /\.css$/, /could not be loaded/], ["module", isModule, /line broke/]]) {
  test(`a ${name} that does not come is told of, and tried again`, { skip }, async () => {
    const server = await serve();
    const page = await blank(browser);
    try {
      const match = typeof what === "function" ? (url) => what(url.href) : what;
      let held = Promise.resolve();
      await page.route(match, (route) => held.then(() => route.abort()));
      await page.goto(server.base, { waitUntil: "commit" });
      await page.locator("#arrival p", { hasText: said }).waitFor();
      await shots(page, `arrival-no-${name.replace(" ", "-")}`);
      let fail;
      held = new Promise((done) => { fail = done; });
      const at = await again(page).evaluate((b) => { b.click(); return [document.querySelector("#arrival p").textContent, b.hidden]; });
      assert.deepEqual(at, ["Trying again…", true], "what was said is no longer so, and nobody tries twice at once");
      fail();
      await page.locator("#arrival p", { hasText: said }).waitFor();
      await page.unroute(match);
      await again(page).click();
      await ready(page);
      await page.locator("#arrival").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => window.getComputedStyle(document.querySelector(".top")).position), "fixed");
    } finally {
      await page.context().close();
      await server.stop();
    }
  });
}

/** A line to the server that breaks for everybody after so many bytes to one of them, until it is mended. */
async function brittle(server, bytes) {
  const sockets = new Set();
  const line = { whole: false };
  line.server = createServer((near) => {
    const far = connect(Number(new URL(server.base).port), "127.0.0.1");
    let n = 0;
    const cut = () => { for (const s of sockets) s.destroy(); };
    for (const s of [near, far]) {
      sockets.add(s);
      s.on("error", () => undefined);
      s.on("close", () => { sockets.delete(s); near.destroy(); far.destroy(); });
    }
    near.pipe(far);
    far.on("data", (data) => {
      near.write(data);
      if (!line.whole && (n += data.length) > bytes) cut();
    });
  });
  await new Promise((done) => line.server.listen(0, "127.0.0.1", done));
  line.base = `http://127.0.0.1:${line.server.address().port}`;
  line.end = () => new Promise((done) => { for (const s of sockets) s.destroy(); line.server.close(done); });
  return line;
}

test("a line that breaks in the middle is told of, and the page goes on when it is whole again", { skip }, async () => {
  const server = await serve();
  const line = await brittle(server, 400_000);
  const page = await blank(browser);
  try {
    await page.goto(line.base, { waitUntil: "commit" });
    await page.locator("#arrival p", { hasText: "The line broke" }).waitFor();
    await page.evaluate(() => { window.stayed = true; });
    await server.kill();
    await again(page).click();
    await page.locator("#arrival p", { hasText: "The line broke" }).waitFor();
    await server.start();
    line.whole = true;
    await again(page).click();
    await ready(page);
    assert.equal(await page.evaluate(() => window.stayed), true, "without opening the page anew");
    await draw(page, wave(200, 400, 900));
    await settled(page);
  } finally {
    await page.context().close();
    await line.end();
    await server.stop();
  }
});

test("a line on which nothing comes any more is told of", { skip }, async () => {
  const server = await serve();
  const page = await blank(browser);
  let silent = true;
  try {
    await page.clock.install();
    await page.route((url) => isModule(url.href), (route) => (silent ? undefined : route.continue()));
    await page.goto(server.base, { waitUntil: "commit" });
    await page.locator("#arrival p", { hasText: ": 0 %" }).waitFor();
    assert.equal(await again(page).isVisible(), false);
    await page.clock.fastForward(20_000);
    await page.locator("#arrival p", { hasText: "Nothing has come" }).waitFor();
    silent = false;
    await again(page).click();
    await ready(page);
  } finally {
    await page.context().close();
    await server.stop();
  }
});

test("a browser without WebAssembly is told what it lacks", { skip }, async () => {
  const server = await serve();
  const page = await blank(browser);
  try {
    await page.addInitScript(() => { delete window.WebAssembly; });
    await page.goto(server.base);
    await page.locator("#arrival p", { hasText: "WebAssembly" }).waitFor();
  } finally {
    await page.context().close();
    await server.stop();
  }
});
