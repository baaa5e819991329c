// Who is here, and how one is seen oneself.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { artistMember } from "./artist";
import { Dialog } from "./dialog";
import { Icon } from "./icons";
import { colorNumber, faces, readableOn } from "./palette";
import { initials } from "./members";
import { Rows } from "./rows";
import * as store from "./store";

const nameMax = 64;
const searchFrom = 9; // fewer people are seen at a glance

export function Face({ person }: { person: { name: string; color: string } }) {
  return <i class="avatar" aria-hidden="true" style={{ background: person.color, color: readableOn(person.color) }}>{initials(person.name)}</i>;
}

/** Those of a list whose names have all the words in them, whatever their case. */
export function search<T>(list: readonly T[], named: (t: T) => string, text: string): readonly T[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((w) => w !== "");
  return words.length === 0 ? list : list.filter((t) => { const name = named(t).toLocaleLowerCase(); return words.every((w) => name.includes(w)); });
}

/** A list of people with a field to find them by name, if there are many. */
export function Found<T>({ label, people, named, children }: { label: string; people: readonly T[]; named: (t: T) => string; children: (found: readonly T[]) => ComponentChildren }) {
  const [text, setText] = useState("");
  if (people.length < searchFrom) return <>{children(people)}</>;
  const found = search(people, named, text);
  return (
    <>
      <div class="line"><input type="text" value={text} placeholder="Find by name" aria-label={`Find in ${label}`} onInput={(e) => { setText(e.currentTarget.value); }} /></div>
      <p class="count" role="status">{text.trim() === "" ? `${people.length} people` : found.length === 0 ? "Nobody has a name like that." : `${found.length} of ${people.length} people`}</p>
      {children(found)}
    </>
  );
}

const can: Record<string, string> = { owner: "owner", painter: "draws", viewer: "watches" };

export function People({ act, close }: { act: (name: string) => void; close: () => void }) {
  const s = store.state.value;
  const here = s.members.filter((m) => m.online);
  return (
    <Dialog title="People here" close={close}>
      <Found label="People here" people={here} named={(m) => m.name}>
        {(found) => (
          <Rows label="All people here" items={found} id={(m) => m.id} guess={43} row={(m) => (
            <>
              <Face person={m} />
              <span><strong>{m.name}</strong> {m.id === artistMember ? <small class="paints-here" title="It paints here"><Icon name="brush" /><span class="unseen">the artist</span></small> : <small>{can[m.role] ?? ""}</small>}</span>
              {m.id === s.member && <button type="button" class="small" onClick={() => { close(); act("me"); }}>You: change</button>}
            </>
          )} />
        )}
      </Found>
    </Dialog>
  );
}

/** Arrow keys go from colour to colour, as in any group of radio buttons. */
function walk(e: KeyboardEvent, at: number, take: (color: string) => void): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  if (step === undefined || !(e.currentTarget instanceof HTMLElement)) return;
  const next = (at + step + faces.length) % faces.length;
  take(faces[next]?.color ?? "");
  e.currentTarget.querySelectorAll("button")[next]?.focus();
  e.preventDefault();
}

export function Me({ rename, close }: { rename: (name: string, color: number) => void; close: () => void }) {
  const s = store.state.value;
  const own = s.members.find((m) => m.id === s.member) ?? { name: "", color: faces[0]?.color ?? "" };
  const [name, setName] = useState(own.name);
  const [color, setColor] = useState(own.color);
  const at = faces.findIndex((f) => f.color === color);
  const there = s.phase === "live";
  return (
    <Dialog title="Your name and colour" close={close}>
      <form onSubmit={(e) => {
        e.preventDefault();
        rename([...name.trim()].slice(0, nameMax).join(""), colorNumber(color));
        close();
      }}>
        <div class="line face"><Face person={{ name, color }} /><input type="text" required pattern=".*\S.*" maxLength={nameMax} value={name} aria-label="Your name, as others see it" title="A name has at least one letter" onInput={(e) => { setName(e.currentTarget.value); }} /></div>
        <div class="paints faces" role="radiogroup" aria-label="Your colour" onKeyDown={(e) => { walk(e, Math.max(at, 0), setColor); }}>
          {faces.map((f, i) => (
            <button key={f.name} type="button" role="radio" aria-checked={i === at} aria-label={f.name} title={f.name} tabIndex={i === Math.max(at, 0) ? 0 : -1} class={i === at ? "paint on" : "paint"} style={{ background: f.color }} onClick={() => { setColor(f.color); }} />
          ))}
        </div>
        <button type="submit" class="main" disabled={!there}>Take them</button>
      </form>
      <p>{there ? "Others see both beside your pen and in the list of people." : "This needs the server, which cannot be reached right now."}</p>
    </Dialog>
  );
}
