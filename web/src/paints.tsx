// The colours: a palette, those used of late, and one's own.
import { isOwn, own, ownMost, palette, palettes, ready, setPalette, toggle } from "./palettes";
import * as store from "./store";

/** Arrow keys go from paint to paint, as in any group of radio buttons. */
function walk(e: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  if (step === undefined || !(e.currentTarget instanceof HTMLElement)) return;
  const at = Math.max(ready.value.findIndex((p) => p.color === store.color.value), 0);
  const next = (at + step + ready.value.length) % ready.value.length;
  store.color.value = ready.value[next]?.color ?? store.color.value;
  e.currentTarget.querySelectorAll("button")[next]?.focus();
  e.preventDefault();
  e.stopPropagation();
}

/** A palette to paint from, and what was used besides. */
export function Paints() {
  const color = store.color.value;
  const chosen = ready.value.some((p) => p.color === color);
  return (
    <>
      <label class="palette">
        <select aria-label="Palette" value={palette.value} onChange={(e) => { setPalette(Number(e.currentTarget.value)); }}>
          {palettes.map((p, i) => <option key={p.name} value={i}>{p.name}</option>)}
          <option value={palettes.length}>my own</option>
        </select>
      </label>
      <div class="paints" role="radiogroup" aria-label="Colour" onKeyDown={walk}>
        {ready.value.map((p, i) => (
          <button key={p.name} type="button" role="radio" tabIndex={p.color === color || (!chosen && i === 0) ? 0 : -1} aria-checked={p.color === color} aria-label={p.name} title={p.name} class={p.color === color ? "paint on" : "paint"}
            style={{ background: p.color }} onClick={() => { store.paint(p.color); }} />
        ))}
      </div>
      {store.recent.value.length > 0 && (
        <div class="paints recent" role="group" aria-label="Recent colours">
          {store.recent.value.map((c) => (
            <button key={c} type="button" aria-label={`Recent colour ${c}`} aria-pressed={c === color} title={c} class={c === color ? "paint on" : "paint"}
              style={{ background: c }} onClick={() => { store.paint(c); }} />
          ))}
        </div>
      )}
      {isOwn.value && own.value.length === 0 && <p class="onepen">Choose any colour below, and add it.</p>}
      {isOwn.value && (
        <button type="button" class="small" disabled={!own.value.includes(color) && own.value.length >= ownMost} onClick={() => { toggle(color); }}>
          {own.value.includes(color) ? "Take this colour off" : own.value.length >= ownMost ? `No more than ${ownMost}` : "Add this colour"}
        </button>
      )}
    </>
  );
}
