// The browser that the page's tests drive.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** The pages that are open now, of all browsers. */
export const pages = new Set();

/** Chromium without a window's frame where there is one, which takes two thirds of the time, or another one; EASEL_CHROMIUM says which. */
export function browserPath() {
  return [process.env.EASEL_CHROMIUM, "/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
}

/**
 * Starts a browser. Without a graphics card the blur behind panels and the shadow of the sheet take half of the processor
 * while somebody draws, and no test looks at them: they are left out, unless somebody wants the page as people see it.
 */
export async function browse({ ornate = false, hosts = "" } = {}) {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...(hosts === "" ? [] : [`--host-resolver-rules=${hosts}`])],
  });
  browser.on("context", (context) => context.on("page", (page) => {
    pages.add(page);
    page.on("close", () => pages.delete(page));
  }));
  if (ornate) return browser;
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await make(options);
    await context.addInitScript(plain);
    return context;
  };
  return browser;
}

/** In a page, before its own scripts. */
function plain() {
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync("* { backdrop-filter: none !important; } .sheet { box-shadow: none !important; }");
  document.adoptedStyleSheets = [sheet];
}

/** Waits until nothing glides any more. */
export const rest = (page) => page.evaluate(async () => {
  const two = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const gliding = () => document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity && a.playState === "running");
  for (await two(); gliding().length > 0; await two()) await Promise.allSettled(gliding().map((a) => a.finished));
});
