// The notes, of which only those in sight are in the page. It goes along with what is
// written while its end is seen; who has scrolled up stays, and is told of what came.
// It is read out elsewhere, sentence by sentence.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons";
import { Entry } from "./entry";
import type { Note } from "./notebook";
import { inSightStill, offset } from "./window";

const guess = 56; // px, of a note that has not been seen
const spare = 6; // notes beyond each edge
const slack = 40; // px from the end that still count as the end

export function Log({ notes }: { notes: readonly Note[] }) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<number, number>());
  const along = useRef(true); // the end is seen
  const last = useRef(0); // where it was scrolled to
  const hold = useRef<{ id: number; y: number } | null>(null); // the first note that is read, and where it stands
  const [sight, setSight] = useState({ top: 0, view: 0 });
  const [, setMeasured] = useState(0);
  const [missed, setMissed] = useState(false);
  const rows = useRef<readonly [from: number, to: number]>([0, 0]); // that are in the page
  const height = (i: number): number => heights.current.get(notes[i]?.id ?? -1) ?? guess;

  const look = (): void => {
    const b = box.current;
    if (b === null) return;
    const first = [...(list.current?.children ?? [])].find((r): r is HTMLElement => r instanceof HTMLElement && r.offsetTop + r.offsetHeight > b.scrollTop);
    hold.current = first === undefined ? null : { id: Number(first.dataset["id"]), y: first.offsetTop - b.scrollTop };
    setSight((was) => (was.top === b.scrollTop && was.view === b.clientHeight ? was : { top: b.scrollTop, view: b.clientHeight }));
  };
  /** Stays at the end, or else with the note that is read, whatever comes and goes above it. */
  const stay = (): void => {
    const b = box.current;
    if (b === null) return;
    const held = [...(list.current?.children ?? [])].find((r): r is HTMLElement => r instanceof HTMLElement && Number(r.dataset["id"]) === hold.current?.id);
    const moved = held === undefined || hold.current === null ? 0 : held.offsetTop - b.scrollTop - hold.current.y;
    if (along.current) b.scrollTop = b.scrollHeight;
    else if (Math.abs(moved) >= 1) b.scrollTop += moved;
    last.current = b.scrollTop;
    look();
  };
  const scrolled = (): void => {
    const b = box.current;
    if (b === null) return;
    // A box that has become smaller is not scrolled up by anybody.
    if (b.scrollHeight - b.scrollTop - b.clientHeight < slack) along.current = true;
    else if (b.scrollTop < last.current) along.current = false;
    last.current = b.scrollTop;
    if (along.current) setMissed(false);
    look();
  };

  useEffect(() => {
    if (box.current === null) return undefined;
    const watch = new ResizeObserver(stay);
    watch.observe(box.current);
    return () => { watch.disconnect(); };
  }, []);
  useEffect(() => { if (!along.current && notes.length > 0) setMissed(true); }, [notes]);
  useLayoutEffect(() => {
    let news = 0;
    const seen = heights.current;
    for (const row of list.current?.children ?? []) {
      const id = Number(row.getAttribute("data-id"));
      if (!(row instanceof HTMLElement) || row.offsetHeight === 0 || seen.get(id) === row.offsetHeight) continue;
      seen.set(id, row.offsetHeight);
      news++;
    }
    const oldest = notes[0]?.id ?? 0;
    for (const id of seen.keys()) if (id < oldest) seen.delete(id);
    if (news > 0) setMeasured((n) => n + 1);
    stay();
  });

  // A note and the room that is left for it differ by parts of a px: were others in the page with each
  // px of scrolling, it could scroll to and fro within one task without end.
  const [from, to] = rows.current = inSightStill(rows.current, notes.length, height, sight.top, sight.view, spare);
  const before = offset(from, height);
  const after = offset(notes.length, height) - offset(to, height);
  return (
    <div class="logbox">
      <div class="log" role="log" aria-live="off" aria-label="What the artist says and does" tabIndex={0} ref={box} onScroll={scrolled}>
        {notes.length === 0 && <p class="blank">The notebook is empty. What the artist thinks and does on this piece will stand here.</p>}
        <div style={{ height: `${before}px` }} />
        <div ref={list}>
          {notes.slice(from, to).map((n) => <Entry key={n.id} note={n} last={n === notes.at(-1)} />)}
        </div>
        <div style={{ height: `${after}px` }} />
      </div>
      {missed && <button type="button" class="below" onClick={() => { along.current = true; setMissed(false); stay(); }}><Icon name="down" />New below</button>}
    </div>
  );
}
