// The workspaces that one is a member of: go to one, name it, leave it, make another.
import { useEffect, useState } from "preact/hooks";
import * as api from "./api";
import { Dialog } from "./dialog";
import { Picture } from "./gallery";
import { Careful } from "./share";
import { forgetLast } from "./stock";
import * as store from "./store";

export const titleOf = (p: { name: string; title: string; no: number }): string => p.name || p.title || `Workspace ${p.no}`;
const role: Record<api.Role, string> = { owner: "yours", painter: "you can draw", viewer: "you can watch" };

/** When somebody was there last, in words. */
export function ago(ms: number, now: number): string {
  const [minutes, days] = [Math.floor((now - ms) / 60_000), Math.floor((now - ms) / 86_400_000)];
  return minutes < 2 ? "just now" : minutes < 60 ? `${minutes} minutes ago` : days < 1 ? "today" : days === 1 ? "yesterday" : days < 31 ? `${days} days ago` : new Date(ms).toLocaleDateString(undefined, { month: "short", year: "numeric" });
}

function Space({ space, here, named, left, failed }: { space: api.Space; here: boolean; named: () => void; left: () => void; failed: (e: unknown) => void }) {
  const [draft, setDraft] = useState<string | null>(null); // while it is being named
  const piece = { number: space.piece, title: titleOf(space), width: space.width, height: space.height };
  const open = (): void => { location.hash = `w=${space.token}`; };
  return (
    <li class={here ? "here" : ""}>
      <button type="button" class="look" disabled={here} aria-label={`Open ${titleOf(space)}`} onClick={open}><Picture token={space.token} piece={piece} size="thumb" /></button>
      <div>
        {draft === null ? <strong>{titleOf(space)}</strong> : (
          <form class="line" onSubmit={(e) => { e.preventDefault(); api.nameSpace(space.no, draft).then(() => { setDraft(null); named(); }, failed); }}>
            <input type="text" maxLength={64} value={draft} aria-label="Name of the workspace" ref={(f) => { if (f !== null && draft === space.name && document.activeElement !== f) f.focus(); }} onInput={(e) => { setDraft(e.currentTarget.value); }} />
            <button type="submit" class="small main">Save</button>
          </form>
        )}
        <small>{here ? "you are here" : role[space.role]}{here ? `, ${role[space.role]}` : `, ${ago(space.seen, Date.now())}`}</small>
        <div class="acts">
          {!here && <button type="button" class="small" onClick={open}>Open</button>}
          {space.role === "owner" && draft === null && <button type="button" class="small" onClick={() => { setDraft(space.name); }}>Rename</button>}
          <Careful label="Leave" sure={space.alone ? "Leave it to nobody?" : "Leave it?"} act={() => { api.leaveSpace(space.no).then(left, failed); }} />
        </div>
      </div>
    </li>
  );
}

function Make({ failed }: { failed: (e: unknown) => void }) {
  const [name, setName] = useState("");
  return (
    <form class="line" onSubmit={(e) => { e.preventDefault(); api.makeSpace(name).then((link) => { location.href = link; }, failed); }}>
      <input type="text" maxLength={64} value={name} placeholder="Its name, if you like" aria-label="Name of the new workspace" onInput={(e) => { setName(e.currentTarget.value); }} />
      <button type="submit" class="main">Make a workspace</button>
    </form>
  );
}

export function Spaces({ token, close }: { token: string; close: () => void }) {
  const [list, setList] = useState<api.Spaces | null>(null);
  const [left, setLeft] = useState<api.Space | null>(null);
  const [fault, setFault] = useState("");
  const failed = (e: unknown): void => { setFault(e instanceof Error ? e.message : String(e)); };
  const read = (): void => { api.listSpaces(token).then((l) => { setList(l); setFault(""); }, failed); };
  useEffect(read, [token]);
  const gone = (space: api.Space): void => {
    if (space.no === list?.here) forgetLast();
    setLeft(space);
    read();
  };
  const back = (space: api.Space): void => {
    api.returnToSpace(space.no).then(() => {
      setLeft(null);
      if (store.state.value.phase === "refused") location.reload();
      else read();
    }, failed);
  };
  return (
    <Dialog title="Workspaces" close={close}>
      {left !== null && <p role="status">You have left {titleOf(left)}. Your ink stays there. <button type="button" class="small" onClick={() => { back(left); }}>Come back</button></p>}
      {fault !== "" && <p role="alert">{fault}</p>}
      {list !== null && list.workspaces.length === 0 && <p>You are in no workspace. A link leads into one.</p>}
      <ul class="spaces" aria-label="Your workspaces">
        {list?.workspaces.map((p) => <Space key={p.no} space={p} here={p.no === list.here} named={read} left={() => { gone(p); }} failed={failed} />)}
      </ul>
      {list?.make === true && <Make failed={failed} />}
      <p>A workspace is a canvas with its gallery, its links and its people. What you draw stays with it.</p>
    </Dialog>
  );
}
