// A list of any length, of which only the rows in sight are in the page. Keys go
// from row to row, as if all of them were there, and who listens hears how many
// there are.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { goTo, inSight, offset } from "./window";

interface Props<T> {
  label: string;
  items: readonly T[];
  id: (item: T) => string | number;
  guess: number; // px, of a row that has not been seen
  row: (item: T) => ComponentChildren;
  kind?: (item: T) => string; // class of a row
}

const spare = 4; // rows beyond each edge: a quick hand finds them there

export function Rows<T>({ label, items, id, guess, row, kind }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const seen = useRef(new Map<string | number, number>()); // heights
  const wanted = useRef(false); // the row at hand is to have the focus
  const [sight, setSight] = useState({ top: 0, view: 0 });
  const [hand, setHand] = useState<string | number | null>(null); // id of the row that keys are at
  const [, setMeasured] = useState(0);
  const height = (i: number): number => {
    const item = items[i];
    return item === undefined ? guess : (seen.current.get(id(item)) ?? guess);
  };
  const at = Math.max(items.findIndex((t) => id(t) === hand), 0);
  const look = (): void => { if (box.current !== null) setSight({ top: box.current.scrollTop, view: box.current.clientHeight }); };
  useEffect(() => {
    if (box.current === null) return undefined;
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    return () => { watch.disconnect(); };
  }, []);
  useLayoutEffect(() => {
    let news = 0;
    for (const li of list.current?.children ?? []) {
      const item = items[Number(li.getAttribute("aria-posinset")) - 1];
      if (!(li instanceof HTMLElement) || item === undefined || li.offsetHeight === 0 || seen.current.get(id(item)) === li.offsetHeight) continue;
      seen.current.set(id(item), li.offsetHeight);
      news++;
    }
    if (news > 0) setMeasured((n) => n + 1);
    if (!wanted.current) return;
    wanted.current = false;
    const li = [...(list.current?.children ?? [])].find((c) => Number(c.getAttribute("aria-posinset")) === at + 1);
    if (li instanceof HTMLElement) {
      li.focus({ preventScroll: true });
      li.scrollIntoView({ block: "nearest" });
    }
  });
  const walk = (e: KeyboardEvent): void => {
    const view = Math.max(Math.floor(sight.view / guess) - 1, 1);
    const to = goTo(e.key, at, items.length, view);
    const item = items[to];
    if (item === undefined) return;
    wanted.current = true;
    setHand(id(item));
    e.preventDefault();
    e.stopPropagation();
  };
  const [from, to] = inSight(items.length, height, sight.top, sight.view, spare);
  const shown = Array.from({ length: to - from }, (_, i) => from + i);
  if (items.length > 0 && (at < from || at >= to)) shown.push(at); // the row at hand stays: it may have the focus
  return (
    <div class="window" ref={box} onScroll={look} onKeyDown={walk}>
      <ul class="rows" role="list" aria-label={label} ref={list} style={{ height: `${offset(items.length, height)}px` }}>
        {shown.sort((a, b) => a - b).map((i) => {
          const item = items[i];
          if (item === undefined) return null;
          return (
            <li key={id(item)} class={kind?.(item) ?? ""} aria-setsize={items.length} aria-posinset={i + 1} tabIndex={i === at ? 0 : -1}
              style={{ top: `${offset(i, height)}px` }} onFocus={() => { setHand(id(item)); }}>{row(item)}</li>
          );
        })}
      </ul>
    </div>
  );
}
