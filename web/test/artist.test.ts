import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { begun, mood, noArtist, pausable, resumable, share, unpaid, suggest, type Artist } from "../src/artist";
import { paragraphs } from "../src/entry";
import { settle } from "../src/grip";
import { action } from "../src/keys";
import { remarks } from "../src/remarks";

const at = (change: Partial<Artist> = {}): Artist => ({ ...noArtist, piece: 3, iteration: 1, ...change });
const key = (k: string) => ({ key: k, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false });

describe("what the artist does", () => {
  it.each<[string, Partial<Artist>, string, RegExp]>([
    ["has not begun", { iteration: 0 }, "Ready", /what you tell it/],
    ["works, without a word", { active: true }, "Thinking", /^$/],
    ["works", { active: true, doing: "painting the sky" }, "Painting the sky", /^$/],
    ["rests", {}, "Resting", /A word from you/],
    ["has words to read", { nudges: 2 }, "Resting", /your words next/],
    ["is done", { done: true }, "Finished", /takes up the brush/],
    ["was paused", { paused: "person", active: true }, "Paused", /Resume/],
    ["was alone", { paused: "away" }, "Paused", /Nobody was looking/],
    ["has failed", { paused: "error", why: "The model refuses the key" }, "Stopped", /^The model refuses the key\. .*try again\.$/],
    ["has failed, nobody knows why", { paused: "error" }, "Stopped", /does not answer/],
    ["has used it up", { paused: "budget", why: "Enough for today. An owner can give me more." }, "Paused", /^Enough for today\. An owner can give me more\.$/],
    ["has used it up, nobody says what", { paused: "budget" }, "Paused", /An owner can raise/],
  ])("%s", (_, change, words, hint) => {
    const m = mood(at(change), false, true);
    expect(m.words).toBe(words);
    expect(m.hint).toMatch(hint);
  });
  it("tells owners that they can raise the budget", () => { expect(mood(at({ paused: "budget" }), true, true).hint).toMatch(/Raise its budget/); });
  it("is not known without a line to the server", () => { expect(mood(at({ active: true, doing: "painting the sky" }), false, false)).toMatchObject({ mood: "unknown", words: "No line to the server" }); });
  it("promises nothing to who is shown out", () => { expect(mood(at({ active: true }), false, false, true)).toEqual({ mood: "unknown", words: "Not connected", hint: "" }); });
  it.each<[Partial<Artist>, boolean, boolean]>([
    [{ iteration: 0 }, false, false], [{}, true, false], [{ active: true }, true, false], [{ paused: "person" }, false, true], [{ paused: "error" }, false, true],
    [{ paused: "away" }, false, false], [{ paused: "budget" }, false, false], [{ done: true }, false, false], [{ piece: 0, active: true }, false, false],
  ])("%o can be paused: %s, resumed: %s", (change, pauses, resumes) => {
    expect([pausable(at(change)), resumable(at(change))]).toEqual([pauses, resumes]);
  });
  it("has begun when it was told what to paint", () => {
    expect([at({ iteration: 0 }), at({ iteration: 0, prompt: "a harbour" }), at({ iteration: 0, turns: { used: 1, most: 0 } }), at(), noArtist].map(begun)).toEqual([false, true, true, true, false]);
  });
});

describe("the budget", () => {
  it("is the part that runs out first", () => {
    expect(share(at())).toBeNull();
    expect(share(at({ turns: { used: 10, most: 40 }, tokens: { used: 9, most: 10 } }))).toBe(0.9);
    expect(share(at({ turns: { used: 50, most: 40 }, strokes: { used: 7, most: 0 } }))).toBe(1);
  });
  it("has no tokens where no model is asked", () => {
    const tokens = { used: 0, most: 9 };
    expect([at({ provider: "the studio artist", tokens }), at({ provider: "the studio artist", tokens: { used: 1, most: 9 } }), at({ provider: "a model", tokens })].map(unpaid)).toEqual([true, false, false]);
  });
});

describe("suggestions", () => {
  const states: Partial<Artist>[] = [{ iteration: 0 }, {}, { strokes: { used: 500, most: 0 } }, { done: true }];
  it("are as many as asked for, all different, and stay the same", () => {
    for (const change of states) for (const style of ["paint", "plotter"] as const) for (let piece = 1; piece < 20; piece++) for (const n of [1, 3]) {
      const list = suggest(at({ ...change, piece }), style, [], n);
      expect(list).toHaveLength(n);
      expect(new Set(list).size).toBe(n);
      expect(suggest(at({ ...change, piece }), style, [], n)).toEqual(list);
    }
  });
  it("are ideas before it begins, and an end when there is something", () => {
    expect(suggest(at({ iteration: 0, piece: 6 }), "paint", [], 3)).toContain("a quiet harbour at dusk");
    expect(suggest(at(), "paint", [], 4)).not.toContain("finish it");
    expect(suggest(at({ strokes: { used: 60, most: 0 } }), "paint", [], 4).at(-1)).toBe("finish it");
    expect(suggest(at({ done: true }), "paint", [], 4)).not.toContain("finish it");
  });
  it("are not what was said already, nor colours for a pen of one ink", () => {
    for (let piece = 1; piece < 9; piece++) {
      expect(suggest(at({ piece }), "paint", ["more blue"], 5)).not.toContain("more blue");
      expect(suggest(at({ piece }), "plotter", [], 4).join()).not.toMatch(/blue|warmer/);
    }
    const all = suggest(at(), "paint", [], 9);
    expect(suggest(at(), "paint", all, 4)).toEqual([]);
  });
  it.each<[string, string[], string[]]>([
    ["a harbour at dusk", ["add a bird", "leave the sky empty", "add a boat"], ["add an apple", "add a tree"]],
    ["a harbour without birds", ["add a boat"], ["add a bird", "leave the sky empty"]],
    ["hills, no trees, no blue", ["add a bird"], ["add a tree", "more blue"]],
    ["a bowl of fruit", [], ["add a bird", "leave the sky empty", "add an apple", "calmer water"]],
    ["lemons on a kitchen table, without trees", ["add an apple"], ["add a bird", "leave the sky empty", "add a tree"]],
    ["a portrait of a woman by the sea", [], ["add a bird", "add a boat", "leave the sky empty"]],
    ["a Café by the sea", [], ["add a bird", "add a boat", "leave the sky empty"]],
    ["a cafe by the sea", [], ["add a bird", "add a boat", "leave the sky empty"]],
    ["a mosaic", [], ["add a bird", "leave the sky empty"]],
    ["a forest", [], ["leave the sky empty"]],
    ["Snow on the hills", ["add a bird"], ["warmer light", "leave the sky empty"]],
  ])("fit %s", (prompt, has, hasNot) => {
    const all = [{}, { strokes: { used: 500, most: 0 } }, { done: true }].flatMap((change) => suggest(at({ ...change, prompt }), "paint", [], 20));
    for (const s of has) expect(all).toContain(s);
    for (const s of hasNot) expect(all).not.toContain(s);
  });
  it("are those of the app's window", () => {
    type Case = { Piece: number; Style: "paint" | "plotter"; Prompt: string; Begun: boolean; Done: boolean; Strokes: number; Said: string[]; N: number; Want: string[] };
    const file = JSON.parse(readFileSync(new URL("../../core/remark/testdata/remarks.json", import.meta.url), "utf8")) as { Remarks: unknown; Cases: Case[] };
    expect(remarks.map((r) => ({ Say: r.say, When: r.when, Names: r.names?.source ?? "", Where: r.where?.source ?? "", Paint: r.paint ?? false }))).toEqual(file.Remarks);
    for (const c of file.Cases) {
      const a = at({ piece: c.Piece, iteration: c.Begun ? 1 : 0, done: c.Done, prompt: c.Begun ? c.Prompt : "", strokes: { used: c.Strokes, most: 0 } });
      expect(suggest(a, c.Style, c.Said, c.N), JSON.stringify(c)).toEqual(c.Want);
    }
    expect(file.Cases.length).toBeGreaterThan(100);
  });
  it("do not bring back what was said to be left out", () => {
    expect(suggest(at({ prompt: "hills" }), "paint", ["no birds, please"], 9)).not.toContain("add a bird");
    expect(suggest(at({ prompt: "hills" }), "paint", [], 9)).toContain("add a bird");
  });
});

describe("a thought", () => {
  it("has paragraphs", () => { expect(paragraphs("a\nb\n\n\nc \n \n")).toEqual(["a\nb", "c"]); });
  it("may be empty", () => { expect(paragraphs(" \n")).toEqual([]); });
});

describe("a bottom sheet that is let go", () => {
  it.each<[string, boolean, number, number, "shut" | "half" | "tall"]>([
    ["where it was", false, 0, 0, "half"], ["a little lower", false, 60, 0, "half"], ["lower", false, 61, 0, "shut"], ["quickly", false, 20, 0.7, "shut"],
    ["higher", false, -61, 0, "tall"], ["tall, where it was", true, 5, 0, "tall"], ["tall, lower", true, 100, 0, "half"], ["tall, far down", true, 300, 0, "shut"], ["tall, very quickly", true, 70, 1.5, "shut"],
  ])("%s", (_, tall, dy, speed, want) => { expect(settle(tall, 500, dy, speed)).toBe(want); });
});

describe("the artist's keys", () => {
  it.each([["a", "artist"], ["P", "pause"], ["n", "new"]])("%s is %s", (k, want) => { expect(action(key(k))).toBe(want); });
});
