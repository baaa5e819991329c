// The page by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, browserPath, draw, open, serve, shot, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

test("by keyboard alone: tools, size, zoom, panels", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base, { colorScheme: "dark" });
  try {
    await a.keyboard.press("]");
    assert.match(await a.locator(".settings output").first().innerText(), /7 px/);
    await a.keyboard.press("1");
    assert.equal(await a.evaluate(() => window.easel.view().zoom), 1);
    await a.keyboard.press("0");
    // Every control is reached by Tab, and the colours are a group of their own.
    const focus = () => a.evaluate(() => document.activeElement.getAttribute("aria-label"));
    const seen = [];
    for (let i = 0; i < 24; i++) {
      await a.keyboard.press("Tab");
      seen.push(await focus());
    }
    for (const name of ["Brush", "Fill", "pen: choose a brush", "Size", "Opacity", "ink", "Zoom in", "Keys", "Share"]) assert.ok(seen.includes(name), `${name} is among ${seen}`);
    await a.locator(".paint.on").focus();
    await a.keyboard.press("ArrowRight");
    assert.equal(await focus(), await a.locator(".paint.on").getAttribute("aria-label"));
    assert.notEqual(await focus(), "ink");
    await a.getByLabel("Palette").focus();
    await a.keyboard.press("h");
    await a.keyboard.press("Escape");
    await a.keyboard.press("b");
    assert.equal(await focus(), null, "Esc leaves a list");
    assert.equal(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), "Brush");
    await a.keyboard.press("?");
    await a.locator("dialog[open]").waitFor();
    await shot(a, "keys");
    await a.keyboard.press("Escape");
    await a.locator("dialog").waitFor({ state: "detached" });
    // Who draws with a pointer hides the panels by Tab.
    await draw(a, wave(100, 100, 300));
    const sheet = () => a.locator("canvas.sheet:not([hidden])").boundingBox();
    const beside = await sheet();
    await a.keyboard.press("Tab");
    await a.locator("header.top").waitFor({ state: "detached" });
    const bare = await sheet();
    assert.ok(bare.width > beside.width && Math.abs(2 * bare.x + bare.width - 1440) < 2, `without panels the sheet lies in the middle: ${JSON.stringify(bare)}`);
    await a.keyboard.press("?"); // over what was said, which is said on
    await a.locator("dialog .toasts").getByText("Tab brings").waitFor();
    const above = await a.locator(".toasts li").evaluateAll((all) => all.map((e) => { e.style.pointerEvents = "auto"; const { x, y, width, height } = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }));
    assert.deepEqual(above, [true]);
    await shot(a, "keys-said");
    await a.keyboard.press("Escape");
    await a.locator("dialog").waitFor({ state: "detached" });
    await a.keyboard.press("Tab");
    await a.locator("header.top").waitFor();
    assert.ok((await sheet()).x > 268, "and beside them again");
    await a.keyboard.press("Shift+Tab"); // with Shift it leads into them
    await a.keyboard.press("Shift+Tab");
    assert.ok(await a.evaluate(() => document.activeElement.closest(".panel") !== null), "the focus is in a panel");
    await a.keyboard.press("`");
    assert.equal(await a.locator(".debug").count(), 1);
    await shot(a, "desktop-dark-debug");
    await a.keyboard.press("h");
    assert.equal(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), "Move the sheet");
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("a dialog that opens right after another one closed stays", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    for (const how of ["cancel", "close", "Close"]) {
      await a.keyboard.press("?");
      await a.locator("dialog[open]").waitFor();
      // The browser tells of the end of the first one in a task of its own, after keys that wait.
      const open = await a.evaluate(async (how) => {
        const old = document.querySelector("dialog");
        if (how === "cancel") old.dispatchEvent(new window.Event("cancel"));
        else if (how === "close") old.click();
        else old.querySelector("header button").click();
        for (let i = 0; i < 20; i++) await null;
        window.dispatchEvent(new window.KeyboardEvent("keydown", { key: "?", bubbles: true }));
        await new Promise((done) => setTimeout(done, 300));
        return document.querySelectorAll("dialog[open]").length;
      }, how);
      assert.equal(open, 1, `after ${how}`);
      await a.keyboard.press("Escape");
      await a.locator("dialog").waitFor({ state: "detached" });
    }
  } finally {
    await a.context().close();
    await server.stop();
  }
});

test("who begins to draw has left the field they wrote in", { skip }, async () => {
  const server = await serve();
  const a = await open(browser, server.base);
  try {
    await a.getByLabel("Title of the piece").click();
    await a.keyboard.type("Waves");
    await a.mouse.move(800, 400);
    await a.mouse.down();
    await a.mouse.move(900, 450, { steps: 5 });
    await a.mouse.up();
    await a.keyboard.press("e");
    assert.equal(await a.locator("nav.rail .tool.on").getAttribute("aria-label"), "Eraser; again: of whole strokes");
    await a.waitForFunction(() => window.easel.state().title === "Waves");
    await draw(a, wave(100, 100, 300)); // events that are no browser's own move no focus
    assert.equal(await a.evaluate(() => document.activeElement === document.body), true);
  } finally {
    await a.context().close();
    await server.stop();
  }
});
