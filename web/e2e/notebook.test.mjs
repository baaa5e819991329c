// The artist's notebook beside the sheet, and on a phone.
import assert from "node:assert/strict";
import { draw, invite, open, ready, state, wave } from "./help.mjs";
import { asked, clean, phone, rest, scene, studio, works } from "./scene.mjs";

const heard = (page) => page.locator("div.unseen[aria-live=polite]").innerText();

scene("the artist's words beginning ends the invitation and opens the notebook, and the sheet makes room", async (s) => {
  const { page, artist } = await studio(s);
  await page.getByRole("region", { name: "Invitation" }).waitFor();
  artist.is(works);
  const book = page.getByRole("complementary", { name: "The artist's notebook" });
  await book.waitFor();
  assert.equal(await page.locator(".asks").count(), 0);
  await rest(page);
  const [sheet, box] = [await page.locator("canvas.sheet:not([hidden])").boundingBox(), await book.boundingBox()];
  assert.ok(sheet.x + sheet.width <= box.x, `the sheet ends at ${sheet.x + sheet.width}, the notebook begins at ${box.x}`);
  // Folded it stays folded, over a reload too.
  await page.getByRole("button", { name: "Fold the notebook" }).click();
  await book.waitFor({ state: "detached" });
  const tab = page.getByRole("group", { name: "The artist" });
  await tab.getByRole("button", { name: "Pause the artist" }).waitFor();
  await clean(page, "the tab");
  artist.note("thought", "Something new.");
  await tab.getByRole("button", { name: /There is something new/ }).waitFor();
  await page.reload();
  await ready(page);
  artist.is(works);
  await tab.waitFor();
  assert.equal(await book.count(), 0);
  await tab.getByRole("button", { name: /Open the artist/ }).click();
  await book.waitFor();
});

scene("the notebook streams, and reads out whole sentences", async (s) => {
  const { page, artist } = await studio(s);
  artist.is(works);
  artist.note("thought", "The sky is");
  const thought = page.locator(".note.thought");
  await thought.waitFor();
  await page.evaluate(() => { window.kept = document.querySelector(".note.thought"); });
  await page.waitForTimeout(1600); // what was there when the page came is not read out
  artist.more(1, " calm. The wa");
  await page.getByText("The sky is calm. The wa").waitFor();
  assert.equal(await heard(page), "The sky is calm.");
  artist.more(1, "ter is not.");
  await page.getByText("The water is not.").waitFor();
  assert.equal(await heard(page), "The sky is calm.");
  assert.equal(await page.evaluate(() => window.kept === document.querySelector(".note.thought")), true, "the note is written on, not anew");
  const use = artist.note("begun", "painting the water");
  await page.locator(".note.use.begun.runs").waitFor();
  artist.more(use, ": 12 strokes", "ended");
  await page.locator(".note.use.ended").getByText("painting the water: 12 strokes").waitFor();
  artist.note("failed", "no room at the edge");
  await page.locator(".note.use.failed").waitFor();
  artist.note("nudge", "more blue", { member: (await state(page)).member });
  await page.locator(".note.nudge.mine").getByText("You").waitFor();
  assert.match(await heard(page), /The water is not\.\s+It did not work: no room at the edge\s+You: more blue/);
  await clean(page, "the notebook");
});

scene("the notebook is long, and little of it is in the page", async (s) => {
  const { page, artist } = await studio(s);
  artist.is(works);
  for (let i = 1; i <= 450; i++) artist.note(i % 3 === 0 ? "ended" : "thought", `Note ${i}. ${"A longer thought about the light on the water. ".repeat(i % 5)}`);
  const last = page.getByText("Note 450.");
  await last.waitFor();
  const inPage = () => page.locator(".log .note").count();
  // Once it lies still: what has come into sight is measured, and what is below it moves.
  const at = () => page.locator(".log").evaluate(async (e) => {
    const now = () => ({ top: e.scrollTop, left: e.scrollHeight - e.scrollTop - e.clientHeight });
    for (let was = "", still = 0; still < 4; was = JSON.stringify(now())) {
      await new Promise(requestAnimationFrame);
      still = JSON.stringify(now()) === was ? still + 1 : 0;
    }
    return now();
  });
  assert.ok((await inPage()) <= 40, `${await inPage()} notes are in the page`);
  assert.ok((await at()).left < 2, "its end is seen");
  // Who reads further up is not taken away from there.
  await page.locator(".log").evaluate((e) => { e.scrollTop = e.scrollHeight / 2; });
  const { top } = await at();
  const seen = () => page.locator(".log").evaluate((e) => { const y = e.getBoundingClientRect().top + 60; return [...e.querySelectorAll(".note")].find((n) => n.getBoundingClientRect().bottom > y)?.textContent.slice(0, 9); });
  const reading = await seen();
  artist.note("thought", "Note 451. It goes on.");
  await page.getByRole("button", { name: "New below" }).waitFor();
  assert.ok(Math.abs((await at()).top - top) < 300, `it was at ${top}, and is at ${(await at()).top}`);
  assert.equal(await seen(), reading);
  assert.ok((await inPage()) <= 40, `${await inPage()} notes are in the page`);
  await page.locator(".log").evaluate((e) => { e.scrollTop = 0; });
  await page.getByText(/^Note 25[0-9]\./).first().waitFor();
  assert.equal(await page.getByText("Note 1.").count(), 0, "the oldest are gone");
  await page.getByRole("button", { name: "New below" }).click();
  await page.getByText("Note 451. It goes on.").waitFor();
  assert.ok((await at()).left < 2, "it is at its end again");
  artist.is({ piece: 2 }); // another piece
  await page.getByText("The notebook is empty.").waitFor();
});

scene("who watches reads along, and has no controls; without an artist there are none", async (s) => {
  const own = await open(s.browser, s.server.base);
  assert.equal(await own.locator(".tab, .book, .asks").count(), 0);
  await own.getByText("Draw. Share the link and paint together.").waitFor();
  const small = await open(s.browser, await invite(own), phone);
  await small.locator("nav.phone").getByRole("button", { name: "Redo" }).waitFor();
  const { page, artist } = await studio(s, {}, await invite(own, "viewer"));
  assert.equal(await page.locator(".asks").count(), 0);
  await page.locator(".corner").getByText("You are watching.").waitFor();
  assert.equal(await page.locator("nav.rail, .settings").count(), 0, "there is nothing to draw with");
  assert.equal(await page.getByRole("button", { name: /Undo|Redo|Fill/ }).count(), 0);
  const { x } = await page.evaluate(() => window.easel.view());
  await page.mouse.move(700, 400);
  await page.mouse.down();
  await page.mouse.move(760, 400);
  await page.mouse.up();
  assert.equal(await page.evaluate(() => window.easel.view().x), x + 60, "a pointer moves the sheet");
  artist.is(works);
  artist.note("thought", "I begin with the light.");
  const book = page.getByRole("complementary", { name: "The artist's notebook" });
  await book.getByText("I begin with the light.").waitFor();
  assert.equal(await book.getByRole("button", { name: /Pause|Send|Change/ }).count(), 0);
  assert.equal(await book.getByRole("textbox").count(), 0);
  await page.keyboard.press("p");
  await page.getByText("This link lets you watch.").waitFor();
  assert.deepEqual(artist.asked, []);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.locator(".menu").getByText("People here", { exact: true }).click();
  await page.getByRole("list", { name: "All people here" }).getByText("the artist").waitFor();
});

scene("who watches on a phone is told so where nothing else stands", async (s) => {
  const own = await open(s.browser, s.server.base);
  const { page, artist } = await studio(s, phone, await invite(own, "viewer"));
  const bar = page.locator("nav.phone");
  await bar.getByText("You are watching.").waitFor();
  artist.is(works);
  await page.locator(".strip").waitFor();
  assert.deepEqual(await bar.locator("button").evaluateAll((list) => list.map((b) => b.getAttribute("aria-label").replace(/:.*/, ""))), ["Fit the sheet", "Artist", "More"]);
  assert.equal(await page.getByText("You are watching.").filter({ visible: true }).count(), 1);
  await clean(page, "who watches on a phone");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.locator(".menu").getByText("Save or share").waitFor();
  assert.equal(await page.locator(".menu").getByText(/Fill|Select|Pick|Redo|Open a/).count(), 0);
});

scene("on a phone all of it is in a sheet from below", async (s) => {
  const { page, artist } = await studio(s, phone);
  await page.getByRole("region", { name: "Invitation" }).waitFor();
  await clean(page, "the invitation on a phone");
  await draw(page, wave(300, 400, 900), { type: "touch" });
  artist.is(works);
  const bar = page.locator("nav.phone");
  assert.equal(await bar.locator("button").count(), 6);
  for (const b of await bar.locator("button").all()) { const { width, height } = await b.boundingBox(); assert.ok(width >= 40 && height >= 40, `a target of ${width} × ${height}`); }
  // What it does, and its pause, without opening anything.
  const strip = page.locator(".strip");
  await strip.getByText("Painting the water").waitFor();
  await strip.getByRole("button", { name: "Pause the artist" }).click();
  assert.deepEqual(await asked(artist, 1), ["pause", {}]);
  artist.note("thought", "The light first.");
  await bar.getByRole("button", { name: "Artist: there is something new" }).click();
  const sheet = page.getByRole("complementary", { name: "The artist's notebook" });
  await sheet.getByText("The light first.").waitFor();
  await rest(page);
  await clean(page, "the sheet from below");
  const [paper, box] = [await page.locator("canvas.sheet:not([hidden])").boundingBox(), await sheet.boundingBox()];
  assert.ok(paper.y + paper.height <= box.y + 1, `the paper ends at ${paper.y + paper.height}, the sheet begins at ${box.y}`);
  const grip = sheet.locator(".grip");
  const drag = async (dy) => {
    const g = await grip.boundingBox();
    await page.mouse.move(g.x + g.width / 2, g.y + g.height / 2);
    await page.mouse.down();
    await page.mouse.move(g.x + g.width / 2, g.y + g.height / 2 + dy / 2, { steps: 4 });
    await page.mouse.move(g.x + g.width / 2, g.y + g.height / 2 + dy, { steps: 4 });
    await page.waitForTimeout(100); // a hand that rests has no speed
    await page.mouse.up();
    await rest(page);
  };
  await drag(-150);
  const tall = await sheet.boundingBox();
  assert.ok(tall.height > box.height + 50, `${tall.height} px after ${box.height}`);
  await drag(90);
  assert.ok(Math.abs((await sheet.boundingBox()).height - box.height) < 2);
  await grip.press("Enter");
  await rest(page);
  assert.ok((await sheet.boundingBox()).height > box.height + 50);
  await grip.press("Enter");
  await rest(page);
  await drag(200);
  await sheet.waitFor({ state: "detached" });
  await bar.getByRole("button", { name: "Artist" }).click();
  await sheet.waitFor();
  await bar.getByRole("button", { name: "Colour and size" }).click();
  await sheet.waitFor({ state: "detached" });
});
