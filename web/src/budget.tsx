// What the artist has used of its budget: a quiet line, and the numbers for who asks.
// Owners change it.
import { useState } from "preact/hooks";
import * as api from "./api";
import { share, unpaid, type Artist } from "./artist";

const parts = [["turns", "Turns on this piece"], ["strokes", "Strokes on this piece"], ["tokens", "Tokens of the model today"]] as const;
const most = 1e12; // more than anybody means

/** What there is to tell of an artist: one that asks no model uses no tokens. */
const partsOf = (a: Artist) => parts.filter(([key]) => key !== "tokens" || !unpaid(a));

const number = (n: number): string => n.toLocaleString("en").replaceAll(",", " ");

function Change({ token, a, done }: { token: string; a: Artist; done: () => void }) {
  const [draft, setDraft] = useState({ turns: a.turns.most, tokens: a.tokens.most, strokes: a.strokes.most });
  const [fault, setFault] = useState("");
  return (
    <form onSubmit={(e) => { e.preventDefault(); api.budgetArtist(token, { turns: draft.turns, strokes: draft.strokes, dayTokens: draft.tokens }).then(done, (x: unknown) => { setFault(x instanceof Error ? x.message : String(x)); }); }}>
      {partsOf(a).map(([key, label]) => (
        <label key={key}><span>{label}</span><input type="number" min={0} max={most} step={1} required value={draft[key]} onInput={(e) => { setDraft({ ...draft, [key]: e.currentTarget.valueAsNumber }); }} /></label>
      ))}
      <p class="hint">0 is no limit.</p>
      {fault !== "" && <p class="trouble" role="alert">{fault}</p>}
      <div class="deeds"><button type="submit">Save</button><button type="button" onClick={done}>Cancel</button></div>
    </form>
  );
}

export function Budget({ token, own, a }: { token: string; own: boolean; a: Artist }) {
  const [open, setOpen] = useState(false);
  const [changing, setChanging] = useState(false);
  const used = share(a);
  const shown = partsOf(a).filter(([key]) => a[key].used > 0 || a[key].most > 0);
  if (shown.length === 0 && !own) return null;
  const percent = Math.round(100 * (used ?? 0));
  return (
    <div class={a.paused === "budget" ? "budget due" : "budget"}>
      <button type="button" class="line" aria-expanded={open} onClick={() => { setOpen(!open); setChanging(false); }}>
        <span>Budget</span>
        <span class={percent >= 90 ? "meter high" : "meter"} aria-hidden="true"><i style={{ width: `${percent}%` }} /></span>
        <span>{used === null ? "no limit" : `${percent} %`}</span><span class="unseen">{used === null ? "" : "used"}</span>
      </button>
      {open && !changing && (
        <>
          <dl>{shown.map(([key, label]) => <div key={key}><dt>{label}</dt><dd>{number(a[key].used)}{a[key].most > 0 ? ` of ${number(a[key].most)}` : ", no limit"}</dd></div>)}</dl>
          {own && <div class="deeds"><button type="button" onClick={() => { setChanging(true); }}>Change</button></div>}
        </>
      )}
      {open && changing && <Change token={token} a={a} done={() => { setChanging(false); }} />}
    </div>
  );
}
