// A page that another program's test draws with and looks at: `node member.mjs LINK` opens it and takes a JSON object a
// line, {"strokes": [[[x, y], ...], ...]}, in px of the piece, which may be none. Once those are drawn, and all that the page
// has is saved, it answers what it holds: {"state", "raster", "seq", "strokes", "pixels"}, or {"error"}. It ends with its
// input; where there is no browser it says {"lacks"} and ends.
import { createInterface } from "node:readline";
import { browse, browserPath, draw, hash, open, pixels, settled } from "./help.mjs";

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
if (browserPath() === undefined) {
  say({ lacks: "there is no Chromium: make deps" });
  process.exit();
}
const browser = await browse();
try {
  const page = await open(browser, process.argv[2], { reducedMotion: "reduce" });
  say(await hash(page));
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const strokes = JSON.parse(line).strokes ?? [];
      for (const [i, stroke] of strokes.entries()) {
        const each = i % 4 === 0 ? 16 : 1; // most come within a frame, as of a quick hand
        await draw(page, stroke.map(([x, y]) => [x, y, 0.5]), { type: "mouse", each });
      }
      // Or others would see its name beside the last of them.
      await page.evaluate(() => document.querySelector(".ground").dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" })));
      await settled(page);
      await page.waitForFunction(() => window.easel.state().performing === 0);
      say({ ...await hash(page), pixels: await pixels(page) });
    } catch (e) {
      say({ error: e.message });
    }
  }
} finally {
  await browser.close();
}
