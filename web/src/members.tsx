// The faces of who is here, in the top bar.
import { artistMember } from "./artist";
import * as book from "./book";
import { Icon } from "./icons";
import { readableOn } from "./palette";
import type { Actions } from "./panels";
import * as store from "./store";

/** How many faces leave room in the top bar for its words and buttons. */
function facesMost(): number {
  const w = store.width.value;
  return w >= 640 && w < 900 && store.height.value <= 480 ? 2 : w < (book.shown.value ? 1440 : 1024) ? 3 : 6;
}

export function Members({ act }: Pick<Actions, "act">) {
  const s = store.state.value;
  const here = s.members.filter((m) => m.online).sort((a, b) => Number(b.id === s.member) - Number(a.id === s.member)); // oneself first
  const shown = here.slice(0, facesMost());
  return (
    <ul class="members" aria-label="People here">
      {shown.map((m) => (
        <li key={m.id}>
          {m.id === s.member ? (
            <button type="button" class="avatar me" style={{ background: m.color, color: readableOn(m.color) }} title={`${m.name} (you): change your name and colour`} aria-label={`${initials(m.name)}: you are ${m.name}. Change your name and colour`}
              onClick={() => { act("me"); }}>{initials(m.name)}</button>
          ) : <span class="avatar" style={{ background: m.color, color: readableOn(m.color) }} title={m.name} role="img" aria-label={m.name}><span aria-hidden="true">{m.id === artistMember ? <Icon name="brush" /> : initials(m.name)}</span></span>}
        </li>
      ))}
      {here.length > shown.length && <li><button type="button" class="more" title="All people here" aria-label={`${here.length} people here: show all`} onClick={() => { act("people"); }}>+{here.length - shown.length}</button></li>}
    </ul>
  );
}

/** Two letters of a name; a number at its end is kept, for Guest 12 is not Guest 1. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const last = parts.length > 1 ? (parts.at(-1) ?? "") : "";
  const end = /^\d+$/.test(last) ? last.slice(-2) : [...last].slice(0, 1).join("");
  return ([...(parts[0] ?? "")].slice(0, 1).join("") + end).toUpperCase();
}
