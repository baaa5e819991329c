// Sentences that are shown for a while: over the studio, or in the dialog that covers it.
import { useEffect } from "preact/hooks";
import * as store from "./store";

function Toast({ id, text, until, deed }: store.Toast) {
  useEffect(() => {
    const timer = setTimeout(() => { store.untoast(id); }, Math.max(until - performance.now(), 0));
    return () => { clearTimeout(timer); };
  }, [id]);
  return <li>{text}{deed !== undefined && <button type="button" onClick={() => { store.untoast(id); deed.act(); }}>{deed.label}</button>}</li>;
}

export function Toasts() {
  return <div role="status" aria-live="polite"><ul class="toasts">{store.toasts.value.filter((t) => t.text !== store.ended.value).map((t) => <Toast key={t.id} {...t} />)}</ul></div>;
}
