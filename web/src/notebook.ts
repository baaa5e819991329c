// The artist's notebook as the page has it: the newest notes, and what of them is
// read out to those who listen.
export interface Note {
  id: number;
  kind: "thought" | "begun" | "ended" | "failed" | "nudge" | "notice";
  at: number; // server's ms
  member: number; // whose words a nudge is
  text: string;
}

/** Notes that are new or have changed; anew: all before them are of a piece that is gone. */
export interface Fresh { anew: boolean; notes: readonly Note[] }

export const notesMax = 200;

/** The notes with those that are new; one with the id of an earlier one takes its place. */
export function merge(had: readonly Note[], { anew, notes }: Fresh): readonly Note[] {
  const list = anew ? [] : [...had];
  const oldest = list.length < notesMax ? -1 : (list[0]?.id ?? -1);
  for (const n of notes) {
    const i = list.findLastIndex((o) => o.id === n.id);
    if (i >= 0) list[i] = n;
    else if (n.id > oldest) list.push(n); // one that has gone does not come back
  }
  return list.slice(-notesMax);
}

/** The sentences that are finished after a place in a text, and where they end. */
export function finished(text: string, from: number, whole: boolean): [said: string, to: number] {
  const rest = text.slice(from);
  let end = 0;
  for (const m of rest.matchAll(/[.!?…:]["'”’)]*\s+|\n+/g)) end = m.index + m[0].length;
  if (whole) end = rest.length;
  return [rest.slice(0, end).trim().replace(/\s+/g, " "), from + end];
}

const quiet = 1500; // ms after the first note that is seen: what was there before is not read out

/** Says what is to be read out, sentence by sentence, each once. */
export class Herald {
  private readonly said = new Map<number, number>(); // id: so many characters
  private begun = Infinity;

  /** What is to be read out now. While the artist works its last words may go on. */
  take(notes: readonly Note[], working: boolean, nameOf: (member: number) => string, now: number): string[] {
    const first = this.begun === Infinity;
    if (first && notes.length > 0) this.begun = now;
    const still = now - this.begun < quiet;
    const list: string[] = [];
    notes.forEach((n, i) => {
      const from = this.said.get(n.id) ?? 0;
      const whole = n.kind !== "thought" || i < notes.length - 1 || !working;
      const [words, to] = n.kind === "begun" || n.kind === "ended" ? ["", n.text.length] : finished(n.text, from, whole);
      if (to === from) return;
      this.said.set(n.id, to);
      if (words === "" || still) return;
      list.push(n.kind === "nudge" ? `${nameOf(n.member)}: ${words}` : n.kind === "failed" ? `It did not work: ${words}` : words);
    });
    for (const id of this.said.keys()) if (id < (notes[0]?.id ?? Infinity)) this.said.delete(id);
    return list;
  }
}
