// Firefox, driven by WebDriver BiDi over its own socket: Debian packages no
// geckodriver, and Playwright drives only a Firefox of its own making. A page here
// has as much of Playwright's page as the helpers of the journeys use.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";

export function firefoxPath() {
  return ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);
}

const startTime = 60_000; // ms
const commandTime = 60_000;

/** A plain value as BiDi spells it. */
function local(v) {
  if (v === undefined || v === null) return { type: v === undefined ? "undefined" : "null" };
  if (Array.isArray(v)) return { type: "array", value: v.map(local) };
  if (typeof v === "object") return { type: "object", value: Object.entries(v).map(([k, w]) => [k, local(w)]) };
  return { type: typeof v, value: v };
}

/** Starts a Firefox with an empty profile; resolves when it can be driven. */
export async function browseFirefox() {
  const profile = mkdtempSync(join(tmpdir(), "easel-firefox-"));
  writeFileSync(join(profile, "user.js"), ["app.update.auto", "browser.shell.checkDefaultBrowser", "datareporting.policy.dataSubmissionEnabled", "app.normandy.enabled", "browser.aboutwelcome.enabled", "network.captive-portal-service.enabled", "network.connectivity-service.enabled", "extensions.getAddons.cache.enabled"].map((k) => `user_pref("${k}", false);\n`).join(""));
  const child = spawn(firefoxPath(), ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise((done) => child.once("exit", done));
  const end = async () => {
    child.kill("SIGTERM");
    const hard = setTimeout(() => child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(hard);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await new Promise((done, fail) => {
      let log = "";
      child.stderr.on("data", (d) => {
        log += d;
        const at = /WebDriver BiDi listening on (ws:\S+)/.exec(log);
        if (at) done(`${at[1]}/session`);
      });
      child.once("error", fail);
      void gone.then((code) => fail(new Error(`Firefox ended with ${code}: ${log}`)));
      setTimeout(() => fail(new Error(`Firefox does not listen: ${log}`)), startTime).unref();
    });
    return await drive(url, end);
  } catch (e) {
    await end();
    throw e;
  }
}

async function drive(url, end) {
  const socket = new WebSocket(url);
  await new Promise((done, fail) => socket.once("open", done).once("error", fail));
  const asked = new Map();
  let id = 0;
  socket.on("message", (data) => {
    const m = JSON.parse(String(data));
    const a = asked.get(m.id);
    if (a === undefined) return;
    asked.delete(m.id);
    clearTimeout(a.timer);
    if (m.type === "success") a.done(m.result);
    else a.fail(new Error(`Firefox refuses ${a.method}: ${m.message}`));
  });
  const send = (method, params = {}) => new Promise((done, fail) => {
    const timer = setTimeout(() => { asked.delete(id); fail(new Error(`Firefox does not answer ${method}`)); }, commandTime);
    asked.set(++id, { method, done, fail, timer });
    socket.send(JSON.stringify({ id, method, params }));
  });
  const { capabilities } = await send("session.new", { capabilities: {} });
  return {
    version: capabilities.browserVersion,
    newPage: async ({ width = 1440, height = 900 } = {}) => {
      const { context } = await send("browsingContext.create", { type: "tab" });
      await send("browsingContext.setViewport", { context, viewport: { width, height } });
      return page(send, context);
    },
    close: async () => {
      await send("browser.close").catch(() => undefined); // it may be gone before it answers
      socket.close();
      await end();
    },
  };
}

function page(send, context) {
  const self = {
    goto: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    reload: () => send("browsingContext.reload", { context, wait: "complete" }),
    close: () => send("browsingContext.close", { context }),
    /** Calls a function in the page; its result comes back as JSON. */
    evaluate: async (f, arg) => {
      const r = await send("script.callFunction", {
        functionDeclaration: `async (arg) => JSON.stringify(await (${f})(arg))`, arguments: [local(arg)], target: { context }, awaitPromise: true, userActivation: true,
      });
      if (r.type === "exception") throw new Error(r.exceptionDetails.text);
      return r.result.type === "undefined" ? undefined : JSON.parse(r.result.value);
    },
    waitForFunction: async (f, arg, { timeout = 30_000 } = {}) => {
      for (const end = Date.now() + timeout; Date.now() < end; ) {
        if (await self.evaluate(f, arg)) return;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(`it does not come true: ${f}`);
    },
    /** Presses keys together, as WebDriver spells them. */
    press: (...keys) => send("input.performActions", {
      context, actions: [{ type: "key", id: "keys", actions: [...keys.map((value) => ({ type: "keyDown", value })), ...keys.toReversed().map((value) => ({ type: "keyUp", value }))] }],
    }),
    /** Draws with the browser's own pointer, a pen unless said. Points are of the window. */
    stroke: (points, pointerType = "pen") => send("input.performActions", {
      context, actions: [{
        type: "pointer", id: pointerType, parameters: { pointerType }, actions: [
          { type: "pointerMove", x: Math.round(points[0][0]), y: Math.round(points[0][1]) }, { type: "pointerDown", button: 0 },
          ...points.slice(1).map(([x, y, pressure]) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 8, ...(pointerType === "pen" ? { pressure } : {}) })),
          { type: "pointerUp", button: 0 },
        ],
      }],
    }),
    screenshot: async ({ path }) => {
      const { data } = await send("browsingContext.captureScreenshot", { context });
      writeFileSync(path, Buffer.from(data, "base64"));
    },
  };
  return self;
}
