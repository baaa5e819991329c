// The artist's strokes as they are watched: with its pen, on this piece alone, once.
import assert from "node:assert/strict";
import { draw, frames, pixels, serverPixels, settled, shot, state, together, wave } from "./help.mjs";
import { performed, scene, studio } from "./scene.mjs";

scene("the artist's pen is seen while it paints, and not on another piece, nor twice", async (s) => {
  const { page, artist } = await studio(s);
  await draw(page, wave(200, 200, 500));
  await settled(page);
  await page.evaluate(() => fetch("/api/pieces", { method: "POST", headers: { "Content-Type": "application/json", "X-Easel-Token": window.easel.token() }, body: JSON.stringify({ width: 1600, height: 1200 }) }));
  await page.waitForFunction(() => window.easel.state().piece === 2 && window.easel.state().phase === "live");
  artist.is({ piece: 2 });
  const other = await performed(s, page, artist, { after: 1000, ms: 7000 });
  // The pen goes on in each frame.
  await page.evaluate(() => { window.pen = () => { const c = document.querySelector("canvas.overlay"); const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data; let x = 0; let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) { x += (i >> 2) % c.width; n++; } return { n, x: n > 0 ? x / n : -1 }; }; });
  const goesOn = page.waitForFunction(() => { // looked at in the page, which waits for no test
    const { n, x } = window.pen();
    if (n <= 500 || window.easel.state().performing !== 1) return false;
    window.first ??= x;
    return x > window.first + 5;
  });
  await Promise.all([goesOn, draw(other, wave(200, 600, 1200, { height: 200 }))]);
  await shot(page, "artist-pen");
  const then = await page.evaluate(() => window.easel.pixels());
  // In the gallery it is not seen, whatever the time.
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.locator(".menu").getByText("Gallery", { exact: true }).click();
  await page.getByText("Piece 1").click();
  await page.getByText("Back to the wall").waitFor();
  await frames(page);
  const frozen = await page.evaluate(() => window.easel.pixels());
  assert.equal((await page.evaluate(() => window.pen())).n, 0, "no pen over another piece");
  await page.waitForTimeout(700);
  assert.equal(await page.evaluate(() => window.easel.pixels()), frozen, "nothing is painted behind another piece");
  assert.notEqual(then, undefined);
  await page.waitForFunction(() => window.easel.state().performing === 0);
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  // Back from it, all is there at once.
  await frames(page);
  await frames(page);
  await settled(page);
  assert.equal((await state(page)).performing, 0);
  assert.equal(await pixels(page), (await serverPixels(page, s.server.base)).pixels);
});

scene("who asks for less motion sees the artist's strokes at once", async (s) => {
  const { page, artist } = await studio(s, { reducedMotion: "reduce" });
  const other = await performed(s, page, artist, { after: 60_000, ms: 5000 });
  await draw(other, wave(200, 600, 1200));
  await settled(other);
  await together(page, other);
  assert.equal((await state(page)).performing, 0);
  assert.equal(await pixels(page), (await serverPixels(page, s.server.base)).pixels);
  // They are performed again once that is over.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await frames(page);
  await draw(other, wave(200, 800, 1200));
  await settled(other);
  await page.waitForFunction(() => window.easel.state().performing === 1);
  await page.emulateMedia({ reducedMotion: "reduce" });
});
