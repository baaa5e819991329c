// Who may come in: links are made, named and revoked, and people removed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, open, serve, settled, shot, state, together, wave } from "./help.mjs";

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
  const a = await open(browser, server.base, { permissions: ["clipboard-read", "clipboard-write"] });
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
    // What was made in this page can be copied again, the owner's own link cannot.
    await row(a, "Links", "the class").getByRole("button", { name: "Copy" }).click();
    await row(a, "Links", "the class").getByRole("button", { name: "Copied the class" }).waitFor();
    assert.equal(await row(a, "Links", "the class").getByRole("status").innerText(), "Copied");
    assert.equal(await a.evaluate(() => navigator.clipboard.readText()), painters);
    assert.equal(await row(a, "Links", "Link 1").getByRole("button").count(), 0);
    await a.getByText("A link can be copied until the page in which it was made is closed").waitFor();
    // Asked once, and left: nothing happens.
    await row(a, "Links", "the class").getByRole("button", { name: "Revoke" }).click();
    await a.getByRole("button", { name: "Revoke for good? the class", exact: true }).waitFor(); // not "Revoke", which others are too
    await a.getByLabel("Name of the link").focus();
    assert.equal((await state(b)).phase, "live");
    await twice(row(a, "Links", "the class").getByRole("button", { name: "Revoke" }));
    await b.getByText("The connection has ended.").waitFor();
    await shot(b, "revoked");
    await b.reload();
    await b.getByText("This link does not open anything here").waitFor();
    assert.equal((await state(c)).phase, "live");
    await together(a, c);
    assert.equal((await hash(c)).strokes, 1, "the ink stays");
    await row(a, "Links", "the class").waitFor({ state: "detached" });
    await row(a, "People", "Guest 2").getByText("shut out: their link was revoked").waitFor();
    // One's own link cannot be sawn off, and a person can be let in again.
    assert.equal(await row(a, "Links", "Link 1").getByRole("button").count(), 0);
    await twice(row(a, "People", "Guest 3").getByRole("button"));
    await c.getByText("The connection has ended.").waitFor();
    assert.equal(await c.getByText(await c.evaluate(() => window.easel.state().notices.at(-1).text)).count(), 1, "why is said once");
    await c.locator(".card button").first().filter({ hasText: "Your workspaces" }).waitFor();
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

/** An agent of somebody's, as a client of MCP; resolves to what ends it. */
async function agent(base, token, name) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name, version: "1" } } });
  const res = await fetch(`${base}/mcp`, { method: "POST", headers, body });
  assert.equal(res.status, 200, await res.text());
  headers["Mcp-Session-Id"] = res.headers.get("Mcp-Session-Id");
  await fetch(`${base}/mcp`, { method: "POST", headers, body: JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }) });
  return () => fetch(`${base}/mcp`, { method: "DELETE", headers });
}

test("agents that are not here are behind one line", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const here = (n) => a.waitForFunction((n) => window.easel.state().members.filter((m) => m.online && m.name.endsWith("bot")).length === n, n);
  try {
    const token = await a.evaluate(() => window.easel.token());
    const ends = [];
    for (const name of ["brushbot", "inkbot", "waterbot"]) ends.push(await agent(server.base, token, name));
    await here(3);
    for (const end of ends.slice(1)) await end();
    await here(1);
    await a.getByRole("button", { name: "Share" }).click();
    await row(a, "People", "brushbot").getByText("here now").waitFor();
    assert.equal(await row(a, "People", "inkbot").count(), 0);
    await a.getByText("2 agents that are not here").click();
    await row(a, "Agents that are not here", "inkbot").waitFor();
    await row(a, "Agents that are not here", "waterbot").waitFor();
    await shot(a, "share-agents");
    await twice(row(a, "Agents that are not here", "inkbot").getByRole("button"));
    await row(a, "Agents that are not here", "inkbot").getByRole("button", { name: "Let in again" }).waitFor();
    await ends[0]();
    await a.getByText("3 agents that are not here").waitFor();
    await row(a, "People", "brushbot").waitFor({ state: "detached" });
  } finally {
    await a.context().close();
    await server.stop();
  }
});
