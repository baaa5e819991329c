// A page before all of it is there.

/** Whether an address is that of the wasm module. */
export const isModule = (url) => /\/assets\/easel-[\w-]+\.wasm$/.test(url);

/** A page that is not open yet, and notes what the policy forbids. */
export async function blank(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  await context.addInitScript(() => {
    window.forbidden = [];
    document.addEventListener("securitypolicyviolation", (e) => window.forbidden.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  return context.newPage();
}

/** What is said until there is a sheet, and the button beside it. */
export const words = (page) => page.locator("#arrival p");
export const again = (page) => page.locator("#arrival").getByRole("button", { name: "Try again" });
