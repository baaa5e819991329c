// The dialog that asks what shall become of an Easel file.
import { useRef, useState } from "preact/hooks";
import { useAnother } from "./another";
import * as api from "./api";
import { about, titleOf } from "./asking";
import { Dialog } from "./dialog";
import * as store from "./store";

export function Opening({ token, close }: { token: string; close: () => void }) {
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const another = useAnother() && !busy;
  const off = useRef(new AbortController());
  const asked = useRef(about()).current;
  if (asked === null) return null;
  const { file, add } = asked;
  const begin = (): void => {
    if (busy) return;
    setBusy(true);
    setFault("");
    api.openPiece(token, file, titleOf(file.name), off.current.signal).then(() => {
      store.drawn.value = true;
      close();
    }, (e: unknown) => {
      if (off.current.signal.aborted) return;
      setFault(e instanceof Error ? e.message : String(e));
      setBusy(false);
    });
  };
  return (
    <Dialog title="Open an Easel file" close={() => { off.current.abort(); close(); }}>
      <form onSubmit={(e) => { e.preventDefault(); begin(); }}>
        <p><strong>{file.name}</strong> holds a piece with all its strokes.</p>
        <p>As a new piece it is there at once, to paint on; what is on the sheet now stays, as it is, in the gallery. Added to this piece, its strokes come as yours, {store.state.value.limit.max > 0 ? `${store.state.value.limit.max} a minute` : "one by one"}, and at most 1,000 of them wait.</p>
        {another && <p role="alert">Somebody has begun a piece meanwhile. It is the one that this would be added to, or that would go into the gallery.</p>}
        {fault !== "" && <p role="alert">{fault}</p>}
        {busy && <p role="status">Opening {file.name} <progress aria-label={`Opening ${file.name}`} /></p>}
        <div class="line begin">
          <button type="submit" class="main" autofocus disabled={busy}>Open as a new piece</button>
          <button type="button" disabled={busy} onClick={() => { close(); add(); }}>Add to this piece</button>
        </div>
      </form>
    </Dialog>
  );
}
