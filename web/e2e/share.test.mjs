// Who may come in: links are made, named and revoked, and people removed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, open, serve, settled, shot, state, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Makes a link in the dialog as a person does, and returns it. */
async function make(page, role, name) {
  await page.getByLabel(role).check();
  await page.getByLabel("Name of the link").fill(name);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("list", { name: "Links" }).getByText(name).waitFor();
  return page.getByLabel("The new link").inputValue();
}

/** The row of a list in the dialog that has some text. */
const row = (page, list, text) => page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: text });

async function twice(button) {
  await button.click();
  await button.click();
}

test("a link that is revoked shows out who came by it, at once", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    await a.getByRole("button", { name: "Share" }).click();
    const painters = await make(a, "can draw", "the class");
    const watchers = await make(a, "can watch", "the parents");
    const [b, c] = [await open(browser, painters), await open(browser, watchers, { viewport: { width: 390, height: 844 } })];
    await draw(b, wave(200, 200, 500));
    await settled(b);
    assert.equal((await state(c)).role, "viewer");
    await a.getByRole("button", { name: "Close" }).click();
    await a.getByRole("button", { name: "Share" }).click();
    await row(a, "People", "Guest 2").getByText("here now").waitFor();
    await shot(a, "share");
    // Asked once, and left: nothing happens.
    await row(a, "Links", "the class").getByRole("button").click();
    await a.getByLabel("Name of the link").focus();
    assert.equal((await state(b)).phase, "live");
    await twice(row(a, "Links", "the class").getByRole("button"));
    await b.getByText("The connection has ended.").waitFor();
    await shot(b, "revoked");
    await b.reload();
    await b.getByText("This link does not open anything here").waitFor();
    assert.equal((await state(c)).phase, "live");
    assert.equal((await state(c)).seq, (await state(a)).seq); // the ink stays
    await row(a, "Links", "the class").waitFor({ state: "detached" });
    // One's own link cannot be sawn off, and a person can be let in again.
    assert.equal(await row(a, "Links", "Link 1").getByRole("button").count(), 0);
    await twice(row(a, "People", "Guest 3").getByRole("button"));
    await c.getByText("The connection has ended.").waitFor();
    await shot(c, "removed-phone");
    await row(a, "People", "Guest 3").getByRole("button", { name: "Let in again" }).click();
    await row(a, "People", "Guest 3").getByRole("button", { name: "Remove" }).waitFor();
    await c.getByRole("button", { name: "Open again" }).click();
    await c.waitForFunction(() => window.easel?.state().phase === "live");
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});
