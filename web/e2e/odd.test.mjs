// How the page looks at odd sizes, and to eyes that want other colours.
import assert from "node:assert/strict";
import { draw, invite, open, settled, shot, wave } from "./help.mjs";
import { clean, phone, rest, scene, studio, works } from "./scene.mjs";

/** Buttons and fields that lie outside the window, or under something else. */
const lost = (page, within = "body") => page.locator(within).evaluate((root) => [...root.querySelectorAll("button, input, textarea, select")].flatMap((el) => {
  const { left, right, top, bottom, width, height } = el.getBoundingClientRect();
  if (width === 0 || height === 0 || !el.checkVisibility({ visibilityProperty: true }) || el.closest(".settings, .chips")) return [];
  const { innerWidth, innerHeight } = window;
  const seen = Math.min(innerHeight, window.visualViewport.height);
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const found = left < 0 || right > innerWidth || top < 0 || bottom > seen ? "outside" : over !== null && !el.contains(over) && !over.contains(el) ? `under ${over.className}` : "";
  return found === "" ? [] : [`${el.ariaLabel ?? el.textContent}: ${found}`];
}));

/** A keyboard comes up over so many px of the window, or goes. */
const keyboard = (page, px) => page.evaluate((px) => {
  Object.defineProperty(window.visualViewport, "height", { configurable: true, get: () => window.innerHeight - px });
  window.visualViewport.dispatchEvent(new window.Event("resize"));
}, px);

scene("who holds a phone on its side reads what the artist says, and writes to it", async (s) => {
  const { page, artist } = await studio(s, { ...phone, viewport: { width: 844, height: 390 } });
  for (let i = 0; i < 12; i++) artist.note("thought", `The sky is calm enough, and has ${i} clouds.`);
  const book = page.getByRole("complementary", { name: "The artist's notebook" });
  for (const [how, state] of [["finished", { done: true, iteration: 1, prompt: "a harbour at dusk, with two boats", strokes: [180, 2000] }], ["at work", { ...works, done: false, nudges: 2 }]]) {
    artist.is(state);
    for (const [width, height, keys] of [[844, 390, 0], [844, 390, 200], [667, 375, 0], [667, 375, 190], [568, 320, 0], [568, 320, 170]]) {
      await page.setViewportSize({ width, height });
      await rest(page);
      if (!(await book.isVisible())) await page.getByRole("button", { name: /^(Open the artist's notebook|Artist)/ }).first().click();
      await keyboard(page, keys);
      await rest(page);
      const where = `${how}, at ${width} × ${height} with ${keys} px of a keyboard`;
      assert.deepEqual(await lost(page, ".book"), [], where);
      assert.ok(await book.evaluate((b) => b.lastElementChild.getBoundingClientRect().bottom <= b.getBoundingClientRect().bottom), `something sticks out below, ${where}`);
      const log = await book.getByRole("log").boundingBox();
      assert.ok(log.height >= (keys > 0 ? 20 : 80), `the notes are ${log.height} px high, ${where}`);
      await shot(page, `odd-side-${how.replace(" ", "-")}-${width}-${keys}`);
      if (keys === 0) await clean(page, where);
      await keyboard(page, 0);
    }
  }
});

scene("nothing is outside the window or covered, however many are here", async (s) => {
  const { page, artist } = await studio(s);
  const link = await invite(page);
  for (let i = 0; i < 4; i++) await open(s.browser, link);
  await page.waitForFunction(() => window.easel.state().members.filter((m) => m.online).length >= 6);
  await draw(page, wave(200, 300, 300));
  for (const [width, height] of [[640, 400], [640, 480], [640, 600], [640, 844], [692, 520], [740, 700], [767, 481], [844, 390], [1023, 600]]) {
    await page.setViewportSize({ width, height });
    await rest(page);
    assert.deepEqual(await lost(page), [], `at ${width} × ${height}`);
    if (width === 640) await shot(page, `odd-crowd-${height}`);
    if (width > 1000) continue;
    await page.getByRole("button", { name: "Colour and size" }).click();
    await rest(page);
    assert.deepEqual(await lost(page), [], `with the settings, at ${width} × ${height}`);
    await page.keyboard.press("Escape");
  }
  artist.is(works);
});

scene("who watches on a phone on its side is told so beside the picture, which has the room", async (s) => {
  const own = await open(s.browser, s.server.base);
  const { page } = await studio(s, { ...phone, viewport: { width: 844, height: 390 } }, await invite(own, "viewer"));
  await rest(page);
  await page.locator(".corner").getByText("You are watching.").waitFor();
  assert.equal(await page.getByText("You are watching.").filter({ visible: true }).count(), 1);
  assert.deepEqual(await lost(page), []);
  assert.ok((await page.evaluate(() => window.easel.view().zoom)) >= 0.25, "the sheet has a third of the window's height to itself");
  await shot(page, "odd-watcher");
});

scene("where colours are the reader's own, paint is paint and what is in hand is marked", async (s) => {
  const { page } = await studio(s, { forcedColors: "active" });
  await page.getByRole("radio", { name: "black" }).or(page.locator(".paint")).first().click();
  const look = await page.evaluate(() => {
    const of = (selector, property) => window.getComputedStyle(document.querySelector(selector))[property];
    return {
      paints: new Set([...document.querySelectorAll(".paint")].map((p) => window.getComputedStyle(p).backgroundColor)).size,
      tool: of(".tool.on", "backgroundColor") !== of(".tool:not(.on)", "backgroundColor"),
      paint: of(".paint.on", "outlineStyle"), other: of(".paint:not(.on)", "outlineStyle"), sheet: of(".sheet", "outlineStyle"),
    };
  });
  assert.deepEqual(look, { paints: 16, tool: true, paint: "solid", other: "none", sheet: "solid" });
  await shot(page, "odd-forced");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot(page, "odd-forced-dark");
});

scene("words that stand for what may be written can be read", async (s) => {
  const { page } = await studio(s);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const least = await page.evaluate(() => {
      const paper = document.createElement("canvas").getContext("2d");
      const over = (...colors) => { for (const c of colors) { paper.fillStyle = c; paper.fillRect(0, 0, 1, 1); } return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3); };
      const light = (rgb) => rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      return Math.min(...[...document.querySelectorAll("input[placeholder], textarea[placeholder]")].map((el) => {
        const ground = [document.body, el.closest(".panel"), el].map((e) => window.getComputedStyle(e).backgroundColor);
        const [a, b] = [light(over(...ground)), light(over(...ground, window.getComputedStyle(el, "::placeholder").color))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      }));
    });
    assert.ok(least >= 4.5, `in the ${colorScheme} the least contrast is ${least.toFixed(1)}`);
  }
});

scene("what is selected at the upper edge is turned by a handle below it", async (s) => {
  const { page } = await studio(s);
  await draw(page, Array.from({ length: 30 }, (_, i) => [400 + 10 * i, 12, 0.5]));
  await settled(page);
  await page.keyboard.press("v");
  await page.keyboard.press("Control+a");
  await page.getByText("1 stroke is selected.").waitFor();
  const v = await page.evaluate(() => window.easel.view());
  const ink = () => page.evaluate(() => window.easel.pixels());
  const before = await ink();
  await shot(page, "odd-turn");
  // The line is 290 px long and thin: the handle stands 30 px of the window below it.
  const [x, y] = [v.x + 545 * v.zoom, v.y + 15 * v.zoom + 30];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 5 });
  await page.mouse.up();
  await page.getByText("1 stroke is selected.").waitFor();
  assert.notEqual(await ink(), before, "it is turned");
  await shot(page, "odd-turned");
});
