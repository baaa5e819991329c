// This browser as the server's guest: renewed now and then, for as long as the
// page is open, so that a cookie that is used never runs out.
import { firstToken, pause } from "./api";
import { storage } from "./kept";
import { alone } from "./lease";
import type { Life } from "./life";
import { Refused, Renewal } from "./renewal";
import * as store from "./store";

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const shelf = storage();
const clock = { now: () => Date.now(), sleep: pause, random: () => Math.random() };

const renewal = new Renewal({
  ...clock,
  ask: () => fetch("/api/guest", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}", signal: AbortSignal.timeout(10 * second) }),
  ledger: shelf,
  alone: (f) => alone(clock, f),
});

/** Renews, and says a refusal once. Either way one may go on: the cookie may still be good. */
async function renewed(age: number): Promise<void> {
  try {
    await renewal.renew(age);
  } catch (e) {
    if (!(e instanceof Refused && e.quiet)) store.fail(e);
  }
}

/** Whether this browser has been the server's guest, and should be still. */
export const known = (): boolean => renewal.last() > Date.now() - 300 * day;

/** Becomes a guest, as soon as the server can be reached, and stays one. Tabs that open together ask once. */
export function beGuest(life: Life): Promise<void> {
  life.every(60 * minute, () => { void renewed(day); });
  life.on(document, "visibilitychange", () => { if (!document.hidden) void renewed(day); });
  life.on(window, "online", () => { renewal.hurry(); });
  return renewed(minute);
}

/** The server did not let us in: the cookie may be gone, though it was renewed. */
export const doubted = (): Promise<void> => renewed(5 * second);

/** The token of the first workspace, if it is ours. */
export async function firstPlace(): Promise<string> {
  let token = await firstToken();
  if (token === null) { // the server does not know us, whatever we believe
    await renewed(0);
    token = await firstToken();
  }
  return token ?? "";
}
