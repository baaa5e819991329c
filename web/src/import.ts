// Drawings that others have made become strokes of one's own, or a piece of their own.
import * as asking from "./asking";
import type { Placing } from "./core";
import type { Report } from "./job";
import * as store from "./store";
import { work } from "./workshop";

/** Refusals that leave strokes out. */
const [notMember, full] = [3, 8];

const fileBytes = 32 << 20; // more than that is not read; see core/export

const strokes = (n: number): string => (n === 1 ? "1 stroke" : `${n} strokes`);

/** How long so many strokes wait, where that is long. */
const long = (waiting: number, perMinute: number): string => (perMinute > 0 && waiting > 2 * perMinute ? `: that takes about ${Math.ceil(waiting / perMinute)} minutes` : "");

/** Reports whether a file is an Easel file: a PNG that holds the piece itself, in a chunk of that name. */
export function holdsPiece(data: Uint8Array): boolean {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < 8 || signature.some((b, i) => data[i] !== b)) return false;
  for (let at = 8; at + 12 <= data.length; at += 12 + view.getUint32(at)) if (view.getUint32(at + 4) === 0x6561534c) return true; // "eaSL"
  return false;
}

/** Says in sentences what was drawn of a file and what was not. */
export function told(r: Report, p: Placing, perMinute: number): string[] {
  const say: string[] = [];
  const left = r.strokes - r.packed + p.left;
  if (p.drawn > 0) {
    const waiting = p.waiting === 0 ? "" : ` ${p.waiting === p.drawn ? (p.drawn === 1 ? "It waits" : "They wait") : `${p.waiting} of them wait`} to be sent, ${strokes(perMinute)} a minute${long(p.waiting, perMinute)}.`;
    say.push(`${strokes(p.drawn)} drawn${r.smaller ? ", made smaller to fit" : ""}.${waiting}`);
  }
  if (p.why === notMember) say.push(store.watching);
  else if (left > 0 && p.why === full) say.push(`The piece is full: ${strokes(left)} left out.`);
  else if (left > 0) say.push(`${strokes(left)} left out: of one file come at most 2,000 strokes and 131,072 points, and at most 1,000 strokes wait at a time.`);
  if (r.left !== null && r.left.length > 0) say.push(`Left out: ${r.left.map((l) => `${l.count} × ${l.what}`).join(", ")}.`);
  return say;
}

export interface Easel { width: number; height: number; place: (packed: Uint8Array) => Placing }

/** Opens a file that was chosen or dropped. An owner may open an Easel file as a new piece. */
export async function openFile(file: File, easel: Easel): Promise<void> {
  try {
    if (!store.canDraw()) throw new Error(store.watching);
    if (file.size > fileBytes) throw new Error(`${file.name} is too large: at most 32 MiB are read.`);
    const data = new Uint8Array(await file.arrayBuffer());
    if (store.state.value.role === "owner" && holdsPiece(data)) asking.ask({ file, add: () => { void add(file.name, data, easel); } });
    else await add(file.name, data, easel);
  } catch (e) {
    store.fail(e);
  }
}

/** Adds what a file holds to the piece, as one's own strokes. */
async function add(name: string, data: Uint8Array<ArrayBuffer>, easel: Easel): Promise<void> {
  try {
    const done = await work(`Opening ${name}`, { kind: "read", data, width: easel.width, height: easel.height });
    if (done === null || done.report === null) return;
    store.drawn.value = true;
    for (const s of told(done.report, easel.place(done.bytes), store.state.value.limit.max)) store.toast(s, 12_000);
  } catch (e) {
    store.fail(e);
  }
}
