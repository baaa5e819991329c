// axe-core looks at every screen, light and dark, wide and on a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { rest } from "./browser.mjs";
import { browse, browserPath, drag, draw, open, serve, wave } from "./help.mjs";

const skip = browserPath() === undefined ? "there is no Chromium here; on Debian: apt-get install chromium" : false;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { if (!skip) browser = await browse(); });
after(async () => { await browser?.close(); });

/** What axe finds that is serious, in a line each. */
async function look(page) {
  // The server's policy lets no foreign script in: this one comes through the debugger.
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe);
  await rest(page);
  // What lies behind a dialog is out of reach, and was looked at before it opened.
  const { violations } = await page.evaluate(() => window.axe.run([...document.querySelectorAll("dialog[open]")].at(-1) ?? document, { resultTypes: ["violations"] }));
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

for (const [name, options] of Object.entries({
  "a desktop, light": { colorScheme: "light" },
  "a desktop, dark": { colorScheme: "dark" },
  "a phone": { viewport: { width: 390, height: 844 }, hasTouch: true },
})) {
  test(`axe finds nothing serious: ${name}`, { skip }, async () => {
    const server = await serve();
    const page = await open(browser, server.base, options);
    const clean = async (screen) => assert.deepEqual(await look(page), [], screen);
    const shut = async () => {
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
    };
    try {
      await clean("first visit");
      await draw(page, wave(200, 200, 500));
      await clean("drawn");
      if (options.hasTouch) {
        await page.getByRole("button", { name: "Colour and size" }).click();
        await clean("the brush's sheet");
      }
      await page.locator(".inhand").click();
      await page.getByRole("button", { name: "Keep this brush" }).click();
      await clean("a brush to be named");
      await page.getByRole("button", { name: "Keep", exact: true }).click();
      await page.getByRole("button", { name: "Rename pen 6" }).waitFor();
      await clean("the shelf with a brush of one's own");
      await page.getByRole("button", { name: "Remove pen 6" }).click();
      await clean("a brush is off the shelf");
      await shut();
      await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
      await clean("more");
      await page.getByRole("button", { name: "Share" }).last().click();
      await page.getByText("Link 1").waitFor();
      await clean("share");
      await shut();
      for (const [screen, there] of [["People here", "All people here"], ["Your name and colour", "Your colour"], ["Workspaces", "Your workspaces"]]) {
        await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
        await page.locator(".menu").getByText(screen, { exact: true }).click();
        await page.getByLabel(there).locator("> *").first().waitFor();
        await clean(screen);
        await shut();
      }
      await page.keyboard.press("n");
      await page.getByText("Its size in pixels").waitFor();
      await page.getByLabel("my own").check();
      await clean("new piece");
      await shut();
      await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
      await page.locator(".menu").getByText("Gallery", { exact: true }).click();
      await page.getByText("Piece 1").waitFor();
      await clean("gallery");
      await page.getByText("Piece 1").click();
      await page.getByText("Back to the wall").waitFor();
      await clean("a piece, large");
      await shut();
      await page.keyboard.press("Control+s");
      await page.getByText("On what").waitFor();
      await clean("save or share");
      await page.getByLabel("SVG").check();
      await clean("save as SVG");
      await shut();
      await drag(page, "dragover");
      await page.getByText("Drop the drawing").waitFor();
      await clean("a file held over the page");
      await drag(page, "dragleave");
      await page.keyboard.press("?");
      await clean("keys");
      await shut();
      await page.keyboard.press("`");
      await clean("figures");
      await page.goto(`${server.base}/#w=nothing`);
      await page.getByText("This link does not open anything here").waitFor();
      await clean("a wrong link");
    } finally {
      await page.context().close();
      await server.stop();
    }
  });
}
