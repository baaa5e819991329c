// Real drawings by others, drawn by the command line client while two pages
// watch. They lie beside the checkout where they are at hand.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { browse, browserPath, hash, open, pixels, serve, serverPixels, settled, shot, together } from "./help.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const data = join(root, "..", "shared", "testdata");
const skip = browserPath() === undefined ? "there is no Chromium here" : existsSync(data) ? false : "the real drawings are not beside the checkout";

let browser, dir;
before(async () => {
  if (skip) return;
  browser = await browse();
  dir = mkdtempSync(join(tmpdir(), "easel-e2e-"));
  execFileSync("go", ["build", "-o", join(dir, "easel"), "./tools/easel"], { cwd: root, stdio: "inherit" });
});
after(async () => {
  await browser?.close();
  if (dir) rmSync(dir, { recursive: true, force: true });
});

async function watchWhile(args, draw, name, inked) {
  const server = await serve(...args);
  try {
    const a = await open(browser, server.base);
    const link = a.url();
    const b = await open(browser, link, { viewport: { width: 820, height: 1180 } });
    const easel = async (...argv) => (await promisify(execFile)(join(dir, "easel"), argv, { env: { ...process.env, EASEL_LINK: link } })).stdout;
    await easel("draw", ...draw.map((f) => (f.startsWith("-") || /^[\d.]+$/.test(f) ? f : join(data, f))));
    const digest = JSON.parse(await easel("digest"));
    for (const p of [a, b]) await settled(p);
    await together(a, b);
    for (const p of [a, b]) {
      const h = await hash(p);
      for (const k of ["seq", "strokes", "points", "bytes", "state", "raster", "inked"]) assert.equal(h[k], digest[k], k);
    }
    const shown = await pixels(a);
    assert.equal(await pixels(b), shown);
    const s = await serverPixels(a, server.base);
    assert.equal(s.pixels, shown);
    assert.equal(s.raster, digest.raster);
    assert.ok(digest.inked > inked, `${digest.inked} px are inked`);
    await shot(a, name);
  } finally {
    await server.stop();
  }
}

test("half a minute of painting at the hand's own speed", { skip }, () => watchWhile([], ["-speed", "1", "painting30sec.dat"], "painting", 10_000));

test("two libraries of pen drawings as fast as they go", { skip }, () =>
  watchWhile(["-limits.strokes-per-minute", "0"], ["-speed", "0", "despair.excalidrawlib", "valentine-s-day.excalidrawlib"], "libraries", 10_000));
