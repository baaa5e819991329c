// The floating panels: tools, brush, top bar, zoom, and the bar of a phone.
import * as book from "./book";
import * as guides from "./guides";
import { Icon, type IconName } from "./icons";
import { watching } from "./invite";
import { Members } from "./members";
import { Paints } from "./paints";
import * as store from "./store";
import { Selected } from "./selected";
import { ErasePick, InHand, Shelf } from "./shelf";
import { type Swatch } from "./stroke";
import { Title } from "./title";
import { zoomMax, zoomMin } from "./view";

export interface Actions { token: string; swatch: Swatch; act(name: string): void; rename(name: string, color: number): void }

interface ButtonProps { icon: IconName; label: string; hint?: string; on?: boolean; off?: boolean; act: () => void }

export function Button({ icon, label, hint, on, off, act }: ButtonProps) {
  return (
    <button type="button" class={on === true ? "tool on" : "tool"} aria-label={label} aria-pressed={on} title={hint === undefined ? label : `${label} (${hint})`} disabled={off === true} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

/** Where there is no room for the settings, they open by this. */
function Swatch() {
  return (
    <button type="button" class="tool opener" aria-label="Colour and size" aria-expanded={store.settings.value} onClick={() => { book.opened.value = false; store.settings.value = !store.settings.value; }}>
      <span class="swatch" style={{ background: store.color.value }} />
    </button>
  );
}

export function Rail({ act }: Actions) {
  const tool = store.tool.value;
  if (store.watches.value) return null;
  return (
    <nav class="panel rail wide" aria-label="Tools">
      <Button icon="brush" label="Brush" hint="B" on={tool === "brush"} act={() => { act("brush"); }} />
      <Button icon="eraser" label={eraserLabel(tool)} hint="E" on={tool === "eraser" || tool === "rubber"} act={() => { act("eraser"); }} />
      <Button icon="bucket" label="Fill" hint="G" on={tool === "bucket"} off={store.plotter.value} act={() => { act("bucket"); }} />
      <Button icon="pipette" label="Pick a colour" hint="I" on={tool === "picker"} off={store.plotter.value} act={() => { act("picker"); }} />
      <Button icon="select" label="Select strokes" hint="V" on={tool === "select"} act={() => { act("select"); }} />
      <Button icon="hand" label="Move the sheet" hint="H or Space" on={tool === "hand"} act={() => { act("hand"); }} />
      <Swatch />
    </nav>
  );
}

const eraserLabel = (tool: store.Tool): string => (tool === "rubber" ? "Eraser; again: of whole strokes" : tool === "eraser" ? "Eraser of whole strokes; again: of paint" : "Eraser");

function Guides() {
  return (
    <div class="guides">
      <label class="slider"><span>Steadiness</span><output>{guides.steady.value} %</output>
        <input type="range" min="0" max="100" value={guides.steady.value} aria-label="Steadiness" onInput={(e) => { guides.steady.value = Number(e.currentTarget.value); }} /></label>
      <label>Shape <select value={guides.shape.value} onChange={(e) => { guides.shape.value = Number(e.currentTarget.value); }}>{guides.shapes.map((s, i) => <option key={s} value={i}>{s}</option>)}</select></label>
      <label>Symmetry <select value={guides.symmetry.value} onChange={(e) => { guides.setSymmetry(Number(e.currentTarget.value)); }}>{guides.symmetries.map((s, i) => <option key={s.name} value={i}>{s.name}</option>)}</select></label>
    </div>
  );
}

/** Where there is one pen there is little to choose. */
function Plotter({ act }: Actions) {
  const tool = store.tool.value;
  const erases = tool === "rubber" || tool === "eraser";
  return (
    <section class={store.settings.value ? "panel settings open" : "panel settings"} aria-label="Brush">
      <Shut />
      {tool === "select" ? <Selected act={act} /> : <p class="onepen">This piece is a plotter's: one pen, whose ink is blue for people and black for the artist. There are no other colours.</p>}
      {erases && <ErasePick />}
      {erases && <Amounts />}
      {tool === "brush" && <Guides />}
    </section>
  );
}

/** How large and how strong. */
function Amounts() {
  return (
    <>
      <label class="slider">
        <span>Size</span>
        <output>{store.size.value} px</output>
        <input type="range" min="0" max="100" value={Math.round(100 * Math.sqrt((store.size.value - 1) / 511))} aria-label="Size"
          onInput={(e) => { store.size.value = Math.max(1, Math.round(1 + 511 * (Number(e.currentTarget.value) / 100) ** 2)); }} />
      </label>
      <label class="slider">
        <span>Opacity</span>
        <output>{store.opacity.value} %</output>
        <input type="range" min="1" max="100" value={store.opacity.value} aria-label="Opacity" onInput={(e) => { store.opacity.value = Number(e.currentTarget.value); }} />
      </label>
    </>
  );
}

export function Settings(actions: Actions) {
  if (store.watches.value) return null;
  return store.plotter.value ? <Plotter {...actions} /> : <Brush {...actions} />;
}

/** What a phone shuts the settings by, which lie over its sheet. */
function Shut() {
  return <header class="shut"><h2>Brush and colour</h2><Button icon="close" label="Close the settings" act={() => { store.settings.value = false; }} /></header>;
}

function Brush({ swatch, act }: Actions) {
  const tool = store.tool.value;
  return (
    <section class={store.settings.value ? "panel settings open" : "panel settings"} aria-label="Brush">
      <Shut />
      {tool === "select" ? <Selected act={act} /> : <InHand swatch={swatch} />}
      {store.shelf.value && tool !== "select" && <Shelf swatch={swatch} />}
      {(tool === "rubber" || tool === "eraser") && <ErasePick />}
      {tool !== "select" && <Amounts />}
      <Paints />
      {(tool === "brush") && <Guides />}
      <label class="custom">
        <span>Any colour</span>
        <input type="color" value={store.color.value} onInput={(e) => { store.paint(e.currentTarget.value); }} />
      </label>
    </section>
  );
}

export function TopBar(actions: Actions) {
  const s = store.state.value;
  const dot = s.phase === "live" ? (s.unsaved + s.waiting > 0 ? "busy" : "good") : s.phase === "refused" ? "bad" : "amber";
  return (
    <header class="panel top">
      <Title token={actions.token} piece={{ title: s.title, number: s.piece }} own={s.role === "owner"} />
      <span class="state" role="status" title={store.whyWaiting(s) || undefined}><i class={`dot ${dot}`} aria-hidden="true" /><span>{store.words.value}</span></span>
      <Members {...actions} />
      {s.role === "owner" && <Button icon="share" label="Share" act={() => { actions.act("share"); }} />}
      <Button icon="menu" label="More" act={() => { actions.act("menu"); }} />
    </header>
  );
}

export function Corner({ act }: Actions) {
  const s = store.state.value;
  return (
    <div class={store.watches.value ? "panel corner watches wide" : "panel corner wide"} role="toolbar" aria-label={store.watches.value ? "Zoom" : "Undo and zoom"}>
      {!store.watches.value && <>
        <Button icon="undo" label="Undo" hint="Ctrl Z" off={!s.canUndo} act={() => { act("undo"); }} />
        <Button icon="redo" label="Redo" hint="Ctrl Shift Z" off={!s.canRedo} act={() => { act("redo"); }} />
        <span class="rule" />
      </>}
      <Button icon="minus" label="Zoom out" hint="-" off={store.zoom.value <= zoomMin} act={() => { act("out"); }} />
      <button type="button" class="percent" title="100 % (1)" aria-label={`${Math.round(store.zoom.value * 100)} %, zoom to 100 %`} onClick={() => { act("full"); }}>{Math.round(store.zoom.value * 100)} %</button>
      <Button icon="plus" label="Zoom in" hint="+" off={store.zoom.value >= zoomMax} act={() => { act("in"); }} />
      <Button icon="fit" label="Fit the sheet" hint="0" act={() => { act("fit"); }} />
      <Button icon="help" label="Keys" hint="?" act={() => { act("help"); }} />
      {store.watches.value && !book.shown.value && <p class="watching">{watching}</p> /* the notebook's foot says it, too */}
    </div>
  );
}

/** Opens and shuts the artist's notebook. */
function ArtistTarget() {
  const open = book.opened.value;
  return (
    <button type="button" class={open ? "tool open" : "tool"} aria-label={book.unread.value ? "Artist: there is something new" : "Artist"} aria-expanded={open} title="The artist's notebook" onClick={() => { book.open(!open); }}>
      <Icon name="note" />
      {book.unread.value && <i class="unread" aria-hidden="true" />}
    </button>
  );
}

export function PhoneBar({ act }: Actions) {
  const s = store.state.value;
  const tool = store.tool.value;
  const spare = spares[tool];
  if (store.watches.value) {
    return (
      <nav class="panel phone" aria-label="Tools">
        <p class="watching">{watching}</p>
        <Button icon="fit" label="Fit the sheet" act={() => { act("fit"); }} />
        {book.there.value && <ArtistTarget />}
        <Button icon="menu" label="More" act={() => { act("menu"); }} />
      </nav>
    );
  }
  return (
    <nav class="panel phone" aria-label="Tools">
      <Button icon="brush" label="Brush" on={tool === "brush"} act={() => { act("brush"); }} />
      <Button icon="eraser" label={eraserLabel(tool)} on={tool === "eraser" || tool === "rubber"} act={() => { act("eraser"); }} />
      <Swatch />
      <Button icon="undo" label="Undo" off={!s.canUndo} act={() => { act("undo"); }} />
      {book.there.value ? <ArtistTarget /> : <Button icon="redo" label="Redo" off={!s.canRedo} act={() => { act("redo"); }} />}
      {spare !== undefined && <Button {...spare} on act={() => { act("brush"); }} />}
      <Button icon="menu" label="More" act={() => { act("menu"); }} />
    </nav>
  );
}

/** The tools that a phone has in its list only: in hand they stand in the bar, and a tap puts them away. */
const spares: Partial<Record<store.Tool, { icon: IconName; label: string }>> = { bucket: { icon: "bucket", label: "Fill" }, picker: { icon: "pipette", label: "Pick a colour" }, select: { icon: "select", label: "Select strokes" }, hand: { icon: "hand", label: "Move the sheet" } };
