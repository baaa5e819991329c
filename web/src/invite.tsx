// What an empty sheet asks for.
import { useLayoutEffect, useRef } from "preact/hooks";
import { ask, askable, foldAsking, folding, invited, keepAsking, there, unfolded } from "./book";
import { Icon } from "./icons";
import { Chips, Field, Trouble } from "./nudge";
import * as store from "./store";

/** What a link that only shows lets one do. */
export const watching = "You are watching.";

/** What the invitation is folded to. */
function Asker() {
  const at = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (folding.value) at.current?.focus();
    folding.value = false;
  }, []);
  return <button ref={at} type="button" class="panel asker" onClick={ask}><Icon name="sparkles" />Ask the artist to paint…</button>;
}

export function Invite({ token }: { token: string }) {
  const s = store.state.value;
  if (invited.value && store.panels.value && !store.shelf.value) { // the brushes reach down to where it is
    return (
      <section class="panel asks" aria-label="Invitation" onFocusIn={keepAsking} onKeyDown={(e) => { if (e.key === "Escape" && !e.isComposing && unfolded.value) foldAsking(); }}>
        <p>{unfolded.value ? "Tell the artist what to paint." : "Draw, or tell the artist what to paint."}</p>
        <Field token={token} label="What the artist shall paint" placeholder="A harbour at dusk, say" />
        <Chips token={token} n={3} />
        <Trouble />
        {unfolded.value && <button type="button" class="tool shutter" aria-label="Close" title="Close (Esc)" onClick={foldAsking}><Icon name="close" /></button>}
      </section>
    );
  }
  if (askable.value && store.panels.value && !store.shelf.value) return <Asker />;
  if (s.phase !== "live" || store.watches.value) return null;
  if (store.drawn.value || store.settings.value || s.canUndo || there.value) return null;
  return <p class="invite">Draw. Share the link and paint together.</p>;
}
