// Drawings that others have made become strokes of one's own.
import type { Placing } from "./core";
import type { Report } from "./job";
import * as store from "./store";
import { work } from "./workshop";

/** Refusals that leave strokes out. */
const [notMember, full] = [3, 8];

const fileBytes = 32 << 20; // more than that is not read; see core/export

const strokes = (n: number): string => (n === 1 ? "1 stroke" : `${n} strokes`);

/** Says in sentences what was drawn of a file and what was not. */
export function told(r: Report, p: Placing, perMinute: number): string[] {
  const say: string[] = [];
  const left = r.strokes - r.packed + p.left;
  if (p.drawn > 0) {
    const waiting = p.waiting === 0 ? "" : ` ${p.waiting === p.drawn ? (p.drawn === 1 ? "It waits" : "They wait") : `${p.waiting} of them wait`} to be sent, ${strokes(perMinute)} a minute.`;
    say.push(`${strokes(p.drawn)} drawn${r.smaller ? ", made smaller to fit" : ""}.${waiting}`);
  }
  if (p.why === notMember) say.push(watching);
  else if (left > 0 && p.why === full) say.push(`The piece is full: ${strokes(left)} left out.`);
  else if (left > 0) say.push(`${strokes(left)} left out: of one file come at most 2,000 strokes and 131,072 points, and at most 1,000 strokes wait at a time.`);
  if (r.left !== null && r.left.length > 0) say.push(`Left out: ${r.left.map((l) => `${l.count} × ${l.what}`).join(", ")}.`);
  return say;
}

const watching = "This link lets you watch. Ask for one that lets you draw.";

export interface Easel { width: number; height: number; place: (packed: Uint8Array) => Placing }

/** Opens a file that was chosen or dropped. */
export async function openFile(file: File, easel: Easel): Promise<void> {
  try {
    if (!store.canDraw()) throw new Error(watching);
    if (file.size > fileBytes) throw new Error(`${file.name} is too large: at most 32 MiB are read.`);
    const data = new Uint8Array(await file.arrayBuffer());
    const done = await work(`Opening ${file.name}`, { kind: "read", data, width: easel.width, height: easel.height });
    if (done === null || done.report === null) return;
    store.drawn.value = true;
    for (const s of told(done.report, easel.place(done.bytes), store.state.value.limit.max)) store.toast(s, 12_000);
  } catch (e) {
    store.fail(e);
  }
}
