// What becomes of ink that a piece did not get before it was gone.
import * as store from "./store";

export function Strays({ place, drop }: { place: () => void; drop: () => void }) {
  const n = store.state.value.strays;
  if (n === 0) return null;
  return (
    <section class="panel strays" role="status">
      <span>{n === 1 ? "One stroke" : `${n} strokes`} of yours did not get onto the piece before.</span>
      <button type="button" class="main" onClick={place}>Put {n === 1 ? "it" : "them"} here</button>
      <button type="button" onClick={drop}>Give {n === 1 ? "it" : "them"} up</button>
    </section>
  );
}
