// What can be done with what is selected.
import { chosen, lasso } from "./selection";

export function Selected({ act }: { act: (name: string) => void }) {
  const n = chosen.value;
  return (
    <div class="selected">
      <div class="either" role="radiogroup" aria-label="Select by">
        <button type="button" role="radio" aria-checked={lasso.value} class={lasso.value ? "on" : ""} onClick={() => { lasso.value = true; }}>lasso</button>
        <button type="button" role="radio" aria-checked={!lasso.value} class={lasso.value ? "" : "on"} onClick={() => { lasso.value = false; }}>rectangle</button>
      </div>
      <p role="status">{n === 0 ? "Draw around your strokes, or tap one." : n === 1 ? "1 stroke is selected." : `${n} strokes are selected.`}</p>
      <div class="deeds">
        <button type="button" disabled={n === 0} onClick={() => { act("grow"); }}>Larger</button>
        <button type="button" disabled={n === 0} onClick={() => { act("shrink"); }}>Smaller</button>
        <button type="button" disabled={n === 0} onClick={() => { act("spinback"); }}>Turn left</button>
        <button type="button" disabled={n === 0} onClick={() => { act("spin"); }}>Turn right</button>
        <button type="button" disabled={n === 0} onClick={() => { act("duplicate"); }}>Duplicate</button>
        <button type="button" disabled={n === 0} onClick={() => { act("remove"); }}>Delete</button>
      </div>
    </div>
  );
}
