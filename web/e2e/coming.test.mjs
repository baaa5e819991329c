// Who comes late to a piece that takes a while to draw is told that it is still coming.
import assert from "node:assert/strict";
import { draw, invite, open, settled, shot, wave } from "./help.mjs";
import { phone, scene } from "./scene.mjs";

scene("a picture that is still coming says so, until it is there", async (s) => {
  const own = await open(s.browser, s.server.base);
  await own.locator(".inhand").click();
  await own.locator(".shelf").getByRole("radio", { name: "oil, flat" }).click();
  await own.getByLabel("Size", { exact: true }).fill("60");
  for (let i = 0; i < 24; i++) await draw(own, wave(60 + (i % 3) * 60, 60 + 46 * i, 1350, { height: 30, points: 160 }));
  await settled(own);
  const context = await s.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 12 });
  await page.addInitScript(() => {
    window.told = []; // how many tiles were not drawn, each time that it was said
    new window.MutationObserver(() => {
      if (document.querySelector("p.coming")?.textContent) window.told.push(window.easel?.stats?.().behind);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await page.goto(await invite(own), { waitUntil: "commit" });
  const note = page.getByText(/^The picture is still coming/);
  await page.waitForFunction(() => window.told.length > 0, undefined, { timeout: 120_000 });
  assert.deepEqual((await page.evaluate(() => window.told)).filter((behind) => behind === 0), [], "not all of it is there");
  await shot(page, "coming");
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await note.waitFor({ state: "detached" });
  assert.equal(await page.locator("p.coming[role=status]").innerText(), "", "what is read out stays, for the next time");
  await settled(page);
});

scene("on a phone the sheet of a brush has its head free, and its words whole", async (s) => {
  const page = await open(s.browser, s.server.base, phone);
  const note = () => page.evaluate(() => window.getComputedStyle(document.querySelector("p.coming")).visibility);
  assert.equal(await note(), "visible");
  await page.locator("nav.phone button[aria-label='Colour and size']").click();
  await page.locator(".settings.open").waitFor();
  assert.equal(await note(), "hidden", "a note would lie over its name and its cross");
  const short = await page.locator(".guides select").evaluateAll((all) => all.filter((e) => {
    const g = document.createElement("canvas").getContext("2d");
    g.font = window.getComputedStyle(e).font;
    return e.clientWidth < g.measureText(e.selectedOptions[0].textContent).width + 26; // with the arrow
  }).map((e) => `${e.selectedOptions[0].textContent}: ${e.clientWidth} px`));
  assert.deepEqual(short, []);
});
