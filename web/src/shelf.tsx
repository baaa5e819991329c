// The brushes, each by a stroke of it, to choose from.
import { useEffect, useRef } from "preact/hooks";
import { choose, presets } from "./brushes";
import type { Brush } from "./core";
import { colorNumber } from "./palette";
import * as store from "./store";

export type Swatch = (b: Brush, w: number, h: number) => ImageData | null;

const dark = 0x2b2622;

/** A stroke of a brush, as the core draws it. */
export function Stroke({ swatch, brush, width, height }: { swatch: Swatch; brush: Brush; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(Math.max(Math.round(devicePixelRatio), 1), 3);
  useEffect(() => {
    const image = swatch({ ...brush, width: brush.width * scale }, width * scale, height * scale);
    if (image !== null) canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [swatch, brush.kind, brush.color, brush.width, brush.opacity, width, height, scale]);
  return <canvas ref={canvas} width={width * scale} height={height * scale} style={{ width: `${width}px`, height: `${height}px` }} aria-hidden="true" />;
}

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

/** Arrow keys go from brush to brush. */
function walk(e: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  if (step === undefined || !(e.currentTarget instanceof HTMLElement)) return;
  const list = paints();
  const at = Math.max(list.findIndex((p) => p.kind === store.kind.value), 0);
  const next = (at + step + list.length) % list.length;
  choose(list[next]?.kind ?? store.pen);
  e.currentTarget.querySelectorAll("button")[next]?.focus();
  e.preventDefault();
  e.stopPropagation();
}

const paints = () => presets.value.filter((p) => p.kind !== store.eraser);

export function Shelf({ swatch }: { swatch: Swatch }) {
  return (
    <div class="shelf" role="radiogroup" aria-label="Brushes" onKeyDown={walk}>
      {paints().map((p) => {
        const on = p.kind === store.kind.value;
        return (
          <button key={p.kind} type="button" role="radio" aria-checked={on} tabIndex={on ? 0 : -1} class={on ? "on" : ""} onClick={() => { choose(p.kind); }}>
            <Stroke swatch={swatch} brush={{ kind: p.kind, color: dark, width: Math.min(p.size, 22) * 16, opacity: Math.round(p.opacity * 2.55) }} width={108} height={34} />
            <span>{p.name}</span>
          </button>
        );
      })}
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
