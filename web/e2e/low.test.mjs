// Where there is little room: a phone on its side, and sheets over the bars of one held upright.
import assert from "node:assert/strict";
import { PNG } from "pngjs";
import { draw, wave } from "./help.mjs";
import { clean, phone, rest, scene, studio, works } from "./scene.mjs";

/** Which elements lie over the middle, and along the edges, of one. */
const over = (of) => of.evaluate((el) => {
  const { left, right, top, bottom } = el.getBoundingClientRect();
  const spots = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((v) => [0.1, 0.5, 0.9].map((u) => [left + u * (right - left), top + v * (bottom - top)]));
  return [...new Set(spots.map(([x, y]) => document.elementFromPoint(x, y)).filter((found) => found !== null && !el.contains(found) && !found.contains(el)).map((found) => found.closest("[class]")?.className ?? found.tagName))];
});

const sizes = [[844, 390], [740, 330], [568, 320], [390, 844]];
scene("nothing lies over what opens the settings, nor over them", async (s) => {
  const { page, artist } = await studio(s, phone);
  await draw(page, wave(300, 400, 900), { type: "touch" });
  artist.is(works);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const where = `${width} × ${height}`;
    const opener = page.getByRole("button", { name: "Colour and size" });
    await opener.waitFor();
    await rest(page);
    assert.deepEqual(await over(opener), [], `over the opener at ${where}`);
    await opener.click();
    await rest(page);
    const settings = page.getByRole("region", { name: "Brush" });
    assert.deepEqual(await over(settings), [], `over the settings at ${where}`);
    const box = await settings.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.y + box.height <= height, `the settings stick out at ${where}`);
    const corner = page.locator(".corner");
    if (await corner.isVisible()) assert.deepEqual(await over(corner), [], `over the corner at ${where}`);
    await clean(page, where);
    await page.keyboard.press("Escape");
  }
});

/** What one touches or reads that words which come for a while would cover. */
const covered = (page) => page.evaluate(() => {
  const coming = Object.assign(document.createElement("div"), { innerHTML: `<p class="coming">The picture is still coming: 90 %</p><ul class="toasts"><li>${"Four strokes a minute are drawn for each person. ".repeat(2)}</li></ul>` });
  document.body.append(coming);
  const boxes = [...coming.children].map((el) => el.getBoundingClientRect());
  const found = [...document.querySelectorAll("button, textarea, input, .now, .panel.top")].filter((el) => {
    const b = el.getBoundingClientRect();
    return el.checkVisibility() && b.width > 1 && boxes.some((o) => o.left < b.right && b.left < o.right && o.top < b.bottom && b.top < o.bottom);
  }).map((el) => el.ariaLabel ?? el.textContent ?? el.className);
  coming.remove();
  return [...new Set(found)];
});

scene("what comes for a while covers nothing that one touches, nor does the invitation", async (s) => {
  const { page, artist } = await studio(s);
  const asks = page.getByRole("region", { name: "Invitation" });
  const each = async (what) => {
    for (const [width, height] of [[1440, 900], [1024, 768], [780, 700], [780, 493], [844, 390], [390, 844]]) {
      await page.setViewportSize({ width, height });
      await rest(page);
      if (what !== "at work") assert.equal(await asks.isVisible(), what === "unfolded" || height > 560, `the invitation, at ${width} × ${height}`);
      assert.deepEqual(await covered(page), [], `covered, ${what}, at ${width} × ${height}`);
      const rail = page.locator(".rail");
      if (await rail.isVisible()) assert.deepEqual(await over(rail), [], `over the tools, ${what}, at ${width} × ${height}`);
    }
  };
  await each("empty");
  await page.setViewportSize({ width: 780, height: 493 });
  await page.getByRole("button", { name: "Ask the artist to paint…" }).click();
  await each("unfolded");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 780, height: 493 });
  artist.is(works);
  await page.getByRole("button", { name: /^Open the artist's notebook/ }).click();
  await each("at work");
});

scene("a list that is cut off is shaded there, and where it ends it is not", async (s) => {
  const { page } = await studio(s, { viewport: { width: 1280, height: 640 } });
  await page.getByRole("button", { name: "More" }).click();
  const menu = page.getByRole("dialog", { name: "More" });
  await rest(page);
  const { x, y, width, height } = await menu.boundingBox();
  const shade = async () => PNG.sync.read(await page.screenshot({ clip: { x: x + width / 2, y: y + height - 4, width: 1, height: 1 } })).data[0];
  const cut = await shade();
  await menu.evaluate((d) => { d.scrollTop = d.scrollHeight; });
  await rest(page);
  const end = await shade();
  assert.ok(end - cut > 20, `at the edge it is ${cut} of 255, at its end ${end}`);
});

scene("a low window of a computer tells of its keys", async (s) => {
  const { page } = await studio(s);
  for (const [width, height] of [[1280, 470], [640, 341], [767, 341], [768, 341], [700, 480]]) {
    await page.setViewportSize({ width, height });
    await rest(page);
    const keys = page.locator(".corner").getByRole("button", { name: "Keys" });
    await keys.waitFor();
    assert.deepEqual(await over(page.locator(".corner")), [], `over the corner at ${width} × ${height}`);
  }
});

scene("a white brush is seen in its preview", async (s) => {
  const { page } = await studio(s);
  await rest(page);
  await page.evaluate(() => { window.before = document.querySelector(".inhand canvas").toDataURL(); });
  await page.getByRole("radio", { name: "white", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".inhand canvas").toDataURL() !== window.before); // it is drawn after the click
  const [least, most] = await page.locator(".inhand canvas").evaluate((c) => {
    const reds = c.getContext("2d").getImageData(0, 0, c.width, c.height).data.filter((_, i) => i % 4 === 0);
    return [Math.min(...reds), Math.max(...reds)];
  });
  assert.ok(most > 250 && least < 180, `from ${least} to ${most} of 255`);
});
