// The owner's dialog: who may come in, by which links, and who has come.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { Bundled } from "./bundled";
import { Dialog } from "./dialog";
import { Face, Found } from "./people";
import { Rows } from "./rows";
import { ago } from "./spaces";
import * as store from "./store";

export const what: Record<api.Role, string> = { painter: "can draw", viewer: "can watch", owner: "owns this with you" };

/** How somebody is in the workspace: one who is not here keeps a seat, until an owner removes them. */
export function standing(p: Pick<api.Person, "role" | "seen" | "removed" | "gone" | "shut" | "own">, here: boolean, now: number): string {
  if (p.removed !== 0) return "removed";
  if (p.gone !== 0) return "has left";
  if (p.shut === true && !here) return "shut out: their link was revoked";
  const does = p.role !== "owner" ? what[p.role] : p.own ? "you own this" : "owns this with you";
  return here ? `${does}, here now` : `${does}, away; last here ${ago(p.seen, now)}`;
}

const day = (ms: number): string => new Date(ms).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });

/** A host's name that means the same computer, wherever it is read. */
const loopback = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** How often it is looked who is here, ms: as long as "just now" is true of the shortest absence that is told. */
const readEvery = 60_000;

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

/** A button that asks once more before it acts. Where there are many of them, they are told apart by what they are of. */
export function Careful({ label, sure, of, title, kind = "small", off, act }: { label: string; sure: string; of?: string; title?: string; kind?: string; off?: boolean; act: () => void }) {
  const [asked, setAsked] = useState(false);
  const text = asked ? sure : label;
  return <button type="button" class={asked ? `${kind} sure` : kind} title={title} disabled={off} aria-label={of === undefined ? undefined : `${text} ${of}`} onBlur={() => { setAsked(false); }} onClick={() => { if (asked) act(); setAsked(!asked); }}>{text}</button>;
}

/** Tells who does not see the button that it was copied. */
function Copied({ done }: { done: boolean }) {
  return <span class="unseen" role="status">{done ? "Copied" : ""}</span>;
}

function NewLink({ token, made, failed }: { token: string; made: () => void; failed: (e: unknown) => void }) {
  const [role, setRole] = useState<api.Role>("painter");
  const [name, setName] = useState("");
  const [link, setLink] = useState("");
  const [copied, setCopied] = useState(false);
  const make = async (): Promise<void> => {
    const got = await api.makeLink(token, role, name);
    const made = new URL(got.link, location.href).href;
    store.made.value = new Map(store.made.value).set(got.no, made);
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
        <Copied done={copied} />
      </div>
      {link !== "" && (
        <div class="line">
          <input type="text" readOnly value={link} aria-label="The new link" onFocus={(e) => { e.currentTarget.select(); }} />
          <button type="button" onClick={() => { void handOver(link).then(setCopied); }}>{copied ? "Copied" : "Copy"}</button>
        </div>
      )}
      {link !== "" && loopback.test(new URL(link, location.href).hostname) && <p>Only this computer can open it: the server is not told how others reach it. Start it with <code>-addr</code> and <code>-hosts</code>, or <code>-public-url</code>.</p>}
    </form>
  );
}

/** A link that was made here can be handed over again, as long as the page is open. */
function Again({ no, of, failed }: { no: number; of: string; failed: (e: unknown) => void }) {
  const link = store.made.value.get(no);
  const [copied, setCopied] = useState(false);
  if (link === undefined) return null;
  const copy = (): void => { void handOver(link).then((done) => { setCopied(done); if (!done) failed(`This browser does not let it be copied. It is ${link}`); }); };
  const text = copied ? "Copied" : "Copy";
  return <><button type="button" class="small" aria-label={`${text} ${of}`} onBlur={() => { setCopied(false); }} onClick={copy}>{text}</button><Copied done={copied} /></>;
}

interface Persons { label: string; people: readonly api.Person[]; here: ReadonlySet<number>; remove: (no: number) => void; readmit: (no: number) => void }

function Persons({ label, people, here, remove, readmit }: Persons) {
  return (
    <Found label={label} people={people} named={(p) => p.name}>
      {(found) => (
        <Rows label={label} items={found} id={(p) => p.no} guess={43} kind={(p) => (p.removed !== 0 || (p.shut === true && !here.has(p.no)) ? "removed" : "")} row={(p) => (
          <>
            <Face person={p} />
            <span><strong>{p.name}</strong> <small>{standing(p, here.has(p.no), Date.now())}</small></span>
            {p.own && <small>you</small>}
            {!p.own && p.removed === 0 && <Careful label="Remove" sure="Remove?" of={p.name} act={() => { remove(p.no); }} />}
            {p.removed !== 0 && <button type="button" class="small" aria-label={`Let in again ${p.name}`} onClick={() => { readmit(p.no); }}>Let in again</button>}
          </>
        )} />
      )}
    </Found>
  );
}

/** Whether somebody is an agent that is not here: there come many of them, and they say no goodbye. */
export const absent = (p: Pick<api.Person, "no" | "agent">, here: ReadonlySet<number>): boolean => p.agent === true && !here.has(p.no);

const called = (l: Pick<api.Link, "no" | "name">): string => (l.name === "" ? `Link ${l.no}` : l.name);

export function Share({ token, close }: { token: string; close: () => void }) {
  const [links, setLinks] = useState<api.Link[]>([]);
  const [people, setPeople] = useState<api.Person[]>([]);
  const [fault, setFault] = useState("");
  const failed = (e: unknown): void => { setFault(e instanceof Error ? e.message : String(e)); };
  const lists = useRef<Bundled<[api.Link[], api.Person[]]> | null>(null);
  const read = (): void => { lists.current?.read(true); };
  const here = new Set(store.state.value.members.filter((m) => m.online).map((m) => m.id));
  const there = [...here].join();
  const change = (done: Promise<unknown>): void => { done.then(read, failed); };
  useEffect(() => {
    const both = new Bundled(() => Promise.all([api.listLinks(token), api.listPeople(token)]), ([l, p]) => {
      setLinks(l);
      setPeople(p);
      setFault("");
    }, failed);
    lists.current = both;
    const again = setInterval(() => { both.read(); }, readEvery);
    return () => {
      clearInterval(again);
      both.end();
    };
  }, [token]);
  useEffect(() => { lists.current?.read(); }, [token, there]); // also when somebody comes or goes
  const agents = people.filter((p) => absent(p, here));
  const acts = { here, remove: (no: number) => { change(api.removePerson(token, no)); }, readmit: (no: number) => { change(api.readmitPerson(token, no)); } };
  return (
    <Dialog title="Share" close={close}>
      <NewLink token={token} made={read} failed={failed} />
      {fault !== "" && <p role="alert">{fault}</p>}
      <h3>Links</h3>
      <ul class="rows" aria-label="Links">
        {links.map((l) => (
          <li key={l.no}>
            <span><strong>{called(l)}</strong> <small>{what[l.role]}, made {day(l.created)}</small></span>
            <Again no={l.no} of={called(l)} failed={failed} />
            {l.own ? <small>yours</small> : <Careful label="Revoke" sure="Revoke for good?" of={called(l)} act={() => { change(api.revokeLink(token, l.no)); }} />}
          </li>
        ))}
      </ul>
      {links.some((l) => !store.made.value.has(l.no)) && <p class="fine">A link can be copied until the page in which it was made is closed: the server keeps none that could be read. For one that is lost, make another and revoke the old one.</p>}
      <h3>People</h3>
      <Persons label="People" people={people.filter((p) => !absent(p, here))} {...acts} />
      {agents.length > 0 && (
        <details class="absent">
          <summary>{agents.length === 1 ? "1 agent that is" : `${agents.length} agents that are`} not here</summary>
          <Persons label="Agents that are not here" people={agents} {...acts} />
        </details>
      )}
      <p>Revoking a link shows everybody out who came by it. Who was removed could come back under another name by a link that still holds.</p>
    </Dialog>
  );
}
