// The notebook in the page: what it holds, what of it is read out, whether it is open.
import { computed, signal } from "@preact/signals";
import { begun } from "./artist";
import { Herald, merge, type Fresh, type Note } from "./notebook";
import * as store from "./store";
import { keep, stored } from "./stored";
import * as words from "./words";

export const notes = signal<readonly Note[]>([]);
export const heard = signal<readonly { id: number; text: string }[]>([]); // what is read out
const heardMax = 4;

const foldedKey = "easel.folded";

/** Whether the person has folded it, as it was kept; null if they have not chosen. */
export function readFolded(text: string | null): boolean | null {
  return text === "true" ? true : text === "false" ? false : null;
}

const chosen = signal(readFolded(stored(foldedKey)));
export const opened = signal(false); // the bottom sheet of a phone
export const tall = signal(false); // and that sheet takes most of the screen
export const unread = signal(false); // it was written in while it was shut
export const wanted = signal(false); // the field is to have the focus

export const there = computed(() => store.state.value.artist.piece !== 0);
export const phone = computed(() => store.width.value < 640);

/** Windows from which on it lies beside the sheet, CSS px, and from which on it does so unasked. */
const besideLeast = 1024;
const unasked = 1200;

/** Whether it is folded to a tab. Until somebody chooses, it unfolds when there is something in it, and room: less is enough for who has told the artist what to paint. */
export const folded = computed(() => chosen.value ?? (store.width.value < (words.started.value ? besideLeast : unasked) || (!begun(store.state.value.artist) && notes.value.length === 0)));
export const shown = computed(() => there.value && store.panels.value && (phone.value ? opened.value : !folded.value));

/** Whether a phone shows in a strip what the artist does, with its pause. */
export const striped = computed(() => there.value && phone.value && !opened.value && begun(store.state.value.artist) && !store.state.value.artist.done);

/** What it takes of the window beside the sheet, in CSS px: its tab, until it is known whether there is an artist. */
export const beside = computed(() => ((!there.value && store.state.value.piece !== 0) || phone.value ? 24 : store.width.value < besideLeast || !shown.value ? 68 : 352));

/** Whether there is an artist that waits to be told what to paint, and nothing else is open. */
const ready = computed(() => there.value && store.state.value.phase === "live" && store.canDraw() && !begun(store.state.value.artist) && !store.settings.value && !shown.value);

/** Windows that are lower have no room for the invitation under the sheet, CSS px. */
const roomy = 561;
export const low = computed(() => store.height.value < roomy);
const asking = signal(0); // the piece for which somebody has unfolded the invitation

const empty = computed(() => !low.value && !store.drawn.value && !store.state.value.canUndo && store.state.value.bytes === 0);

/** Whether the empty sheet asks for a first stroke, or for words to the artist; later it does that for who wants it to. */
export const invited = computed(() => ready.value && (empty.value || asking.value === store.state.value.piece));

/** Whether it is there because somebody wants it, who may want to be rid of it. */
export const unfolded = computed(() => invited.value && !empty.value);

/** Whether the invitation is folded to a button. */
export const askable = computed(() => ready.value && !invited.value);

/** Keeps it unfolded while somebody is at it. */
export function keepAsking(): void { asking.value = store.state.value.piece; }

/** Unfolds it, with the focus in its field. */
export function ask(): void {
  keepAsking();
  wanted.value = true;
}

export const folding = signal(false); // the button that it is folded to is to have the focus

/** Folds it, by keys or by its own button: the focus goes to what unfolds it again. */
export function foldAsking(): void {
  folding.value = true;
  shut();
}

/** Folds what lies over the sheet. */
export function shut(): void {
  store.settings.value = opened.value = false;
  asking.value = 0;
}

export function fold(on: boolean): void {
  chosen.value = on;
  if (!on) unread.value = false;
  keep(foldedKey, on);
}

export function open(on: boolean): void {
  opened.value = on;
  tall.value = false;
  if (on) store.settings.value = unread.value = false;
}

/** Opens whatever has the field, and lets it have the focus. */
export function writing(): void {
  if (!invited.value && !shown.value) {
    if (phone.value) open(true);
    else fold(false);
  }
  wanted.value = true;
}

export const nameOf = (member: number): string => {
  const s = store.state.value;
  return member === s.member ? "You" : (s.members.find((m) => m.id === member)?.name ?? "Somebody");
};

let herald = new Herald();
let heardId = 0;

/** Takes notes that are new. */
export function take(fresh: Fresh): void {
  notes.value = merge(notes.value, fresh);
  if (!shown.value && fresh.notes.length > 0) unread.value = true;
  listen(working, true);
}

let working = false;

/** Reads out what is finished; also when the artist has stopped in the middle of a sentence. */
export function listen(active: boolean, news = false): void {
  if (active === working && !news) return;
  working = active;
  const said = herald.take(notes.value, active, nameOf, performance.now());
  if (said.length > 0 && shown.value) heard.value = [...heard.value, ...said.map((text) => ({ id: ++heardId, text }))].slice(-heardMax);
}

/** The studio is left. */
export function leave(): void {
  notes.value = [];
  heard.value = [];
  herald = new Herald();
  working = false;
  words.leave();
  opened.value = tall.value = unread.value = wanted.value = folding.value = false;
  asking.value = 0;
}
