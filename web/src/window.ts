// Which rows of a long list are in sight. Rows have heights that are guessed until
// they are seen.

/** Where row i begins, by the heights that are known; one more than there are rows is the end. */
export function offset(i: number, height: (i: number) => number): number {
  let y = 0;
  for (let j = 0; j < i; j++) y += height(j);
  return y;
}

/** The rows from which to which, without the latter, are seen through a window, with some to spare around it. */
export function inSight(n: number, height: (i: number) => number, top: number, view: number, spare: number): [from: number, to: number] {
  let y = 0;
  let from = 0;
  while (from < n && y + height(from) <= top) y += height(from++);
  let to = from;
  while (to < n && y < top + view) y += height(to++);
  return [Math.max(Math.min(from, n) - spare, 0), Math.min(to + spare, n)];
}

/** The rows that are shown already, as long as those in sight are among them and not many more than is spared: a pixel of scrolling to and fro changes nothing. */
export function inSightStill(had: readonly [from: number, to: number], n: number, height: (i: number) => number, top: number, view: number, spare: number): readonly [from: number, to: number] {
  const [from, to] = inSight(n, height, top, view, 0);
  const among = had[0] <= from && had[1] >= to && had[1] <= n;
  return among && from - had[0] <= 2 * spare && had[1] - to <= 2 * spare ? had : inSight(n, height, top, view, spare);
}

/** The row that a key leads to, or -1 if it leads nowhere. */
export function goTo(key: string, at: number, n: number, page: number): number {
  const to = new Map([["ArrowDown", at + 1], ["ArrowUp", at - 1], ["PageDown", at + page], ["PageUp", at - page], ["Home", 0], ["End", n - 1]]).get(key);
  return to === undefined || n === 0 ? -1 : Math.min(Math.max(to, 0), n - 1);
}
