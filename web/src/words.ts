// What people say to the artist: words, pause and resume.
import { effect, signal } from "@preact/signals";
import * as api from "./api";
import { begun, pausable, resumable } from "./artist";
import * as store from "./store";


export const draft = signal("");
export const trouble = signal(""); // why it was not sent
export const sending = signal(false);
export const started = signal(false); // the artist has begun by words from here
export const wordsMax = 1000; // characters, as the server counts them

let cut = false; // it was not sent because there was no line

// Once the line is back, that is no trouble any more.
effect(() => { if (store.live.value && cut) trouble.value = ""; });

let tried = { text: "", id: "" }; // that may have arrived, though nobody said so

const random = (): string => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");

const outOfReach = "This cannot be sent now: the server is out of reach. Your words stay here.";

/** Says something to the artist: what the piece is to be, if it has not begun. Words that are not sent stay in the field. */
export async function say(token: string, text: string): Promise<boolean> {
  const words = text.trim();
  const s = store.state.value;
  if (sending.value || (words === "" && begun(s.artist))) return false;
  const stay = (why: string): false => {
    if (draft.value.trim() === "") draft.value = words;
    trouble.value = why;
    cut = why === outOfReach || why === api.unreachable;
    return false;
  };
  if (!store.live.value) return stay(outOfReach);
  if (tried.text !== words) tried = { text: words, id: random() };
  sending.value = true;
  try {
    const starts = !begun(s.artist);
    await (starts ? api.startArtist(token, words) : api.nudgeArtist(token, words, tried.id));
    started.value ||= starts;
    if (draft.value.trim() === words) draft.value = "";
    tried = { text: "", id: "" };
    trouble.value = "";
    return true;
  } catch (e) {
    return stay(e instanceof Error ? e.message : String(e));
  } finally {
    sending.value = false;
  }
}

export const holding = signal(false); // a pause, or its end, is on its way

/** Pauses the artist, or lets it go on. */
export async function toggle(token: string): Promise<void> {
  const a = store.state.value.artist;
  if (holding.value || !(pausable(a) || resumable(a))) return;
  holding.value = true;
  try {
    await (resumable(a) ? api.resumeArtist(token) : api.pauseArtist(token));
  } catch (e) {
    store.fail(e);
  } finally {
    holding.value = false;
  }
}

/** The studio is left. */
export function leave(): void {
  tried = { text: "", id: "" };
  draft.value = trouble.value = "";
  started.value = false;
}
