// The brushes, each by a stroke of it, to choose from.
import { choose, presets } from "./brushes";
import { OwnShelf } from "./ownshelf";
import { colorNumber } from "./palette";
import { walk } from "./radios";
import * as store from "./store";
import { dark, Sample, Stroke, type Swatch } from "./stroke";

/** What is in hand, by a stroke of it; it opens the shelf. */
export function InHand({ swatch }: { swatch: Swatch }) {
  const rubber = store.tool.value === "rubber" || store.tool.value === "eraser";
  const kind = rubber ? store.eraser : store.kind.value;
  const name = presets.value.find((p) => p.kind === kind)?.name ?? "pen";
  const brush = { kind, color: colorNumber(store.color.value), width: Math.round(store.size.value * 16), opacity: Math.round(store.opacity.value * 2.55) };
  return (
    <button type="button" class="inhand" aria-expanded={store.shelf.value} aria-label={`${name}: choose a brush`} title="Choose a brush" onClick={() => { store.shelf.value = !store.shelf.value; }}>
      <Stroke swatch={swatch} brush={brush} width={130} height={42} />
      <span>{name}</span>
    </button>
  );
}

const paints = () => presets.value.filter((p) => p.kind !== store.eraser);

export function Shelf({ swatch }: { swatch: Swatch }) {
  const list = paints();
  const at = list.findIndex((p) => p.kind === store.kind.value);
  return (
    <div class="shelf">
      <div class="brushes" role="radiogroup" aria-label="Brushes" onKeyDown={(e) => { walk(e, at, list.length, (i) => { choose(list[i]?.kind ?? store.pen); }); }}>
        {list.map((p, i) => (
          <Sample key={p.kind} swatch={swatch} brush={{ kind: p.kind, color: dark, width: Math.min(p.size, 22) * 16, opacity: Math.round(p.opacity * 2.55) }} name={p.name} on={i === at} tab={i === Math.max(at, 0)} act={() => { choose(p.kind); }} />
        ))}
      </div>
      <OwnShelf swatch={swatch} />
    </div>
  );
}

/** What the eraser takes. */
export function ErasePick() {
  const whole = store.tool.value === "eraser";
  return (
    <div class="either" role="radiogroup" aria-label="The eraser takes">
      <button type="button" role="radio" aria-checked={!whole} class={whole ? "" : "on"} onClick={() => { store.tool.value = "rubber"; }}>paint</button>
      <button type="button" role="radio" aria-checked={whole} class={whole ? "on" : ""} onClick={() => { store.tool.value = "eraser"; }}>whole strokes</button>
    </div>
  );
}
