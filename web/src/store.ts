// All that the panels show. Only the session writes what comes from the core;
// the rest is what the person has chosen.
import { computed, signal } from "@preact/signals";
import { paints } from "./palette";

export interface Member { id: number; name: string; color: string; role: string; online: boolean }
export interface Notice { id: number; kind: string; text: string; refusal: number }
export interface Cursor { actor: number; member: number; x: number; y: number; down: boolean }

export interface State {
  phase: "connecting" | "live" | "offline" | "refused";
  refusal: number;
  refusalText: string;
  piece: number;
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
  bytes: number;
  bytesMax: number;
  notices: Notice[];
}

export const nothing: State = {
  phase: "offline", refusal: 0, refusalText: "", piece: 0, title: "", seq: 0, epoch: 0, pending: 0, open: 0, waiting: 0, waitMs: 0,
  limit: { max: 0, live: 0 }, mispredictions: 0, rtt: 0, role: "", member: 0, members: [], canUndo: false, canRedo: false, unsaved: 0,
  bytes: 0, bytesMax: 0, notices: [],
};

// From the core.
export const state = signal<State>(nothing);
export const cursors = signal<Cursor[]>([]);
export const fault = signal("");

// Chosen.
export type Tool = "brush" | "hand";
export const tool = signal<Tool>("brush");
export const color = signal(paints[0]?.color ?? "#1f1b18");
export const size = signal(6);
export const opacity = signal(100);
export const zoom = signal(1);
export const panels = signal(true);
export const debug = signal(false);
export const help = signal(false);
export const settings = signal(false); // the bottom sheet of a phone
export const drawn = signal(false); // a stroke was drawn: the invitation goes
export const linkless = signal(false); // no link, and none to be had
export const toasts = signal<{ id: number; text: string }[]>([]);

/** The connection in plain words. */
export const words = computed(() => {
  const s = state.value;
  const kept = s.unsaved + s.waiting;
  if (s.phase === "refused") return s.refusalText;
  if (s.phase === "offline" && s.seq > 0) return kept > 0 ? `working offline, ${kept} to be sent` : "working offline";
  if (s.phase !== "live") return "connecting";
  if (s.waiting > 0) return `${s.waiting} ${s.waiting === 1 ? "stroke" : "strokes"} waiting, ${Math.ceil(s.waitMs / 1000)} s`;
  return s.unsaved > 0 ? "saving" : "all saved";
});

let toastId = 0;

/** Shows a sentence for a while. */
export function toast(text: string): void {
  const id = ++toastId;
  toasts.value = [...toasts.value.slice(-2), { id, text }];
  setTimeout(() => { toasts.value = toasts.value.filter((t) => t.id !== id); }, 6000);
}
