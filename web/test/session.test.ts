import { beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff, first, most } from "../src/backoff";
import { Session, type Socket, type Wire } from "../src/session";

class Fake implements Socket {
  binaryType = "";
  bufferedAmount = 0;
  sent: Uint8Array[] = [];
  closed = false;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  send(data: Uint8Array<ArrayBuffer>): void { this.sent.push(data); }
  close(): void { this.closed = true; }
  lose(code: number): void { this.onclose?.({ code } as CloseEvent); }
}

let sockets: Fake[];
let frames: Uint8Array<ArrayBuffer>[];
let final: boolean;
let log: string[];
let result: number;

const wire: Wire = {
  opened: () => { log.push("opened"); },
  receive: () => { log.push("received"); return result; },
  closed: (code) => { log.push(`closed ${code}`); return final ? 1 : 0; },
  frame: () => frames.shift() ?? null,
};

function session(): Session {
  return new Session(wire, () => { const s = new Fake(); sockets.push(s); return s; }, new Backoff(() => 0), () => 0);
}

function socket(i: number): Fake {
  const s = sockets[i];
  if (s === undefined) throw new Error(`no socket ${i}`);
  return s;
}

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, frames, final, log, result] = [[], [], false, [], 0];
});

describe("session", () => {
  it("asks again for a socket that is not to be had now", () => {
    let may = false;
    const s = new Session(wire, () => {
      if (!may) return null;
      const got = new Fake();
      sockets.push(got);
      return got;
    }, new Backoff(() => 0), () => 0);
    s.open();
    expect(sockets.length).toBe(0);
    may = true;
    vi.advanceTimersByTime(most);
    expect(sockets.length).toBe(1);
  });
  it("sends what the core has when the socket opens", () => {
    frames = [new Uint8Array([1]), new Uint8Array([2])];
    session().open();
    socket(0).onopen?.({} as Event);
    expect(log).toEqual(["opened"]);
    expect(socket(0).sent.length).toBe(2);
  });
  it("says that a socket closed that had never opened", () => {
    let shut = 0;
    const s = new Session(wire, () => { const f = new Fake(); sockets.push(f); return f; }, new Backoff(() => 0), () => 0, () => { shut++; });
    s.open();
    socket(0).lose(1006);
    expect(shut).toBe(1);
    vi.runAllTimers();
    socket(1).onopen?.({} as Event);
    socket(1).lose(1006);
    expect(shut).toBe(1);
  });
  it("comes back after a loss, and not twice", () => {
    const s = session();
    s.open();
    socket(0).lose(1006);
    s.hurry();
    vi.runAllTimers();
    expect(sockets.length).toBe(2);
    expect(log).toEqual(["closed 1006"]);
  });
  it("does nothing on a late event of an old socket", () => {
    const s = session();
    s.open();
    s.reopen();
    vi.runAllTimers();
    log.length = 0;
    socket(0).lose(4003);
    socket(0).onmessage?.({ data: new ArrayBuffer(1) } as MessageEvent);
    socket(0).onopen?.({} as Event);
    expect(log).toEqual([]);
    expect(sockets.length).toBe(2);
  });
  it("stays away when the core says that the code is final", () => {
    const s = session();
    s.open();
    final = true;
    socket(0).lose(4003);
    s.hurry();
    s.open();
    vi.runAllTimers();
    expect(sockets.length).toBe(1);
  });
  it("opens anew after a frame that the core cannot use", () => {
    session().open();
    result = 1;
    socket(0).onmessage?.({ data: new ArrayBuffer(3) } as MessageEvent);
    vi.runAllTimers();
    expect(socket(0).closed).toBe(true);
    expect(sockets.length).toBe(2);
  });
  it("leaves frames in the core while the socket is full", () => {
    const s = session();
    s.open();
    frames = [new Uint8Array([1])];
    socket(0).bufferedAmount = 256 << 10;
    s.flush();
    expect(socket(0).sent.length).toBe(0);
    socket(0).bufferedAmount = 0;
    s.flush();
    expect(socket(0).sent.length).toBe(1);
  });
});

describe("backoff", () => {
  it("doubles up to its most, jittered over the whole, and starts over", () => {
    const b = new Backoff(() => 1);
    const waits = Array.from({ length: 12 }, () => b.next());
    expect(waits[0]).toBe(50 + first);
    expect(waits[1]).toBe(50 + 2 * first);
    expect(waits.at(-1)).toBe(50 + most);
    b.reset();
    expect(b.next()).toBe(50 + first);
    expect(new Backoff(() => 0).next()).toBe(50);
  });
});
