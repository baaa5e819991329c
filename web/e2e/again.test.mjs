// Going on with a piece of the gallery takes everybody along: it is asked first, and said when it cannot be.
import assert from "node:assert/strict";
import { draw, open, settled, state, wave } from "./help.mjs";
import { clean, scene } from "./scene.mjs";

scene("going on with a piece asks, shows that it goes on, and says what is refused", async (s) => {
  const page = await open(s.browser, s.server.base);
  await draw(page, wave(200, 300, 500));
  await settled(page);
  await page.keyboard.press("n");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.waitForFunction(() => window.easel.state().piece === 2);
  await page.getByRole("button", { name: "More" }).click();
  await page.locator(".menu").getByText("Gallery", { exact: true }).click();
  const gallery = page.getByRole("dialog", { name: "Gallery" });
  await gallery.getByRole("button", { name: /^Piece 1/ }).click();
  const [again, sure] = [gallery.getByRole("button", { name: "Go on with this" }), gallery.getByRole("button", { name: "For everybody here?" })];
  let asked = 0;
  let answer;
  const answered = new Promise((done) => { answer = done; });
  await page.route("**/again", async (route) => {
    if (++asked > 1) return route.continue();
    await answered;
    await route.fulfill({ status: 503, body: "The server is busy. Try again in a moment." });
  });
  await again.click();
  await sure.waitFor();
  await clean(page, "a piece that is about to be gone on with");
  await gallery.getByRole("button", { name: "Back to the wall" }).focus(); // who thinks better of it
  await again.click();
  assert.equal(asked, 0);
  await sure.click();
  await gallery.getByRole("status").getByText("Going on with it…").waitFor();
  assert.ok(await gallery.getByRole("button", { name: "Going on with it…" }).isDisabled());
  answer();
  await gallery.getByRole("alert").getByText("The server is busy.").waitFor();
  assert.equal((await state(page)).piece, 2);
  await again.click();
  await sure.click();
  await page.waitForFunction(() => window.easel.state().piece === 3);
  await gallery.waitFor({ state: "detached" });
  assert.equal(asked, 2);
});
