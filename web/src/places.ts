// Which workspace a link leads to, as far as this browser has been told: what it
// stores of a workspace is found again however one comes in.
import type { Shelf } from "./kept";

const key = "easel.places";
const most = 64; // links, the newest first

type Known = [token: string, place: string][];

function read(shelf: Pick<Shelf, "getItem">): Known {
  try {
    const list: unknown = JSON.parse(shelf.getItem(key) ?? "[]");
    return Array.isArray(list) ? list.filter((e): e is Known[number] => Array.isArray(e) && e.length === 2 && e.every((s) => typeof s === "string")).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Notes that a token leads to a workspace, by what its members come in. */
export function learn(shelf: Pick<Shelf, "getItem" | "setItem">, token: string, place: string): void {
  if (token === place) return;
  try {
    shelf.setItem(key, JSON.stringify([[token, place], ...read(shelf).filter(([t]) => t !== token)].slice(0, most)));
  } catch { /* then not */ }
}

/** The names under which something of a token's workspace may be stored; new things go under the first. */
export function namesOf(shelf: Pick<Shelf, "getItem">, token: string): [string, ...string[]] {
  const known = read(shelf);
  const place = known.find(([t]) => t === token)?.[1] ?? token;
  return [place, ...new Set([token, ...known.filter(([, p]) => p === place).map(([t]) => t)].filter((t) => t !== place))];
}

/** Whether it is known where a token leads. */
export const located = (shelf: Pick<Shelf, "getItem">, token: string): boolean => token.startsWith("~") || read(shelf).some(([t]) => t === token);
