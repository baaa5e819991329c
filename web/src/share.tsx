// The owner's dialog: who may come in, by which links, and who has come.
import { useEffect, useState } from "preact/hooks";
import * as api from "./api";
import { Dialog } from "./dialog";
import { Face, Found } from "./people";
import { Rows } from "./rows";
import * as store from "./store";

export const what: Record<api.Role, string> = { painter: "can draw", viewer: "can watch", owner: "owns this with you" };
const day = (ms: number): string => new Date(ms).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });

/** Copies a link, or hands it to the system's share sheet on a phone. */
async function handOver(link: string): Promise<boolean> {
  if (matchMedia("(pointer: coarse)").matches && "share" in navigator) {
    try {
      await navigator.share({ url: link });
      return true;
    } catch { /* it was closed: the link is still there to copy */ }
  }
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}

/** A button that asks once more before it acts. */
export function Careful({ label, sure, act }: { label: string; sure: string; act: () => void }) {
  const [asked, setAsked] = useState(false);
  return <button type="button" class={asked ? "small sure" : "small"} onBlur={() => { setAsked(false); }} onClick={() => { if (asked) act(); setAsked(!asked); }}>{asked ? sure : label}</button>;
}

function NewLink({ token, made, failed }: { token: string; made: () => void; failed: (e: unknown) => void }) {
  const [role, setRole] = useState<api.Role>("painter");
  const [name, setName] = useState("");
  const [link, setLink] = useState("");
  const [copied, setCopied] = useState(false);
  const make = async (): Promise<void> => {
    const made = new URL(await api.makeLink(token, role, name), location.href).href;
    setLink(made);
    setName("");
    setCopied(await handOver(made));
  };
  return (
    <form onSubmit={(e) => { e.preventDefault(); make().then(made, failed); }}>
      <fieldset>
        <legend>Whoever opens the link</legend>
        {(["painter", "viewer", "owner"] as const).map((r) => (
          <label key={r}><input type="radio" name="role" checked={role === r} onChange={() => { setRole(r); }} /> {what[r]}</label>
        ))}
      </fieldset>
      <div class="line">
        <input type="text" maxLength={64} placeholder="What it is for, if you like" aria-label="Name of the link" value={name} onInput={(e) => { setName(e.currentTarget.value); }} />
        <button type="submit" class="main">Make a link</button>
      </div>
      {link !== "" && (
        <div class="line">
          <input type="text" readOnly value={link} aria-label="The new link" onFocus={(e) => { e.currentTarget.select(); }} />
          <button type="button" onClick={() => { void handOver(link).then(setCopied); }}>{copied ? "Copied" : "Copy"}</button>
        </div>
      )}
    </form>
  );
}

export function Share({ token, close }: { token: string; close: () => void }) {
  const [links, setLinks] = useState<api.Link[]>([]);
  const [people, setPeople] = useState<api.Person[]>([]);
  const [fault, setFault] = useState("");
  const failed = (e: unknown): void => { setFault(e instanceof Error ? e.message : String(e)); };
  const read = (): void => {
    Promise.all([api.listLinks(token), api.listPeople(token)]).then(([l, p]) => {
      setLinks(l);
      setPeople(p);
      setFault("");
    }, failed);
  };
  const change = (done: Promise<unknown>): void => { done.then(read, failed); };
  useEffect(read, [token]);
  const here = new Set(store.state.value.members.filter((m) => m.online).map((m) => m.id));
  return (
    <Dialog title="Share" close={close}>
      <NewLink token={token} made={read} failed={failed} />
      {fault !== "" && <p role="alert">{fault}</p>}
      <h3>Links</h3>
      <ul class="rows" aria-label="Links">
        {links.map((l) => (
          <li key={l.no}>
            <span><strong>{l.name === "" ? `Link ${l.no}` : l.name}</strong> <small>{what[l.role]}, made {day(l.created)}</small></span>
            {l.own ? <small>yours</small> : <Careful label="Revoke" sure="Revoke for good?" act={() => { change(api.revokeLink(token, l.no)); }} />}
          </li>
        ))}
      </ul>
      <h3>People</h3>
      <Found label="People" people={people} named={(p) => p.name}>
        {(found) => (
          <Rows label="People" items={found} id={(p) => p.no} guess={43} kind={(p) => (p.removed === 0 ? "" : "removed")} row={(p) => (
            <>
              <Face person={p} />
              <span><strong>{p.name}</strong> <small>{p.removed !== 0 ? "removed" : p.gone !== 0 ? "has left" : what[p.role]}{here.has(p.no) ? ", here now" : ""}</small></span>
              {p.own && <small>you</small>}
              {!p.own && p.removed === 0 && <Careful label="Remove" sure="Remove?" act={() => { change(api.removePerson(token, p.no)); }} />}
              {p.removed !== 0 && <button type="button" class="small" onClick={() => { change(api.readmitPerson(token, p.no)); }}>Let in again</button>}
            </>
          )} />
        )}
      </Found>
      <p>Revoking a link shows everybody out who came by it. Who was removed could come back under another name by a link that still holds.</p>
    </Dialog>
  );
}
