// The dialog for a new piece.
import { useRef, useState } from "preact/hooks";
import { useAnother } from "./another";
import * as api from "./api";
import * as book from "./book";
import { Dialog } from "./dialog";
import { Icon } from "./icons";
import * as words from "./words";

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
  const [prompt, setPrompt] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const another = useAnother() && !busy;
  const form = useRef<HTMLFormElement>(null);
  const preset = sizes[chosen];
  /** Begins it: with the artist, if it is told what to paint, or may paint what it likes. */
  const begin = (told?: string): void => {
    if (busy || form.current?.reportValidity() === false) return;
    setBusy(true);
    setFault("");
    api.newPiece(token, preset?.width ?? width, preset?.height ?? height, style, told).then(close, (e: unknown) => {
      setFault(e instanceof Error ? e.message : String(e));
      setBusy(false);
    });
  };
  const side = (label: string, value: number, set: (n: number) => void) => (
    <label>{label} <input type="number" min={sideMin} max={sideMax} step={1} required value={value} onInput={(e) => { set(e.currentTarget.valueAsNumber); }} /></label>
  );
  return (
    <Dialog title="New piece" close={close}>
      <form ref={form} onSubmit={(e) => { e.preventDefault(); begin(prompt.trim() === "" ? undefined : prompt.trim()); }}>
        {book.there.value && (
          <label class="told">What the artist shall paint
            <textarea rows={2} autofocus={!book.phone.value} maxLength={words.wordsMax} value={prompt} placeholder="Leave it empty for a sheet of your own" onInput={(e) => { setPrompt(e.currentTarget.value); }}
              onKeyDown={(e) => { if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); form.current?.requestSubmit(); } }} />
          </label>
        )}
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
        {another && <p role="alert">Somebody has begun a piece meanwhile. If you begin one now, theirs goes into the gallery, too.</p>}
        {fault !== "" && <p role="alert">{fault}</p>}
        <div class="line begin">
          <button type="submit" class="main" disabled={busy}>{prompt.trim() === "" ? "Begin" : "Begin with the artist"}</button>
          {book.there.value && <button type="button" disabled={busy} onClick={() => { begin(""); }}><Icon name="sparkles" />Surprise me</button>}
        </div>
      </form>
      <p>What is on the sheet now stays, as it is, in the gallery.</p>
    </Dialog>
  );
}
