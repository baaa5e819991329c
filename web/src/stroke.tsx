// Brushes as they are shown: by a stroke, as the core draws it.
import { useEffect, useRef } from "preact/hooks";
import type { Brush } from "./core";
import { contrast } from "./palette";

export type Swatch = (b: Brush, w: number, h: number) => ImageData | null;

export const dark = 0x2b2622;

const paleMost = 1.35; // contrast with paper below which a stroke is hardly seen on it

/** Whether a colour is hardly seen on paper: it is shown on a darker ground. */
export const pale = (color: number): boolean => contrast(`#${color.toString(16).padStart(6, "0")}`, "#ffffff") < paleMost;

const ground = 0xa1978b;

/** Makes of black ink on white paper ink of a colour on a darker ground. */
export function onGround(data: Uint8ClampedArray, color: number): void {
  for (let i = 0; i < data.length; i += 4) {
    const ink = 1 - (data[i] ?? 0) / 255;
    for (const [k, shift] of [16, 8, 0].entries()) data[i + k] = ((ground >> shift) & 255) * (1 - ink) + ((color >> shift) & 255) * ink;
  }
}

export function Stroke({ swatch, brush, width, height }: { swatch: Swatch; brush: Brush; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(Math.max(Math.round(devicePixelRatio), 1), 3);
  useEffect(() => {
    const image = swatch({ ...brush, width: brush.width * scale, color: pale(brush.color) ? 0 : brush.color }, width * scale, height * scale);
    if (image !== null && pale(brush.color)) onGround(image.data, brush.color);
    if (image !== null) canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [swatch, brush.kind, brush.color, brush.width, brush.opacity, width, height, scale]);
  return <canvas ref={canvas} class={pale(brush.color) ? "pale" : ""} width={width * scale} height={height * scale} style={{ width: `${width}px`, height: `${height}px` }} aria-hidden="true" />;
}

/** A brush to choose, by a stroke of it. */
export function Sample({ swatch, brush, name, color, on, tab, act }: { swatch: Swatch; brush: Brush; name: string; color?: string | undefined; on: boolean; tab: boolean; act: () => void }) {
  return (
    <button type="button" role="radio" aria-checked={on} tabIndex={tab ? 0 : -1} class={on ? "on" : ""} onClick={act}>
      <Stroke swatch={swatch} brush={brush} width={108} height={34} />
      <span>{color !== undefined && <i class="dab" style={{ background: color }} />}{name}</span>
    </button>
  );
}
