// What clears the sheet asks first: it is everybody's.
import { useEffect, useState } from "preact/hooks";
import { useAnother } from "./another";
import { begin } from "./begin";
import { Dialog } from "./dialog";
import * as store from "./store";

export function Clear({ token, width, height, close }: { token: string; width: number; height: number; close: () => void }) {
  const [busy, setBusy] = useState(false);
  const another = useAnother() && !busy;
  useEffect(() => {
    if (!another) return;
    store.toast("Nothing was cleared: it is not the same piece any more.");
    close();
  }, [another]);
  const clear = (): void => {
    setBusy(true);
    void begin(token, width, height, store.state.value.style).then(close);
  };
  return (
    <Dialog title="Clear the sheet" close={close}>
      <p>Everybody here gets an empty sheet. What is on it now, whoever drew it, stays in the gallery as it is; an owner can go on with it from there.</p>
      <div class="line begin">
        <button type="button" class="main" disabled={busy} onClick={clear}>Clear it for everybody</button>
        <button type="button" onClick={close}>Leave it</button>
      </div>
    </Dialog>
  );
}
