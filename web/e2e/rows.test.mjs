// Long lists of people: only what is in sight is in the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { browse, browserPath, ready, serve, shots } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** The list of a dialog, as it is in the page and as it is told to who listens. */
const listed = (page, label) => page.evaluate((label) => {
  const rows = [...document.querySelectorAll(`ul[aria-label="${label}"] > li`)];
  return { rows: rows.length, of: Number(rows[0]?.ariaSetSize), at: rows.map((r) => Number(r.ariaPosInSet)), focus: Number(document.activeElement?.ariaPosInSet) };
}, label);

test("two thousand people are a short list, by pointer, by keys and by name", { skip }, async () => {
  const server = await serve();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    const many = Array.from({ length: 2000 }, (_, i) => ({ no: i + 2, name: i === 1234 ? "Zoë Needle" : `Guest ${i + 2}`, color: "#2980b9", role: "painter", seen: 0, removed: 0, gone: 0, own: false }));
    let give;
    await page.routeWebSocket(/\/ws$/, (ws) => {
      ws.connectToServer();
      give = () => { ws.send(Buffer.from(encode([41, ...many.flatMap((m) => [m.no, m.name, 0x2980b9, 2, 1])]))); };
    });
    await page.route("**/api/members", (route) => route.fulfill({ json: many }));
    await page.goto(server.base);
    await ready(page);
    give();
    await page.getByRole("button", { name: "2001 people here: show all" }).click();
    const label = "All people here";
    await page.getByRole("list", { name: label }).getByText("Guest 2", { exact: true }).waitFor();
    let l = await listed(page, label);
    assert.equal(l.rows <= 40, true, `${l.rows} rows`);
    assert.equal(l.of, 2001);
    assert.deepEqual(l.at.slice(0, 3), [1, 2, 3]);
    await shots(page, "people");
    // The wheel.
    await page.locator(".window").evaluate((e) => { e.scrollTop = e.scrollHeight / 2; });
    await page.waitForFunction(() => [...document.querySelectorAll(".window li")].some((r) => Number(r.ariaPosInSet) > 950));
    l = await listed(page, label);
    assert.equal(l.rows <= 40, true, `${l.rows} rows`);
    // Keys: to the end, and back by one.
    await page.locator(".window li").first().focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.activeElement?.ariaPosInSet === "2001");
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => document.activeElement?.ariaPosInSet === "2000");
    assert.equal(await page.evaluate(() => { const r = document.activeElement.getBoundingClientRect(); const w = document.querySelector(".window").getBoundingClientRect(); return r.top >= w.top - 1 && r.bottom <= w.bottom + 1; }), true);
    // What is scrolled out of sight keeps the focus.
    await page.locator(".window").evaluate((e) => { e.scrollTop = 0; });
    await page.waitForFunction(() => [...document.querySelectorAll(".window li")].some((r) => r.ariaPosInSet === "1"));
    assert.equal((await listed(page, label)).focus, 2000);
    // By name.
    await page.getByLabel("Find in People here").fill("needle");
    await page.getByText("1 of 2001 people").waitFor();
    l = await listed(page, label);
    assert.deepEqual([l.rows, l.of], [1, 1]);
    await page.getByRole("list", { name: label }).getByText("Zoë Needle").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    // The owner's dialog.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    await page.locator(".menu").getByText("Share", { exact: true }).click();
    await page.getByRole("list", { name: "People" }).getByText("Guest 2", { exact: true }).waitFor();
    l = await listed(page, "People");
    assert.equal(l.rows <= 40, true, `${l.rows} rows`);
    assert.equal(l.of, 2000);
    await page.getByLabel("Find in People").fill("guest 77");
    await page.getByText(`${many.filter((m) => m.name.includes("77")).length} of 2000 people`).waitFor();
    await shots(page, "share-many-phone");
  } finally {
    await context.close();
    await server.stop();
  }
});
