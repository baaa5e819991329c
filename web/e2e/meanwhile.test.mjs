// Another piece begins while a question about the one before is open.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, invite, open, serve, state } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

const more = async (page, what) => {
  await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
  await page.locator(".menu").getByText(what, { exact: what === "Gallery" }).click();
};

const begin = async (page, n, ...others) => {
  assert.equal(await page.evaluate(async () => (await fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ width: 500, height: 500 }) })).ok), true);
  for (const p of [page, ...others]) await p.waitForFunction((n) => window.easel.state().piece === n && window.easel.state().phase === "live", n);
};

test("what was asked about one piece is not done to another", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a, "owner"));
  try {
    await more(a, "Clear");
    await a.getByRole("button", { name: "Clear it for everybody" }).waitFor();
    await begin(b, 2, a);
    await a.getByRole("dialog").waitFor({ state: "detached" });
    await a.getByText("Nothing was cleared").waitFor();
    assert.equal((await state(b)).piece, 2);
    // One's own clears, and says nothing of the kind.
    await a.getByText("Nothing was cleared").waitFor({ state: "detached" });
    await more(a, "Clear");
    await a.getByRole("button", { name: "Clear it for everybody" }).click();
    await a.waitForFunction(() => window.easel.state().piece === 3);
    await a.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await a.getByText("Nothing was cleared").count(), 0);
    // A new piece is still begun by who knows.
    await more(a, "New piece");
    const dialog = a.getByRole("dialog", { name: "New piece" });
    assert.equal(await dialog.getByRole("alert").count(), 0);
    await begin(b, 4, a);
    await dialog.getByRole("alert").getByText("Somebody has begun a piece meanwhile").waitFor();
    await a.keyboard.press("Escape");
    // In the gallery one is asked again.
    await more(a, "Gallery");
    await a.getByRole("button", { name: /Piece 1/ }).click();
    await a.getByRole("button", { name: "Go on with this" }).click();
    await a.getByRole("button", { name: "For everybody here?" }).waitFor();
    await begin(b, 5, a);
    await a.getByRole("button", { name: "Go on with this" }).waitFor();
    assert.equal(await a.getByRole("button", { name: "For everybody here?" }).count(), 0);
  } finally {
    await a.context().close();
    await b.context().close();
    await server.stop();
  }
});
