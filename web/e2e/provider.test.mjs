// The artist, from a prompt to the signed piece in the gallery, before two pages: one that
// thinks with a model of either provider's wire, and the studio artist. A person draws and speaks
// in the middle.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, browserPath, draw, invite, open, same, serve, settled, shot, state, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const key = "sk-test-of-a-model-that-is-a-script-0123456789";

let browser, dir;
before(async () => {
  if (skip) return;
  browser = await browse();
  dir = mkdtempSync(join(tmpdir(), "easel-fakemodel-"));
  writeFileSync(join(dir, "key"), key, { mode: 0o600 });
  execFileSync("go", ["build", "-o", join(dir, "fakemodel"), "./tools/fakemodel"], { cwd: fileURLToPath(new URL("../..", import.meta.url)), stdio: "inherit" });
});
after(async () => {
  await browser?.close();
  if (dir) rmSync(dir, { recursive: true, force: true });
});

/** Starts a model that is a script; it has no complaints about what it is asked. */
async function fake(wire) {
  const child = spawn(join(dir, "fakemodel"), ["-wire", wire, "-key", key, "-pace", "700ms"], { stdio: ["ignore", "pipe", "pipe"] });
  let wrong = "";
  child.stderr.on("data", (d) => (wrong += d));
  const base = await new Promise((done) => child.stdout.once("data", (d) => done(String(d).trim().split(" ").at(-1))));
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { base, complaints: () => wrong, stop };
}

/** Asks something of the artist as the page would. */
const ask = (page, what, body) => page.evaluate(async ({ what, body }) => {
  const headers = { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() };
  const res = await fetch(`/api/artist${what}`, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
  if (!res.ok) throw new Error(`${what}: ${res.status} ${await res.text()}`);
  return res.headers.get("content-type")?.includes("json") ? res.json() : undefined;
}, { what, body });

/** Waits until something holds of the artist. */
async function until(page, what, ok, ms = 55_000) {
  for (const end = Date.now() + ms; ; await new Promise((done) => setTimeout(done, 50))) {
    const s = await ask(page, "");
    if (ok(s)) return s;
    assert.ok(Date.now() < end, `${what} does not come: ${JSON.stringify(s)}`);
  }
}

/** Waits until nothing is performed any more in a page. */
const performed = (page) => page.waitForFunction(() => window.easel.state().performing === 0, undefined, { timeout: 60_000 });

/** How many pieces the gallery has, of this title. */
const titled = (page, title) => page.evaluate(async (title) => {
  const res = await fetch("/api/pieces", { headers: { "X-Easel-Token": window.easel.token() } });
  const list = await res.json();
  return (list.pieces ?? list).filter((p) => p.title === title).length;
}, title);

for (const wire of ["anthropic", "openai"]) {
  test(`a whole turn over the wire of ${wire}, before two pages`, { skip }, async () => {
    const model = await fake(wire);
    const server = await serve("-artist.provider", wire, "-artist.base-url", model.base, "-artist.model", "painter-1", "-artist.key-file", join(dir, "key"));
    try {
      const a = await open(browser, server.base);
      const b = await open(browser, await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true });
      await ask(a, "/start", { prompt: "a field at noon" });
      await Promise.all([a, b].map((p) => p.waitForFunction(() => window.easel.state().performing > 0))); // strokes are watched as they are drawn
      await until(a, "the field", (s) => s.all >= 20);
      await ask(b, "/nudge", { text: "a red line, please", id: "1" }); // first: it is through in a few seconds
      await draw(b, wave(200, 300, 500), { type: "touch" });
      const end = await until(a, "the end", (s) => s.done && !s.active);
      assert.equal(end.title, "A field at noon");
      assert.equal(end.turns.used, 1);
      await Promise.all([performed(a), performed(b)]);
      await settled(b);
      await same(server.base, a, b);
      assert.equal((await ask(b, "")).pending, 0);
      assert.equal((await state(b)).title, "A field at noon");
      assert.equal(await titled(b, "A field at noon"), 1);
      await shot(a, `provider-${wire}`);
      assert.equal(model.complaints(), "");
    } finally {
      for (const context of browser.contexts()) await context.close();
      await server.stop();
      await model.stop();
    }
  });
}

test("the studio artist, before two pages", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a), { viewport: { width: 390, height: 844 }, hasTouch: true });
  try {
    await ask(a, "/start", { prompt: "a small bird", seed: 5 });
    await until(a, "strokes", (s) => s.strokes.used >= 10);
    await draw(b, wave(200, 300, 500), { type: "touch" });
    await ask(b, "/nudge", { text: "warmer, please", id: "1" });
    await until(a, "the words to be read", (s) => s.nudges === 0);
    await until(a, "more strokes", (s) => s.strokes.used >= 30);
    await ask(a, "/pause", {});
    await until(a, "the pause", (s) => !s.active && s.paused === "person");
    await Promise.all([performed(a), performed(b)]);
    await same(server.base, a, b);
    const held = (await ask(a, "")).all;
    await ask(b, "/resume", {});
    await until(a, "more strokes", (s) => s.all > held);
    await ask(b, "/pause", {});
    await until(a, "the pause", (s) => !s.active);
    await Promise.all([performed(a), performed(b)]);
    await same(server.base, a, b);
    await shot(a, "provider-studio");
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});
