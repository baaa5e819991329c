// All that the panels show. Only the session writes what comes from the core;
// the rest is what the person has chosen.
import { computed, signal } from "@preact/signals";
import { noArtist, type Artist } from "./artist";
import { coming } from "./coming";
import { paints } from "./palette";
import { ready } from "./palettes";
import { keep, readColors, stored } from "./stored";

export interface Member { id: number; name: string; color: string; role: string; online: boolean }
export interface Notice { id: number; kind: string; text: string; refusal: number }
export interface Cursor { actor: number; member: number; x: number; y: number; down: boolean }

export interface State {
  phase: "connecting" | "live" | "offline" | "refused";
  refusal: number;
  refusalText: string;
  piece: number;
  style: "paint" | "plotter";
  title: string;
  seq: number;
  epoch: number;
  pending: number;
  open: number;
  waiting: number;
  waitMs: number;
  limit: { max: number; live: number };
  mispredictions: number;
  rtt: number;
  role: string;
  member: number;
  members: Member[];
  canUndo: boolean;
  canRedo: boolean;
  unsaved: number;
  strays: number;
  bytes: number;
  bytesMax: number;
  performing: number; // strokes of hands that one watches
  artist: Artist;
  notices: Notice[];
}

export const nothing: State = {
  phase: "offline", refusal: 0, refusalText: "", piece: 0, style: "paint", title: "", seq: 0, epoch: 0, pending: 0, open: 0, waiting: 0, waitMs: 0,
  limit: { max: 0, live: 0 }, mispredictions: 0, rtt: 0, role: "", member: 0, members: [], canUndo: false, canRedo: false, unsaved: 0, strays: 0,
  bytes: 0, bytesMax: 0, performing: 0, artist: noArtist, notices: [],
};

// From the core.
export const state = signal<State>(nothing);
export const plotter = computed(() => state.value.style === "plotter"); // the piece has one pen, in one ink
export const plotterPen = 2.5; // px
export const cursors = signal<Cursor[]>([]);
export const fault = signal("");

export interface BrushChoice { kind: number; color: string; size: number; opacity: number }

/** The brushes that the page itself knows by their numbers. */
export const pen = 1;
export const eraser = 15;

/** Reads a brush as it was kept; what is not one is the first visit's. */
export function readBrush(text: string | null): BrushChoice {
  const first = { kind: pen, color: paints[0]?.color ?? "#1f1b18", size: 6, opacity: 100 };
  try {
    const b = JSON.parse(text ?? "") as Partial<Record<keyof BrushChoice, unknown>>;
    const within = (v: unknown, least: number, most: number): v is number => typeof v === "number" && v >= least && v <= most;
    return {
      kind: within(b.kind, 1, 255) && b.kind !== eraser ? Math.round(b.kind) : first.kind,
      color: typeof b.color === "string" && /^#[0-9a-f]{6}$/.test(b.color) ? b.color : first.color,
      size: within(b.size, 1, 512) ? b.size : first.size,
      opacity: within(b.opacity, 1, 100) ? b.opacity : first.opacity,
    };
  } catch {
    return first;
  }
}

export const brushKey = "easel.brush";
const recentKey = "easel.recent";
const recentMax = 8;

// Chosen.
export type Tool = "select" | "brush" | "rubber" | "eraser" | "bucket" | "picker" | "hand"; // the rubber takes paint away, the eraser strokes
export const tool = signal<Tool>("brush");
const brush = readBrush(stored(brushKey));
export const kind = signal(brush.kind);
export const color = signal(brush.color);
export const size = signal(brush.size);
export const opacity = signal(brush.opacity);
export const recent = signal<string[]>(readColors(stored(recentKey), recentMax));
export const zoom = signal(1);
export const width = signal(typeof innerWidth === "number" ? innerWidth : 1440); // of the window, CSS px
export const height = signal(typeof innerHeight === "number" ? innerHeight : 900);
export const panels = signal(true);
export const debug = signal(false);
export const help = signal(false);
export const sharing = signal(false);
export const menu = signal(false);
export const gallery = signal(false);
export const fresh = signal(false); // the dialog for a new piece
export const made = signal<ReadonlyMap<number, string>>(new Map()); // links made here, by their numbers: the server keeps no link that could be shown again
export const clearing = signal(false); // whether the sheet is to be cleared is asked
export const opening = signal(false); // what shall become of an Easel file is asked
export const people = signal(false); // all who are here
export const me = signal(false); // how others see one
export const spaces = signal(false); // the workspaces that one is a member of
export const exporting = signal(false);
export const dialogs = [help, sharing, menu, gallery, fresh, clearing, opening, people, me, spaces, exporting];
export const working = signal<{ what: string; part: number; cancel: () => void } | null>(null); // on a file, for a while
export const dropping = signal(false); // a file is held over the page
export const settings = signal(false); // the bottom sheet of a phone
export const drawn = signal(false); // a stroke was drawn: the invitation goes
export const shelved = signal(true); // what is in this page alone is also in the browser's storage
export const linkless = signal(false); // no link, and none to be had
export interface Toast { id: number; text: string; until: number; deed?: Deed | undefined } // until: of performance.now()
export interface Deed { label: string; act: () => void } // what can be done about it
export const toasts = signal<Toast[]>([]);

export const shelf = signal(false); // the brushes are shown to choose from

/** A stroke was drawn in a colour: it is the newest of the recent ones, unless it lies among the paints. */
export function used(c: string): void {
  if (recent.value[0] === c || ready.value.some((p) => p.color === c)) return;
  recent.value = [c, ...recent.value.filter((o) => o !== c)].slice(0, recentMax);
  keep(recentKey, recent.value);
}

/** Whether a tool makes something of the colour: a brush, the bucket, and what changes the selected strokes. */
const colours = (t: Tool): boolean => t === "brush" || t === "bucket" || t === "select";

/** How often a colour was taken, also one that was in hand already: what is selected may have another. */
export const taken = signal(0);

/** Takes a colour to paint with, or for what is selected. Who holds a tool that knows no colour wants the brush. */
export function paint(c: string): void {
  color.value = c;
  taken.value++;
  if (!colours(tool.value)) tool.value = "brush";
}

let other = "#ffffff";

/** The studio is left: nothing of it is open, and nothing of it is known. */
export function leave(): void {
  for (const open of [...dialogs, settings, debug, linkless]) open.value = false;
  state.value = nothing;
  cursors.value = [];
  toasts.value = [];
  drawn.value = false;
  coming.value = null;
  made.value = new Map();
  fault.value = "";
}

/** Takes up the colour that was put down last. */
export function swap(): void {
  [other, color.value] = [color.value, other];
  taken.value++;
}

export const live = computed(() => state.value.phase === "live"); // there is a line to the server
export const watches = computed(() => state.value.role === "viewer"); // who came by a link that only shows: nothing to draw with is laid out
export const canDraw = (): boolean => state.value.role === "painter" || state.value.role === "owner";

/** How much of the own ink is in this page alone. */
export function kept(): number {
  const s = state.value;
  return s.open + s.unsaved + s.waiting + s.strays;
}

/** A time to wait, in seconds, or in minutes where it is long. */
const lasting = (ms: number): string => (ms <= 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`);

/** Why strokes wait, where it is the rate that they wait for; else "". */
export function whyWaiting(s: Pick<State, "phase" | "waiting" | "waitMs" | "limit">): string {
  if (s.phase !== "live" || s.waiting === 0 || s.waitMs === 0 || s.limit.max === 0) return "";
  const drawn = s.limit.max === 1 ? "1 stroke a minute is" : `${s.limit.max} strokes a minute are`;
  return `${drawn} drawn for each person. The rest wait their turn, now ${lasting(s.waitMs)}; nothing is lost.`;
}

/** The connection in plain words. */
export const words = computed(() => {
  const s = state.value;
  if (s.phase === "refused") return "not connected"; // a card says why
  if (s.phase === "offline" && s.seq > 0) return kept() === 0 ? "working offline" : shelved.value ? "working offline, your ink is kept in this browser" : "working offline, your ink is only in this page";
  if (s.phase !== "live") return "connecting";
  if (s.waiting > 0) return `${s.waiting} ${s.waiting === 1 ? "stroke" : "strokes"} waiting, ${lasting(s.waitMs)}`;
  return s.unsaved > 0 ? "saving" : "all saved";
});

/** Why the connection has ended for good; else "". */
export const ended = computed(() => {
  const s = state.value;
  return s.phase !== "refused" ? "" : (s.notices.findLast((n) => n.refusal === s.refusal)?.text ?? `The server says: ${s.refusalText}.`);
});

/** How wide the pointer's ring is, in sheet px. What picks or selects is a crosshair. */
export function ring(): number {
  if (tool.value === "picker" || tool.value === "select") return 1;
  return plotter.value && tool.value === "brush" ? plotterPen : size.value;
}

/** What to say to who watches and wants to do more. */
export const watching = "This link lets you watch. Ask for one that lets you draw.";

/** What to say when a part of the page cannot be loaded. */
export const stale = "There is a newer version of this page. Reload it to open this.";

/** Shows what went wrong. */
export const fail = (e: unknown): void => { toast(e instanceof Error ? e.message : String(e)); };

let toastId = 0;

/** Says a sentence; it is shown for a while. */
export function toast(text: string, ms = 6000, deed?: Deed): void {
  toasts.value = [...toasts.value.slice(-2), { id: ++toastId, text, until: performance.now() + ms, deed }];
}

export function untoast(id: number): void { toasts.value = toasts.value.filter((t) => t.id !== id); }
