import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noArtist, type Artist } from "../src/artist";
import * as store from "../src/store";
import * as words from "../src/words";

let asked: { path: string; body: Record<string, unknown> }[];
let answer: () => Response;

const is = (artist: Partial<Artist>, phase: store.State["phase"] = "live"): void => {
  store.state.value = { ...store.nothing, phase, role: "painter", artist: { ...noArtist, piece: 1, ...artist } };
};

beforeEach(() => {
  asked = [];
  answer = () => new Response("", { status: 200 });
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown> });
    try { return Promise.resolve(answer()); } catch (e) { return Promise.reject(e as Error); }
  });
  is({ iteration: 1 });
});
afterEach(() => {
  vi.unstubAllGlobals();
  words.leave();
  store.leave();
});

describe("words to the artist", () => {
  it("are sent, and leave the field", async () => {
    words.draft.value = " more blue ";
    expect(await words.say("t", words.draft.value)).toBe(true);
    expect(asked[0]).toMatchObject({ path: "/api/artist/nudge", body: { text: "more blue" } });
    expect(asked[0]?.body["id"]).toMatch(/^[0-9a-f]{24}$/);
    expect([words.draft.value, words.trouble.value]).toEqual(["", ""]);
  });
  it("begin the piece where it has not begun, be they none", async () => {
    is({});
    expect(words.started.value).toBe(false);
    await words.say("t", "a harbour");
    expect(words.started.value).toBe(true);
    await words.say("t", "");
    expect(asked).toEqual([{ path: "/api/artist/start", body: { prompt: "a harbour" } }, { path: "/api/artist/start", body: { prompt: "" } }]);
  });
  it("are not sent when there are none", async () => {
    expect(await words.say("t", "  ")).toBe(false);
    expect(asked).toEqual([]);
  });
  it("stay when they are refused, and count once when they are sent again", async () => {
    answer = () => new Response("32 messages wait already.\n", { status: 409 });
    words.draft.value = "more blue";
    expect(await words.say("t", "more blue")).toBe(false);
    expect([words.draft.value, words.trouble.value]).toEqual(["more blue", "32 messages wait already."]);
    answer = () => new Response("");
    await words.say("t", "more blue");
    await words.say("t", "more blue");
    const [first, again, another] = asked.map((a) => a.body["id"]);
    expect(again).toBe(first);
    expect(another).not.toBe(first);
  });
  it("have another id when they are others", async () => {
    answer = () => { throw new TypeError("no network"); };
    await words.say("t", "more blue");
    await words.say("t", "more red");
    expect(asked[0]?.body["id"]).not.toBe(asked[1]?.body["id"]);
    expect(words.trouble.value).toBe("The server cannot be reached right now.");
  });
  it("stay without a request when the server is out of reach", async () => {
    is({ iteration: 1 }, "offline");
    expect(await words.say("t", "add a bird")).toBe(false);
    expect(asked).toEqual([]);
    expect(words.draft.value).toBe("add a bird");
    expect(words.trouble.value).toMatch(/cannot be sent now/);
    is({ iteration: 1 });
    expect([words.trouble.value, words.draft.value]).toEqual(["", "add a bird"]);
  });
  it("that were refused are still refused when the line is back", async () => {
    answer = () => new Response("Not now.", { status: 409 });
    await words.say("t", "add a bird");
    is({ iteration: 1 }, "offline");
    is({ iteration: 1 });
    expect(words.trouble.value).toBe("Not now.");
  });
  it("that are a suggestion leave alone what is being written", async () => {
    words.draft.value = "give the boat";
    await words.say("t", "more blue");
    expect(words.draft.value).toBe("give the boat");
    answer = () => new Response("no", { status: 409 });
    await words.say("t", "add a bird");
    expect(words.draft.value).toBe("give the boat");
  });
});

describe("pause and resume", () => {
  it.each<[Partial<Artist>, string[]]>([
    [{ active: true }, ["/api/artist/pause"]], [{ iteration: 1 }, ["/api/artist/pause"]], [{ iteration: 1, paused: "person" }, ["/api/artist/resume"]],
    [{ iteration: 1, paused: "error" }, ["/api/artist/resume"]], [{}, []], [{ iteration: 1, done: true }, []],
  ])("of %o asks %o", async (artist, want) => {
    is(artist);
    await Promise.all([words.toggle("t"), words.toggle("t")]); // twice at once is once
    expect(asked.map((a) => a.path)).toEqual(want);
    expect(words.holding.value).toBe(false);
  });
  it("say what was refused", async () => {
    answer = () => new Response("It is paused already.", { status: 409 });
    is({ active: true });
    await words.toggle("t");
    expect(store.toasts.value.at(-1)?.text).toBe("It is paused already.");
  });
});
