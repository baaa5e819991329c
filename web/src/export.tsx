// The dialog that makes a file, or a picture to paste, of the piece.
import { useState } from "preact/hooks";
import { Dialog } from "./dialog";
import { download, fileName } from "./picture";
import * as store from "./store";
import { work } from "./workshop";
import { Working } from "./working";

const forms = [
  { name: "PNG", hint: "as it is", kind: "png", scale: 1, whole: false },
  { name: "PNG, twice as large", hint: "for print", kind: "png", scale: 2, whole: false },
  { name: "Easel file", hint: "a PNG that holds the strokes: open it to go on", kind: "png", scale: 1, whole: true },
  { name: "Easel file, twice as large", hint: "likewise, for print", kind: "png", scale: 2, whole: true },
  { name: "SVG", hint: "lines are shapes, for other programs", kind: "svg", scale: 1, whole: false },
  { name: "GIF", hint: "a film of how it came about", kind: "gif", scale: 1, whole: false },
] as const;
const mimes = { png: "image/png", svg: "image/svg+xml", gif: "image/gif" };

export interface Piece { view: () => Uint8Array<ArrayBuffer>; width: number; height: number }

export function Export({ piece, close }: { piece: Piece; close: () => void }) {
  const [chosen, setChosen] = useState(0);
  const [bare, setBare] = useState(false);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const form = forms[chosen] ?? forms[0];
  const name = fileName(store.state.value.title, form.whole ? "easel.png" : form.kind, form.scale);

  const make = async (): Promise<File | null> => {
    const made = await work(`Making the ${{ png: "picture", svg: "SVG", gif: "film" }[form.kind]}`, { kind: form.kind, view: piece.view(), scale: form.scale, bare, whole: form.whole });
    return made === null ? null : new File([made.bytes], name, { type: mimes[form.kind] });
  };
  /** Runs one of the buttons; what goes wrong is said in the dialog. */
  const run = (act: () => Promise<boolean>): void => {
    setBusy(true);
    setFault("");
    act().then((done) => { if (done) close(); }, (e: unknown) => { setFault(e instanceof Error ? e.message : String(e)); }).finally(() => { setBusy(false); });
  };
  const save = async (): Promise<boolean> => {
    const file = await make();
    if (file === null) return false;
    download(file, name);
    store.toast(`Saved as ${name}.`);
    return true;
  };
  const copy = async (): Promise<boolean> => {
    if (!("ClipboardItem" in window)) throw new Error("This browser cannot copy pictures. Save it instead.");
    let off = false;
    // The promise goes in at once: some browsers let only the click itself copy.
    const blob = make().then((file) => {
      off = file === null;
      if (file === null) throw new Error("called off");
      return file;
    });
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    } catch (e) {
      if (off) return false;
      await blob; // what went wrong in making it says more
      throw e;
    }
    store.toast("The picture is copied.");
    return true;
  };
  const share = async (): Promise<boolean> => {
    const file = await make();
    if (file === null) return false;
    try {
      await navigator.share({ files: [file] });
    } catch (e) {
      if (e instanceof DOMException && e.name === "AbortError") return false; // it was closed
      throw new Error("The browser did not let it be shared. Save it instead.", { cause: e });
    }
    return true;
  };
  const canShare = "canShare" in navigator && navigator.canShare({ files: [new File([""], name, { type: mimes[form.kind] })] });
  return (
    <Dialog title="Save or share" close={() => { store.working.value?.cancel(); close(); }}>
      <form onSubmit={(e) => { e.preventDefault(); run(save); }}>
        <fieldset class="sizes">
          <legend>As what</legend>
          {forms.map((f, i) => (
            <label key={f.name}><input type="radio" name="form" checked={chosen === i} onChange={() => { setChosen(i); }} /> {f.name} <small>{f.kind === "png" && !f.whole ? `${piece.width * f.scale} × ${piece.height * f.scale}, ` : ""}{f.hint}</small></label>
          ))}
        </fieldset>
        {form.kind !== "gif" && <fieldset class="sizes">
          <legend>On what</legend>
          <label><input type="radio" name="paper" checked={!bare} onChange={() => { setBare(false); }} /> white paper</label>
          <label><input type="radio" name="paper" checked={bare} onChange={() => { setBare(true); }} /> nothing <small>transparent where nothing is painted</small></label>
        </fieldset>}
        {fault !== "" && <p role="alert">{fault}</p>}
        <Working />
        <div class="line">
          <button type="submit" class="main" disabled={busy}>Save</button>
          {form.kind === "png" && !form.whole && <button type="button" disabled={busy} onClick={() => { run(copy); }}>Copy</button>}
          {canShare && <button type="button" disabled={busy} onClick={() => { run(share); }}>Share</button>}
        </div>
      </form>
    </Dialog>
  );
}
