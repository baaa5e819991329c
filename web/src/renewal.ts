// Who this browser is for the server: a cookie, which a request makes or renews.
// However many tabs there are, one asks at a time; the others wait for what comes
// of it, which stands in a ledger that all of them read. What passes by itself,
// such as an outage, is tried again at a pace that they share; a refusal ends the
// try, and one tab says so. Nothing here ever takes a link or a cookie away.
import { waitMs } from "./backoff";

export interface Tools {
  ask(): Promise<Response>; // the request; it fails when the server cannot be reached
  ledger: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  alone<T>(f: () => Promise<T>): Promise<T>; // runs f while no other tab does
  now(): number; // ms, the same in all tabs
  sleep(ms: number): Promise<void>;
  random(): number;
}

const key = "easel.guest";

/** What all tabs know. Times are ms; 0 is never. */
interface Ledger {
  at: number; // when the server last said yes
  tries: number; // that came to nothing since
  wait: number; // nobody asks before
  asked: boolean; // because the server wants it so
  no: number; // when it last refused for good
  why: string; // in its words
}

const blank: Ledger = { at: 0, tries: 0, wait: 0, asked: false, no: 0, why: "" };

/** Reads a ledger; what cannot be, or comes from the future, is as if it were not there. */
export function readLedger(text: string | null, now: number): Ledger {
  try {
    const l = JSON.parse(text ?? "") as Partial<Record<keyof Ledger, unknown>> | null;
    const past = (v: unknown): number => (typeof v === "number" && v > 0 && v <= now ? v : 0);
    const wait = typeof l?.wait === "number" && l.wait > now && l.wait <= now + 2 * longest ? l.wait : 0;
    const tries = typeof l?.tries === "number" && l.tries >= 0 && l.tries < 1000 ? l.tries : 0;
    return { at: past(l?.at), tries, wait, asked: l?.asked === true, no: past(l?.no), why: typeof l?.why === "string" ? l.why : "" };
  } catch {
    return { ...blank };
  }
}

const longest = 300_000; // ms; a server that asks for more patience than that is asked again all the same

/** The ms that a Retry-After asks for, or 0. */
export function retryAfter(text: string | null, now: number): number {
  if (text === null || text.trim() === "") return 0;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longest) : 0;
}

/** Whether an answer means: ask again. All else of the 400s is a refusal. */
const passes = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

/** The server will not have us. Quiet if it was said before, or another tab says it. */
export class Refused extends Error {
  constructor(why: string, readonly quiet: boolean) { super(why); }
}

export class Renewal {
  private running: { since: number; done: Promise<void> } | null = null;
  private own = ""; // the ledger, where there is no storage
  private said = "";
  private wake: () => void = () => undefined;

  constructor(private readonly t: Tools) {}

  /** When the server last said yes, as far as this browser knows; 0 if it never did. */
  last(): number { return this.read().at; }

  /** Resolves once the server has said yes within so many ms, or just now. It fails with Refused alone. */
  async renew(age: number): Promise<void> {
    const start = this.t.now();
    const since = start - age;
    while (this.running !== null && this.running.since < since) await this.running.done.catch(() => undefined); // it may be content with less
    if (this.running === null) {
      const done = this.run(start, since).finally(() => { this.running = null; });
      this.running = { since, done };
    }
    return this.running.done;
  }

  /** Tries at once what waits for an outage to end: the network is back. */
  hurry(): void {
    const l = this.read();
    if (l.wait === 0 || l.asked) return;
    this.write({ ...l, wait: 0 });
    this.wake();
  }

  private async run(start: number, since: number): Promise<void> {
    for (;;) {
      const ms = await this.t.alone(() => this.turn(start, since));
      if (ms === 0) return;
      await Promise.race([this.t.sleep(ms), new Promise<void>((done) => { this.wake = done; })]);
    }
  }

  /** Makes one request, unless another tab was faster. Returns in how many ms to look again, 0 if all is well. */
  private async turn(start: number, since: number): Promise<number> {
    const l = this.read();
    if (l.at > 0 && l.at >= since) return 0;
    if (l.no > 0 && l.no >= start) throw new Refused(l.why, true);
    const now = this.t.now();
    if (l.wait > now) return l.wait - now + Math.round(100 * this.t.random());
    let res: Response;
    try {
      res = await this.t.ask();
    } catch {
      return this.later(l, 0);
    }
    if (res.ok) {
      this.write({ ...blank, at: this.t.now() });
      this.said = "";
      return 0;
    }
    if (passes(res.status)) return this.later(l, retryAfter(res.headers.get("Retry-After"), this.t.now()));
    const why = (await res.text().catch(() => "")).trim() || `The server answers ${res.status}.`;
    this.write({ ...blank, at: l.at, no: this.t.now(), why });
    const quiet = this.said === why;
    this.said = why;
    throw new Refused(why, quiet);
  }

  private later(l: Ledger, asked: number): number {
    const ms = asked > 0 ? asked + Math.round(1000 * this.t.random()) : waitMs(l.tries, this.t.random());
    this.write({ ...l, tries: l.tries + 1, wait: this.t.now() + ms, asked: asked > 0 });
    return ms;
  }

  private read(): Ledger {
    let text: string | null = this.own;
    try { text = this.t.ledger.getItem(key) ?? this.own; } catch { /* then this tab's own */ }
    return readLedger(text, this.t.now());
  }

  private write(l: Ledger): void {
    this.own = JSON.stringify(l);
    try { this.t.ledger.setItem(key, this.own); } catch { /* then this tab alone knows */ }
  }
}
