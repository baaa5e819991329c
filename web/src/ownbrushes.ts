// One's own brushes: a brush of the shelf as it is held, kept under a name. A name
// is had once, so that it says which brush is meant, in every tab.
import { signal } from "@preact/signals";
import { choose, held, hold, presets } from "./brushes";
import { steady } from "./guides";
import * as store from "./store";
import { keep, stored } from "./stored";

export interface OwnBrush { name: string; kind: number; size: number; opacity: number; steady: number; color?: string }

const key = "easel.ownbrushes";
export const ownBrushesMost = 24; // more would not be found again on a shelf
export const nameMost = 40; // characters

export const ownBrushes = signal<readonly OwnBrush[]>([]);

/** A name as it is kept: in one line, without spaces at its ends, and not too long. */
export const nameOf = (text: string): string => [...text.replace(/[\p{C}\s]+/gu, " ").trim()].slice(0, nameMost).join("").trim();

/** Reads a brush as it was kept; null if it is none. */
function readBrush(row: unknown, kinds: readonly number[]): OwnBrush | null {
  const b = (row ?? {}) as Partial<Record<keyof OwnBrush, unknown>>;
  const name = typeof b.name === "string" ? nameOf(b.name) : "";
  if (name === "" || typeof b.kind !== "number" || b.kind === store.eraser || !kinds.includes(b.kind)) return null;
  const within = (v: unknown, least: number, most: number, or: number): number => (typeof v === "number" ? Math.min(Math.max(Math.round(v), least), most) : or);
  const brush = { name, kind: b.kind, size: within(b.size, 1, 512, 6), opacity: within(b.opacity, 1, 100, 100), steady: within(b.steady, 0, 100, 30) };
  return typeof b.color === "string" && /^#[0-9a-f]{6}$/.test(b.color) ? { ...brush, color: b.color } : brush;
}

/** Reads a list of brushes as it was kept, of those kinds that there are. */
export function readOwnBrushes(text: string | null, kinds: readonly number[]): OwnBrush[] {
  const list: OwnBrush[] = [];
  try {
    const read: unknown = JSON.parse(text ?? "");
    for (const row of Array.isArray(read) ? read.slice(0, 256) : []) {
      const b = readBrush(row, kinds);
      if (b !== null && list.length < ownBrushesMost && !list.some((o) => o.name === b.name)) list.push(b);
    }
  } catch { /* then there are none */ }
  return list;
}

/** Looks at what is kept: another tab may have kept a brush meanwhile. */
function look(): void {
  const text = stored(key);
  if (text !== null && presets.value.length > 0) ownBrushes.value = readOwnBrushes(text, presets.value.map((p) => p.kind));
}

presets.subscribe(look);
store.shelf.subscribe((open) => { if (open) look(); });

function change(how: (list: readonly OwnBrush[]) => readonly OwnBrush[]): void {
  look();
  ownBrushes.value = how(ownBrushes.value);
  keep(key, ownBrushes.value);
}

const taken = signal(""); // name of the one that was chosen last: two may be alike

/** The one of them that is in hand, as it was kept; a change of size or colour is not it any more. */
export function ownInHand(): OwnBrush | null {
  const { kind, size, opacity } = held();
  const alike = ownBrushes.value.filter((b) => b.kind === kind && b.size === size && b.opacity === opacity && b.steady === steady.value && (b.color ?? store.color.value) === store.color.value);
  return alike.find((b) => b.name === taken.value) ?? alike[0] ?? null;
}

/** A name for what is in hand that no other has. */
export function suggested(): string {
  const { kind, size } = held();
  const plain = nameOf(`${presets.value.find((p) => p.kind === kind)?.name ?? "pen"} ${size}`);
  for (let n = 1; n <= ownBrushesMost; n++) {
    const name = n === 1 ? plain : `${plain} (${n})`;
    if (!ownBrushes.value.some((b) => b.name === name)) return name;
  }
  return plain;
}

/** Why a brush cannot have a name; empty if it can. */
export function unfit(text: string, of?: OwnBrush): string {
  const name = nameOf(text);
  if (name === "") return `Write a name of 1 to ${nameMost} characters.`;
  return name !== of?.name && ownBrushes.value.some((b) => b.name === name) ? "You have a brush of that name." : "";
}

/** Keeps what is in hand under a name, with its colour or without. */
export function keepBrush(text: string, colored: boolean): void {
  const name = nameOf(text);
  const brush: OwnBrush = { name, ...held(), steady: steady.value, ...(colored ? { color: store.color.value } : {}) };
  change((list) => (list.length >= ownBrushesMost || unfit(name) !== "" ? list : [...list, brush]));
  taken.value = name;
}

/** Takes one of them in hand. */
export function takeOwn(b: OwnBrush): void {
  taken.value = b.name;
  if (b.color !== undefined) store.paint(b.color);
  steady.value = b.steady;
  choose(b.kind);
  hold(b);
}

/** Gives one of them another name. */
export function renameOwn(b: OwnBrush, text: string): void {
  const name = nameOf(text);
  change((list) => (unfit(name, b) === "" ? list.map((o) => (o.name === b.name ? { ...o, name } : o)) : list));
  if (taken.value === b.name) taken.value = name;
}

/** Takes one of them off the shelf, until it is said that it was a mistake. */
export function removeOwn(b: OwnBrush): void {
  const at = ownBrushes.value.findIndex((o) => o.name === b.name);
  change((list) => list.filter((o) => o.name !== b.name));
  const back = (list: readonly OwnBrush[]): readonly OwnBrush[] => (list.length >= ownBrushesMost || unfit(b.name) !== "" ? list : list.toSpliced(at, 0, b));
  store.toast(`“${b.name}” is off the shelf.`, 8000, { label: "Undo", act: () => { change(back); } });
}
