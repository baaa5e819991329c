// One's own brushes, below those that lie ready.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { held } from "./brushes";
import type { Brush } from "./core";
import { steady } from "./guides";
import { keepBrush, nameMost, ownBrushes, ownBrushesMost, ownInHand, removeOwn, renameOwn, suggested, takeOwn, unfit, type OwnBrush } from "./ownbrushes";
import { colorNumber } from "./palette";
import { walk } from "./radios";
import * as store from "./store";
import { dark, Sample, type Swatch } from "./stroke";

const brushOf = (b: OwnBrush): Brush => ({ kind: b.kind, color: b.color === undefined ? dark : colorNumber(b.color), width: Math.min(b.size, 22) * 16, opacity: Math.round(b.opacity * 2.55) });

/** Asks for a name; what is wrong with it is said below. */
function Naming({ label, first, of, children, done, cancel }: { label: string; first: string; of?: OwnBrush; children?: ComponentChildren; done: (name: string) => void; cancel: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(first);
  const [why, setWhy] = useState("");
  useLayoutEffect(() => {
    field.current?.select();
    field.current?.form?.scrollIntoView({ block: "nearest" });
  }, []);
  const save = (e: Event): void => {
    e.preventDefault();
    const wrong = unfit(name, of);
    if (wrong === "") done(name);
    setWhy(wrong);
  };
  return (
    <form class="naming" aria-label={label} onSubmit={save} onKeyDown={(e) => {
      if (e.key === "Escape") cancel();
      e.stopPropagation();
    }}>
      <input ref={field} type="text" aria-label="Name of the brush" autocomplete="off" maxLength={nameMost} value={name} aria-invalid={why !== ""}
        onInput={(e) => { setName(e.currentTarget.value); setWhy(""); }} />
      {why !== "" && <p role="alert">{why}</p>}
      {children}
      <div class="deeds">
        <button type="submit" class="main">{label}</button>
        <button type="button" onClick={cancel}>Cancel</button>
      </div>
    </form>
  );
}

/** What can be done with the shelf, and with the brush of it that is in hand. */
function Deeds({ own, ask }: { own: OwnBrush | null; ask: (what: "keep" | "rename") => void }) {
  const full = ownBrushes.value.length >= ownBrushesMost;
  return (
    <div class="deeds">
      <button type="button" disabled={full} onClick={() => { ask("keep"); }}>{full ? `No more than ${ownBrushesMost}` : "Keep this brush"}</button>
      {own !== null && <button type="button" aria-label={`Rename ${own.name}`} onClick={() => { ask("rename"); }}>Rename</button>}
      {own !== null && <button type="button" aria-label={`Remove ${own.name}`} onClick={() => { removeOwn(own); }}>Remove</button>}
    </div>
  );
}

export function OwnShelf({ swatch }: { swatch: Swatch }) {
  const list = ownBrushes.value;
  const own = ownInHand();
  const at = list.findIndex((b) => b.name === own?.name);
  const [asked, ask] = useState<"" | "keep" | "rename">("");
  const [colored, setColored] = useState(false);
  const done = (): void => { ask(""); };
  const section = useRef<HTMLElement>(null);
  const shown = useRef(false);
  useLayoutEffect(() => {
    // What had the focus may be gone with this.
    if (shown.current && document.activeElement === document.body) section.current?.querySelector<HTMLElement>(".deeds button")?.focus();
    shown.current = true;
  }, [asked, list.length]);
  return (
    <section class="own" aria-label="Your brushes" ref={section}>
      <h3>Your brushes</h3>
      {list.length === 0 && asked === "" && <p class="onepen">Hold a brush as you like it, and keep it under a name.</p>}
      {list.length > 0 && (
        <div class="brushes" role="radiogroup" aria-label="Your brushes" onKeyDown={(e) => { walk(e, at, list.length, (i) => { const b = list[i]; if (b !== undefined) takeOwn(b); }); }}>
          {list.map((b, i) => (
            <Sample key={b.name} swatch={swatch} brush={brushOf(b)} name={b.name} color={b.color} on={i === at} tab={i === Math.max(at, 0)} act={() => { takeOwn(b); }} />
          ))}
        </div>
      )}
      {asked === "keep" && (
        <Naming label="Keep" first={suggested()} done={(name) => { keepBrush(name, colored); done(); }} cancel={done}>
          <small>{held().size} px, opacity {held().opacity} %, steadiness {steady.value} %</small>
          <label class="tick"><input type="checkbox" checked={colored} onChange={(e) => { setColored(e.currentTarget.checked); }} /> with its colour <i class="dab" style={{ background: store.color.value }} /></label>
        </Naming>
      )}
      {asked === "rename" && own !== null && <Naming label="Rename" first={own.name} of={own} done={(name) => { renameOwn(own, name); done(); }} cancel={done} />}
      {asked === "" || (asked === "rename" && own === null) ? <Deeds own={own} ask={ask} /> : null}
    </section>
  );
}
