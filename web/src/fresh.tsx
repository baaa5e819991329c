// The dialog for a new piece.
import { useState } from "preact/hooks";
import { begin } from "./begin";
import { Dialog } from "./dialog";

export const sizes: readonly { name: string; width: number; height: number }[] = [
  { name: "4 : 3", width: 1600, height: 1200 }, { name: "wide", width: 1920, height: 1080 }, { name: "square", width: 1400, height: 1400 },
  { name: "portrait", width: 1200, height: 1600 }, { name: "masthead", width: 2400, height: 800 },
];
export const sideMin = 240;
export const sideMax = 4096;

export function NewPiece({ token, close }: { token: string; close: () => void }) {
  const [chosen, setChosen] = useState(0);
  const [width, setWidth] = useState(1600);
  const [height, setHeight] = useState(1200);
  const [style, setStyle] = useState<"paint" | "plotter">("paint");
  const preset = sizes[chosen];
  const side = (label: string, value: number, set: (n: number) => void) => (
    <label>{label} <input type="number" min={sideMin} max={sideMax} step={1} required value={value} onInput={(e) => { set(e.currentTarget.valueAsNumber); }} /></label>
  );
  return (
    <Dialog title="New piece" close={close}>
      <form onSubmit={(e) => {
        e.preventDefault();
        void begin(token, preset?.width ?? width, preset?.height ?? height, style).then((ok) => { if (ok) close(); });
      }}>
        <fieldset class="sizes">
          <legend>Its size in pixels</legend>
          {sizes.map((s, i) => (
            <label key={s.name}><input type="radio" name="size" checked={chosen === i} onChange={() => { setChosen(i); }} /> {s.name} <small>{s.width} × {s.height}</small></label>
          ))}
          <label><input type="radio" name="size" checked={preset === undefined} onChange={() => { setChosen(sizes.length); }} /> my own</label>
          {preset === undefined && <div class="line">{side("Width", width, setWidth)} {side("Height", height, setHeight)}</div>}
        </fieldset>
        <fieldset class="sizes">
          <legend>Its style</legend>
          <label><input type="radio" name="style" checked={style === "paint"} onChange={() => { setStyle("paint"); }} /> paint <small>all brushes, in all colours</small></label>
          <label><input type="radio" name="style" checked={style === "plotter"} onChange={() => { setStyle("plotter"); }} /> plotter <small>one pen, in one ink</small></label>
        </fieldset>
        <button type="submit" class="main">Begin</button>
      </form>
      <p>What is on the sheet now stays, as it is, in the gallery.</p>
    </Dialog>
  );
}
