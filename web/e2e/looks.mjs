// Every screen on a phone, a tablet and a desktop, in both themes, to be looked at:
// one contact sheet for each, in web/artefacts. `node e2e/looks.mjs` after make build.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { artefacts, browse, browserPath, draw, invite, open, serve, settled, shot, wave } from "./help.mjs";

const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};

const more = async (page, what) => {
  await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
  await page.locator(".menu").getByText(what, { exact: true }).click();
};
const shut = async (page) => {
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
};

/** Goes from screen to screen, and resolves to their names. */
async function tour(browser, device, colorScheme) {
  const server = await serve("-limits.strokes-per-minute", "30");
  const page = await open(browser, server.base, { ...devices[device], colorScheme });
  const names = [];
  const look = async (name) => {
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)));
    names.push(`looks-${device}-${colorScheme}-${names.length}-${name}`);
    await shot(page, names.at(-1));
  };
  try {
    await look("first-visit");
    const other = await open(browser, await invite(page));
    for (const [i, c] of ["vermilion", "ultramarine", "ochre", "ink"].entries()) {
      await other.getByRole("radio", { name: c }).click().catch(() => undefined);
      await draw(other, wave(150, 150 + 120 * i, 1200, { height: 60, turns: 1 + i }));
    }
    await draw(page, wave(200, 700, 1100));
    await settled(page);
    await look("drawn");
    if (device !== "desktop") {
      await page.getByRole("button", { name: "Colour and size" }).click();
      await look("brush");
      await page.getByRole("button", { name: "Colour and size" }).click();
    }
    await page.getByRole("button", { name: "More" }).filter({ visible: true }).click();
    await look("more");
    await shut(page);
    await more(page, "Keys");
    await look("keys");
    await shut(page);
    await more(page, "Share");
    await page.getByLabel("Name of the link").fill("The book club");
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByText("The book club", { exact: true }).waitFor();
    await look("share");
    await shut(page);
    await more(page, "New piece");
    await page.getByLabel("my own").check();
    await look("new-piece");
    await page.getByLabel("square").check();
    await page.getByRole("button", { name: "Begin" }).click();
    await page.waitForFunction(() => window.easel.state().piece === 2 && window.easel.state().phase === "live");
    await look("begun");
    await draw(page, wave(200, 700, 900));
    await more(page, "Gallery");
    await page.waitForFunction(() => { const l = [...document.querySelectorAll(".wall img")]; return l.length === 2 && l.every((i) => i.naturalWidth > 50); });
    await look("gallery");
    await page.locator(".wall button").last().click();
    await page.waitForFunction(() => document.querySelector("img.picture")?.naturalWidth === 1600);
    await look("gallery-large");
    await shut(page);
    await more(page, "Figures for the curious");
    await look("figures");
    await more(page, "Figures for the curious");
    for (let i = 0; i < 33; i++) await draw(page, wave(100, 60 + 38 * i, 1100, { height: 20, points: 8 }));
    await page.waitForFunction(() => window.easel.state().waiting > 1);
    await look("waiting");
    await page.context().setOffline(true);
    await page.waitForFunction(() => window.easel.state().phase === "offline");
    await look("offline");
    await page.context().setOffline(false);
    await page.goto(`${server.base}/#w=nothing`);
    await page.getByText("This link does not open anything here").waitFor();
    await look("wrong-link");
    return names;
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  }
}

/** All pictures of a tour in one. */
async function contact(browser, name, names, height) {
  const page = await browser.newPage({ viewport: { width: 2000, height: 600 } });
  const figure = (n) => `<figure><img src="data:image/png;base64,${readFileSync(join(artefacts, `${n}.png`)).toString("base64")}"><figcaption>${n}</figcaption></figure>`;
  await page.setContent(`<style>body{margin:6px;display:flex;flex-wrap:wrap;gap:8px;background:#777;font:12px sans-serif}figure{margin:0}img{height:${height}px;display:block}</style>${names.map(figure).join("")}`);
  await page.evaluate(() => Promise.all([...document.images].map((i) => i.decode())));
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
  await page.close();
}

if (browserPath() === undefined) throw new Error("there is no Chromium here; on Debian: apt-get install chromium");
const browser = await browse({ ornate: true });
try {
  for (const device of process.argv[2] ? [process.argv[2]] : Object.keys(devices)) {
    for (const scheme of ["light", "dark"]) {
      await contact(browser, `contact-${device}-${scheme}`, await tour(browser, device, scheme), device === "desktop" ? 400 : 620);
      console.log(join(artefacts, `contact-${device}-${scheme}.png`));
    }
  }
} finally {
  await browser.close();
}
