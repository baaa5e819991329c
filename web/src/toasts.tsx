// Sentences that are shown for a while.
import { useEffect } from "preact/hooks";
import * as store from "./store";

function Toast({ id, text, ms }: { id: number; text: string; ms: number }) {
  useEffect(() => {
    const timer = setTimeout(() => { store.untoast(id); }, ms);
    return () => { clearTimeout(timer); };
  }, [id]);
  return <li>{text}</li>;
}

export function Toasts() {
  return <ul class="toasts" role="status" aria-live="polite">{store.toasts.value.map((t) => <Toast key={t.id} {...t} />)}</ul>;
}
