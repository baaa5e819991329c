// The colours: a palette, those used of late, and one's own.
import { phone } from "./book";
import { isOwn, own, ownMost, palette, palettes, ready, setPalette, toggle } from "./palettes";
import { walk } from "./radios";
import * as store from "./store";

/** Takes a colour. On a phone the paints lie over the sheet: they go. */
function take(c: string): void {
  store.paint(c);
  if (phone.value) store.settings.value = false;
}

/** A palette to paint from, and what was used besides. */
export function Paints() {
  const color = store.color.value;
  const list = ready.value;
  const at = list.findIndex((p) => p.color === color);
  return (
    <>
      <label class="palette">
        <select aria-label="Palette" value={palette.value} onChange={(e) => { setPalette(Number(e.currentTarget.value)); }}>
          {palettes.map((p, i) => <option key={p.name} value={i}>{p.name}</option>)}
          <option value={palettes.length}>my own</option>
        </select>
      </label>
      <div class="paints" role="radiogroup" aria-label="Colour" onKeyDown={(e) => { walk(e, at, list.length, (i) => { store.paint(list[i]?.color ?? color); }); }}>
        {list.map((p, i) => (
          <button key={p.name} type="button" role="radio" tabIndex={i === Math.max(at, 0) ? 0 : -1} aria-checked={p.color === color} aria-label={p.name} title={p.name} class={p.color === color ? "paint on" : "paint"}
            style={{ background: p.color }} onClick={() => { take(p.color); }} />
        ))}
      </div>
      {store.recent.value.length > 0 && (
        <div class="paints recent" role="group" aria-label="Recent colours">
          {store.recent.value.map((c) => (
            <button key={c} type="button" aria-label={`Recent colour ${c}`} aria-pressed={c === color} title={c} class={c === color ? "paint on" : "paint"}
              style={{ background: c }} onClick={() => { take(c); }} />
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
