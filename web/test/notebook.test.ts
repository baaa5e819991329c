import { describe, expect, it } from "vitest";
import { readFolded } from "../src/book";
import { finished, Herald, merge, notesMax, type Note } from "../src/notebook";

const note = (id: number, text = `note ${id}`, kind: Note["kind"] = "thought"): Note => ({ id, kind, at: 0, member: 0, text });
const some = (from: number, n: number): Note[] => Array.from({ length: n }, (_, i) => note(from + i));
const ids = (list: readonly Note[]): number[] => list.map((n) => n.id);

describe("the notebook", () => {
  it("takes what is new at its end, and what has changed in its place", () => {
    const had = merge([], { anew: true, notes: some(1, 3) });
    const now = merge(had, { anew: false, notes: [note(2, "changed", "ended"), note(4)] });
    expect(ids(now)).toEqual([1, 2, 3, 4]);
    expect(now[1]).toEqual(note(2, "changed", "ended"));
    expect(now[0]).toBe(had[0]); // what has not changed is the same
    expect(had).toHaveLength(3);
  });
  it("begins anew", () => { expect(ids(merge(some(1, 5), { anew: true, notes: [note(9)] }))).toEqual([9]); });
  it("keeps the newest, and none that has gone comes back", () => {
    const full = merge([], { anew: false, notes: some(1, notesMax) });
    expect(full).toHaveLength(notesMax);
    const more = merge(full, { anew: false, notes: [note(notesMax + 1)] });
    expect([more.length, more[0]?.id, more.at(-1)?.id]).toEqual([notesMax, 2, notesMax + 1]);
    expect(ids(merge(more, { anew: false, notes: [note(1, "late")] }))).toEqual(ids(more));
    expect(merge([], { anew: true, notes: some(1, 3 * notesMax) })[0]?.id).toBe(2 * notesMax + 1);
  });
});

describe("finished sentences", () => {
  it.each<[string, number, boolean, string, number]>([
    ["The sky is", 0, false, "", 0],
    ["The sky is blue.", 0, false, "", 0], // it may be 3.5
    ["The sky is blue. And", 0, false, "The sky is blue.", 17],
    ["One. Two! Three? Fo", 0, false, "One. Two! Three?", 17],
    ["He said “so.” Then", 0, false, "He said “so.”", 14],
    ["A title\nand", 0, false, "A title", 8],
    ["One. Two", 5, true, "Two", 8],
    ["One. Two", 8, true, "", 8],
    ["A  b\n\nc", 0, true, "A b c", 7],
  ])("%j from %i, whole: %s", (text, from, whole, said, to) => { expect(finished(text, from, whole)).toEqual([said, to]); });
});

describe("what is read out", () => {
  const names = (m: number): string => (m === 7 ? "Ada" : "Somebody");
  /** A herald to whom the page has been open for a while. */
  const settled = (first: readonly Note[] = [note(1, "Before. ")]): Herald => {
    const h = new Herald();
    expect(h.take(first, true, names, 0)).toEqual([]);
    return h;
  };
  const later = 10_000;
  it("is each sentence once, when it is finished", () => {
    const h = settled([note(1, "Before. ")]);
    const list = (text: string): Note[] => [note(1, "Before. "), note(2, text)];
    expect(h.take(list("The sky"), true, names, later)).toEqual([]);
    expect(h.take(list("The sky is blue. The w"), true, names, later)).toEqual(["The sky is blue."]);
    expect(h.take(list("The sky is blue. The water too"), true, names, later)).toEqual([]);
    expect(h.take(list("The sky is blue. The water too"), false, names, later)).toEqual(["The water too"]);
    expect(h.take(list("The sky is blue. The water too"), false, names, later)).toEqual([]);
  });
  it("ends a thought when the next note begins", () => {
    const h = settled();
    expect(h.take([note(1, "Before. "), note(2, "So it is"), note(3, "look", "begun")], true, names, later)).toEqual(["So it is"]);
  });
  it("are words of people, notices and what failed, but not all that it uses", () => {
    const h = settled();
    const nudge: Note = { ...note(2, "more blue", "nudge"), member: 7 };
    expect(h.take([note(1, "Before. "), nudge, note(3, "Resumed.", "notice"), note(4, "painted", "ended"), note(5, "no room", "failed")], true, names, later))
      .toEqual(["Ada: more blue", "Resumed.", "It did not work: no room"]);
  });
  it("is not what was there when the page came", () => {
    const h = new Herald();
    expect(h.take([], false, names, 0)).toEqual([]);
    expect(h.take(some(1, 100), false, names, 5000)).toEqual([]);
    expect(h.take(some(1, 200), false, names, 6000)).toEqual([]);
    expect(h.take([...some(1, 200), note(201, "New.")], false, names, 7000)).toEqual(["New."]);
  });
});

describe("whether it is folded", () => {
  it("is as it was kept, if somebody has chosen", () => { expect([null, "true", "false", "", "1", "null"].map(readFolded)).toEqual([null, true, false, null, null, null]); });
});
