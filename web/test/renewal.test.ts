import { beforeEach, describe, expect, it, vi } from "vitest";
import { free, leased, leaseMs, type Desk } from "../src/lease";
import { readLedger, Refused, Renewal, retryAfter, type Tools } from "../src/renewal";

const start = 1_800_000_000_000;
const minute = 60_000;
const answer = (status: number, body = "", headers: Record<string, string> = {}): Response => new Response(body, { status, headers });

/** A browser: tabs share its storage and its lock; the server is a list of what it answers. */
class Browser {
  readonly map = new Map<string, string>();
  asked: number[] = []; // when
  answers: (Response | Error)[] = [];
  slow = 0; // ms that an answer takes
  private last: Promise<unknown> = Promise.resolve();

  tab(change: Partial<Tools> = {}): Renewal {
    const sleep = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });
    return new Renewal({
      ask: async () => {
        this.asked.push(Date.now() - start);
        const a = this.answers.shift() ?? answer(200);
        await sleep(this.slow);
        if (a instanceof Error) throw a;
        return a;
      },
      ledger: { getItem: (k) => this.map.get(k) ?? null, setItem: (k, v) => { this.map.set(k, v); } },
      alone: (f) => {
        const mine = this.last.then(f);
        this.last = mine.catch(() => undefined);
        return mine;
      },
      now: () => Date.now(), sleep, random: () => 0.5, ...change,
    });
  }
}

let b: Browser;
beforeEach(() => {
  vi.useFakeTimers({ now: start });
  b = new Browser();
});

/** Lets all that waits come to its end, for so long at most. */
async function outcome(tries: Promise<void>[], ms = 10 * minute): Promise<string[]> {
  const all = Promise.allSettled(tries);
  await vi.advanceTimersByTimeAsync(ms);
  return (await all).map((r) => (r.status === "fulfilled" ? "yes" : r.reason instanceof Refused ? `${r.reason.message}${r.reason.quiet ? " (quiet)" : ""}` : String(r.reason)));
}

describe("renewal", () => {
  it("is one request for ten tabs that open at once", async () => {
    b.slow = 700;
    const tabs = Array.from({ length: 10 }, () => b.tab());
    expect(await outcome(tabs.map((t) => t.renew(minute)))).toEqual(Array(10).fill("yes"));
    expect(b.asked.length).toBe(1);
  });
  it("is not made again before its time, and then is", async () => {
    const t = b.tab();
    await outcome([t.renew(minute)], 0);
    await outcome([b.tab().renew(minute)], 59_000);
    expect(b.asked.length).toBe(1);
    await outcome([t.renew(60 * minute)], 2_000);
    expect(b.asked.length).toBe(1);
    await outcome([t.renew(minute)], 0);
    expect(b.asked.length).toBe(2);
    expect(t.last()).toBe(start + 61_000);
  });
  it("is made once in one tab, however often it is asked for", async () => {
    b.slow = 100;
    const t = b.tab();
    await outcome([t.renew(minute), t.renew(minute), t.renew(0)]);
    expect(b.asked.length).toBe(1);
  });
  it("asks anew for who wants it newer than what runs", async () => {
    const t = b.tab();
    await outcome([t.renew(minute)], 10);
    const old = t.renew(minute); // content with what there is
    const now = t.renew(0);
    await outcome([old, now]);
    expect(b.asked.length).toBe(2);
  });
  it("outlasts an outage at a pace that all tabs share, and signs nobody out", async () => {
    b.map.set("easel.last", "token");
    b.answers = [new TypeError("no network"), answer(500), answer(503), answer(502), new TypeError("no network")];
    const tabs = Array.from({ length: 10 }, () => b.tab());
    expect(await outcome(tabs.map((t) => t.renew(minute)))).toEqual(Array(10).fill("yes"));
    expect(b.asked.length).toBe(6);
    const gaps = b.asked.slice(1).map((at, i) => at - (b.asked[i] ?? 0));
    gaps.forEach((gap, i) => { expect(gap).toBeGreaterThanOrEqual(125 * 2 ** i); });
    expect(b.map.get("easel.last")).toBe("token");
  });
  it("waits as long as the server wants, in seconds or until a date", async () => {
    b.answers = [answer(429, "", { "Retry-After": "31" }), answer(503, "", { "Retry-After": new Date(start + 90_000).toUTCString() })];
    const t = b.tab();
    const tries = [t.renew(minute), b.tab().renew(minute)];
    await vi.advanceTimersByTimeAsync(30_000);
    t.hurry(); // the network is back: that is not what the server asked for
    await vi.advanceTimersByTimeAsync(900);
    expect(b.asked.length).toBe(1);
    expect(await outcome(tries)).toEqual(["yes", "yes"]);
    expect(b.asked[1]).toBeGreaterThanOrEqual(31_000);
    expect(b.asked[2]).toBeGreaterThanOrEqual(90_000);
    expect(b.asked.length).toBe(3);
  });
  it("is tried at once when the network is back", async () => {
    b.answers = Array.from({ length: 8 }, () => new TypeError("no network"));
    const t = b.tab();
    const tries = [t.renew(minute)];
    await vi.advanceTimersByTimeAsync(9_000);
    const n = b.asked.length;
    b.answers = [];
    t.hurry();
    await vi.advanceTimersByTimeAsync(1);
    expect(b.asked.length).toBe(n + 1);
    expect(await outcome(tries)).toEqual(["yes"]);
  });
  it.each([400, 401, 403, 404, 410, 421, 451])("says a refusal (%i) in one tab of ten", async (status) => {
    b.answers = Array.from({ length: 10 }, () => answer(status, "Not you.\n"));
    b.slow = 50;
    const said = await outcome(Array.from({ length: 10 }, () => b.tab()).map((t) => t.renew(minute)));
    expect(said.filter((s) => s === "Not you.").length).toBe(1);
    expect(said.filter((s) => s === "Not you. (quiet)").length).toBe(9);
    expect(b.asked.length).toBe(1);
  });
  it("says the same refusal once in a tab, and another one again", async () => {
    b.answers = [answer(403, "Not you."), answer(403, "Not you."), answer(403, "Nor you."), answer(200), answer(403, "Nor you.")];
    const t = b.tab();
    const said = [];
    for (let i = 0; i < 5; i++) said.push(...await outcome([t.renew(0)], 1000));
    expect(said).toEqual(["Not you.", "Not you. (quiet)", "Nor you.", "yes", "Nor you."]);
  });
  it("is tried again by a page that comes after a refusal", async () => {
    b.answers = [answer(403, "Not you.")];
    await outcome([b.tab().renew(minute)], 10);
    expect(await outcome([b.tab().renew(minute)])).toEqual(["yes"]);
  });
  it("works where nothing can be stored", async () => {
    const no = () => { throw new Error("forbidden"); };
    b.answers = [answer(500), new TypeError("no network")];
    const t = b.tab({ ledger: { getItem: no, setItem: no } });
    expect(await outcome([t.renew(minute), t.renew(minute)])).toEqual(["yes", "yes"]);
    expect(b.asked.length).toBe(3);
  });
});

describe("the ledger", () => {
  it.each(["", "{", "null", "[]", "7", '{"at":"x"}', `{"at":${start + 1},"wait":${start + 1e9},"tries":-1}`])("%s says nothing", (text) => {
    expect(readLedger(text, start)).toMatchObject({ at: 0, tries: 0, wait: 0, no: 0 });
  });
  it.each([[null, 0], ["", 0], ["7", 7000], [" 7 ", 7000], ["-1", 0], ["x", 0], ["1e3", 0], ["99999", 300_000], [new Date(start + 5000).toUTCString(), 5000], [new Date(start - 5000).toUTCString(), 0]])("Retry-After %s is %i ms", (text, want) => {
    expect(retryAfter(text, start)).toBe(want);
  });
});

describe("the lease", () => {
  /** A database whose answers take a while. */
  class Rows implements Desk {
    row: { who: string; until: number } | undefined;
    async take(who: string, now: number, until: number): Promise<boolean> {
      const ok = free(this.row, now);
      if (ok) this.row = { who, until };
      await clock.sleep(3);
      return ok;
    }
    async give(who: string): Promise<void> {
      await clock.sleep(3);
      if (this.row?.who === who) this.row = undefined;
    }
  }
  const clock = { now: () => Date.now(), sleep: (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); }), random: Math.random };
  it("lets one of ten tabs at a time, and outlives one that died", async () => {
    const rows = new Rows();
    rows.row = { who: "dead", until: start + leaseMs };
    let at = 0;
    let most = 0;
    let runs = 0;
    const all = Promise.all(Array.from({ length: 10 }, () => leased(rows, clock, async () => {
      most = Math.max(most, ++at);
      await clock.sleep(200);
      at--;
      runs++;
    })));
    await vi.advanceTimersByTimeAsync(leaseMs - 1);
    expect(most).toBe(0);
    await vi.advanceTimersByTimeAsync(minute);
    await all;
    expect([most, runs, rows.row]).toEqual([1, 10, undefined]);
  });
  it("is free when it has run out or is from another time", () => {
    expect([undefined, { until: start }, { until: start + 1 }, { until: start + leaseMs }, { until: start + leaseMs + 1 }].map((r) => free(r, start))).toEqual([true, true, false, false, true]);
  });
  it("goes on without a database, and after what went wrong", async () => {
    const no = (): Promise<never> => Promise.reject(new Error("forbidden"));
    expect(await leased({ take: no, give: no }, clock, () => Promise.resolve(7))).toBe(7);
    const rows = new Rows();
    const broken = expect(leased(rows, clock, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await vi.advanceTimersByTimeAsync(minute);
    await broken;
    expect(rows.row).toBe(undefined);
  });
});
