// How the artist stands to the piece, as the core tells it, and what of it people
// read: what it does now, why it does not, what one might say to it. Pure functions.

import { fitting } from "./remarks";

/** The member that the artist is, in every workspace. */
export const artistMember = 0xffffffff;

export interface Spent { used: number; most: number } // most 0: no bound
export interface Artist {
  piece: number; // 0: there is no artist, or nothing is known of it
  active: boolean;
  done: boolean;
  paused: "" | "person" | "away" | "error" | "budget";
  iteration: number;
  nudges: number; // that wait to be read
  provider: string;
  doing: string;
  why: string;
  prompt: string;
  turns: Spent; // on this piece
  tokens: Spent; // today
  strokes: Spent; // on this piece
}

const none: Spent = { used: 0, most: 0 };
export const noArtist: Artist = { piece: 0, active: false, done: false, paused: "", iteration: 0, nudges: 0, provider: "", doing: "", why: "", prompt: "", turns: none, tokens: none, strokes: none };

/** Whether it has begun on the piece. */
export const begun = (a: Artist): boolean => a.piece !== 0 && (a.active || a.done || a.iteration > 0 || a.prompt !== "" || a.turns.used + a.strokes.used > 0);

/** Whether it asks no model, and so uses no tokens. */
export const unpaid = (a: Artist): boolean => a.provider === "the studio artist" && a.tokens.used === 0;

/** Whether there is something to pause. */
export const pausable = (a: Artist): boolean => begun(a) && !a.done && a.paused === "";

/** Whether a person can let it go on. */
export const resumable = (a: Artist): boolean => begun(a) && (a.paused === "person" || a.paused === "error");

export type Mood = "unknown" | "ready" | "working" | "resting" | "paused" | "stopped" | "finished";

/** What it does now, in a few words, and, where it does nothing, what comes of that. Without a line to the server nobody knows, and who is shown out will not. */
export function mood(a: Artist, own: boolean, live: boolean, out = false): { mood: Mood; words: string; hint: string } {
  if (out) return { mood: "unknown", words: "Not connected", hint: "" };
  if (!live) return { mood: "unknown", words: "No line to the server", hint: "What it does now will be known when that is back." };
  if (!begun(a)) return { mood: "ready", words: "Ready", hint: "It paints what you tell it." };
  switch (a.paused) {
    case "person": return { mood: "paused", words: "Paused", hint: "Resume, and it goes on where it was." };
    case "away": return { mood: "paused", words: "Paused", hint: "Nobody was looking. It goes on now." };
    case "error": return { mood: "stopped", words: "Stopped", hint: `${sentence(a.why) || "What it runs on does not answer."} What is painted is safe. Resume to try again.` };
    case "budget": return { mood: "paused", words: "Paused", hint: `${sentence(a.why) || "It has used up what it may use."} ${own ? "Raise its budget below, and it goes on." : a.why === "" ? "An owner can raise its budget." : ""}`.trim() };
  }
  if (a.active) return { mood: "working", words: capital(a.doing) || "Thinking", hint: "" };
  if (a.done) return { mood: "finished", words: "Finished", hint: "A word from you, and it takes up the brush again." };
  return { mood: "resting", words: "Resting", hint: a.nudges > 0 ? "It reads your words next." : "A word from you, and it goes on." };
}

const capital = (s: string): string => s.slice(0, 1).toLocaleUpperCase() + s.slice(1);

function sentence(s: string): string {
  const text = s.trim();
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** How much of its budget is used, of the part that runs out first, 0…1; null if nothing is bounded. */
export function share(a: Artist): number | null {
  const parts = [a.turns, a.tokens, a.strokes].filter((s) => s.most > 0).map((s) => Math.min(s.used / s.most, 1));
  return parts.length === 0 ? null : Math.max(...parts);
}

const ideas = {
  paint: ["a quiet harbour at dusk", "an old apple tree in bloom", "an owl at night", "lemons on a kitchen table", "rain over a small town", "a lighthouse in a storm"],
  plotter: ["a city of thin lines", "a fern, leaf by leaf", "waves, one line each", "an old bicycle", "mountains in contour lines", "a cat asleep"],
};
const early = 60; // strokes

/** So many things that one might say to it as it stands, without those that were said already. They stay the same as long as that does. */
export function suggest(a: Artist, style: "paint" | "plotter", said: readonly string[], n: number): string[] {
  const fresh = (list: readonly string[]): string[] => {
    const rest = list.filter((s) => !said.includes(s));
    return rest.map((_, i) => rest[(i + a.piece) % rest.length] ?? "");
  };
  if (!begun(a)) return fresh(ideas[style]).slice(0, n);
  const fit = (when: "e" | "l" | "d"): string[] => fresh(fitting(when, style, a.prompt, said));
  if (a.done) return fit("d").slice(0, n);
  if (a.strokes.used < early) return fit("e").slice(0, n);
  return [...fit("l").slice(0, n - 1), "finish it"];
}
