// Several workspaces a person, names and colours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, hash, invite, open, ready, serve, settled, shot, shots, state, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** Opens a dialog from the menu. */
async function more(page, what) {
  await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
  await page.locator(".menu").getByText(what, { exact: true }).click();
}

const space = (page, name) => page.getByRole("list", { name: "Your workspaces" }).getByRole("listitem").filter({ hasText: name });

async function twice(button) {
  await button.click();
  await button.click();
}

test("two workspaces: make, name, switch, leave, come back", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    await draw(a, wave(200, 200, 500));
    await settled(a);
    const first = await hash(a);
    await more(a, "Workspaces");
    await space(a, "Workspace 1").getByText("you are here").waitFor();
    await a.getByLabel("Name of the new workspace").fill("The attic");
    const old = await a.evaluate(() => window.easel.token());
    await a.getByRole("button", { name: "Make a workspace" }).click();
    await a.waitForFunction((old) => window.easel?.state().phase === "live" && window.easel.token() !== old, old);
    assert.equal((await state(a)).seq < first.seq, true);
    assert.equal((await state(a)).role, "owner");
    await draw(a, wave(300, 600, 700));
    await settled(a);
    const attic = await hash(a);
    const painters = await invite(a);
    await more(a, "Workspaces");
    await space(a, "Workspace 1").getByRole("button", { name: "Rename" }).click();
    await a.getByLabel("Name of the workspace").fill("The studio");
    await a.keyboard.press("Enter");
    await space(a, "The studio").waitFor();
    await a.waitForFunction(() => [...document.querySelectorAll(".spaces img")].every((i) => i.naturalWidth > 50));
    await shots(a, "workspaces");
    // To the first, without its link, and back.
    await space(a, "The studio").getByRole("button", { name: "Open", exact: true }).click();
    await a.waitForFunction(() => window.easel?.token?.() === "~1" && window.easel.state().phase === "live");
    assert.equal((await hash(a)).raster, first.raster);
    await a.reload();
    await ready(a);
    assert.equal((await state(a)).role, "owner");
    // Somebody else comes to the attic, in two tabs, and draws.
    const b = await open(browser, painters, phone);
    await draw(b, wave(200, 300, 500), { type: "touch" });
    await settled(b);
    const second = await b.context().newPage();
    await second.goto(painters);
    await ready(second);
    // Their only owner cannot go; they can, and are shown out everywhere at once.
    await more(a, "Workspaces");
    await twice(space(a, "The attic").getByRole("button", { name: /Leave/ }));
    await a.getByRole("alert").getByText("You are the only owner here").waitFor();
    await more(b, "Workspaces");
    await shots(b, "workspaces-phone");
    await twice(space(b, "The attic").getByRole("button", { name: /Leave/ }));
    await b.getByText("You have left The attic. Your ink stays there.").waitFor();
    await second.getByText("You have left this workspace.").last().waitFor();
    await shot(second, "left-phone");
    await space(b, "The attic").waitFor({ state: "detached" });
    await b.getByRole("button", { name: "Come back" }).click();
    await ready(b);
    assert.equal((await hash(b)).raster, (await hash(b)).raster);
    assert.equal((await state(b)).role, "painter");
    // Now alone with it, the owner may go; its ink is theirs whose it was.
    await more(b, "Workspaces");
    await twice(space(b, "The attic").getByRole("button", { name: /Leave/ }));
    await b.getByText("You have left The attic.").waitFor();
    await twice(space(a, "The attic").getByRole("button", { name: /Leave/ }));
    await a.getByText("You have left The attic.").waitFor();
    await a.getByRole("button", { name: "Come back" }).click();
    await space(a, "The attic").getByRole("button", { name: "Open", exact: true }).click();
    await a.waitForFunction(() => window.easel?.token?.() === "~2" && window.easel.state().phase === "live");
    assert.notEqual((await hash(a)).raster, attic.raster); // with what the other drew
    // A stranger who knows the number comes nowhere.
    const c = await browser.newContext().then((x) => x.newPage());
    await c.goto(`${server.base}/#w=~2`);
    await c.getByText("This link does not open anything here").waitFor();
    await c.getByRole("button", { name: "Your workspaces" }).click();
    await c.getByText("You are in no workspace.").waitFor();
    assert.equal(await c.getByRole("button", { name: "Make a workspace" }).count(), 0);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});

test("ink that was kept for a link is sent by another way in", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    await a.waitForFunction(() => window.localStorage.getItem("easel.places") !== null, undefined, { timeout: 30_000 });
    await a.reload(); // from here on what is kept goes by the workspace
    await ready(a);
    await server.kill();
    await draw(a, wave(200, 200, 500));
    await a.waitForFunction(() => Object.keys(window.localStorage).some((k) => /^easel\.kept \d+ ~1$/.test(k)));
    await a.goto("about:blank");
    await server.start();
    await a.goto(`${server.base}/#w=~1`);
    await settled(a);
    const s = await hash(a);
    assert.equal((await state(a)).strays, 0);
    await a.waitForFunction(() => Object.keys(window.localStorage).every((k) => !k.startsWith("easel.kept")));
    const b = await open(browser, await invite(a));
    assert.equal((await hash(b)).raster, s.raster);
    assert.equal((await state(b)).seq > 2, true);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});

test("a name and a colour are seen by others at once, and stay", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  const b = await open(browser, await invite(a, "viewer"), phone);
  try {
    await b.getByRole("button", { name: /Change your name and colour/ }).click();
    await b.getByLabel("Your name, as others see it").fill("Zoë <b>__proto__</b>");
    await b.getByRole("radio", { name: "indigo" }).click();
    await shots(b, "me-phone");
    await b.getByRole("button", { name: "Take them" }).click();
    await a.getByRole("img", { name: "Zoë <b>__proto__</b>" }).waitFor();
    assert.equal(await a.getByRole("img", { name: /Zoë/ }).evaluate((e) => window.getComputedStyle(e).backgroundColor), "rgb(63, 81, 181)");
    // By keys alone, in the other.
    await a.getByRole("button", { name: /Change your name and colour/ }).focus();
    await a.keyboard.press("Enter");
    await a.locator("dialog").getByRole("radio", { checked: true }).focus();
    await a.keyboard.press("ArrowLeft");
    await shots(a, "me");
    await a.keyboard.press("Enter"); // a radio button takes what it is on
    await a.getByRole("button", { name: "Take them" }).press("Enter");
    await b.waitForFunction(() => window.easel.state().members.some((m) => m.name === "Guest 1" && m.color === "#689f38"));
    const stored = () => a.evaluate(async () => (await (await fetch("/api/members", { headers: { "X-Easel-Token": window.easel.token() } })).json()).some((m) => m.name.startsWith("Zoë")));
    while (!(await stored())) await new Promise((done) => setTimeout(done, 100)); // names are written a moment later
    await server.kill();
    await server.start();
    await b.reload();
    await ready(b);
    const mine = await b.evaluate(() => window.easel.state().members.find((m) => m.id === window.easel.state().member));
    assert.equal(mine.name, "Zoë <b>__proto__</b>");
    assert.equal(mine.color, "#3f51b5");
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
});
