// Sentences that are shown for a while.
import { useEffect } from "preact/hooks";
import * as store from "./store";

const shownFor = 6000; // ms

function Toast({ id, text }: { id: number; text: string }) {
  useEffect(() => {
    const timer = setTimeout(() => { store.untoast(id); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [id]);
  return <li>{text}</li>;
}

export function Toasts() {
  return <ul class="toasts" role="status" aria-live="polite">{store.toasts.value.map((t) => <Toast key={t.id} {...t} />)}</ul>;
}
