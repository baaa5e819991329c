// The gallery: a wall of small pictures, one of them large, and what becomes of it.
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api";
import { Dialog } from "./dialog";
import { fileName } from "./picture";
import { Replay } from "./replay";
import { Careful } from "./share";
import * as store from "./store";
import { Title } from "./title";

const day = (ms: number): string => new Date(ms).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });
export const nameOf = (p: { title: string; number: number }): string => (p.title === "" ? `Piece ${p.number}` : p.title);

/** A picture that is fetched when it comes into sight, and freed when it is gone. One that is named beside it has no name of its own. */
export function Picture({ token, piece, size, named }: { token: string; piece: Pick<api.Piece, "number" | "title" | "width" | "height">; size: "thumb" | "picture"; named?: boolean }) {
  const at = useRef<HTMLImageElement>(null);
  const [url, setUrl] = useState("");
  const [fault, setFault] = useState("");
  useEffect(() => {
    let gone = false;
    let made = "";
    let again: ReturnType<typeof setTimeout> | undefined;
    const fetchIt = async (tries: number): Promise<void> => {
      try {
        const blob = await api.look(token, piece.number, size);
        if (gone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      } catch (e) {
        if (gone) return;
        if (tries > 0) again = setTimeout(() => { void fetchIt(tries - 1); }, 1500); // the server draws only so many at once
        else setFault(e instanceof Error ? e.message : String(e));
      }
    };
    const seen = new IntersectionObserver((list) => {
      if (!list.some((e) => e.isIntersecting)) return;
      seen.disconnect();
      void fetchIt(3);
    });
    if (at.current !== null) seen.observe(at.current);
    return () => {
      gone = true;
      clearTimeout(again);
      seen.disconnect();
      if (made !== "") URL.revokeObjectURL(made);
    };
  }, [token, piece.number, size]);
  const blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
  return <img ref={at} class={size} src={url === "" ? blank : url} alt={fault !== "" ? fault : named === true ? "" : nameOf(piece)} style={{ aspectRatio: `${piece.width} / ${piece.height}` }} />;
}

function Large({ token, piece, own, busy, back, change, again, remove, newer, older }: { token: string; piece: api.Piece; own: boolean; busy: boolean; back: () => void; change: (title: string) => void; again: () => void; remove: () => void; newer: (() => void) | null; older: (() => void) | null }) {
  const [playing, setPlaying] = useState(false);
  const save = async (): Promise<void> => {
    const url = URL.createObjectURL(await api.look(token, piece.number, "picture"));
    const a = document.createElement("a");
    a.href = url;
    a.download = fileName(nameOf(piece));
    a.click();
    setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
  };
  return (
    <div class="large">
      {playing ? <Replay token={token} piece={piece} /> : <Picture token={token} piece={piece} size="picture" />}
      <div class="line">
        <Title token={token} piece={piece} own={own} changed={change} />
        <small>{piece.live ? "on the easel" : `begun ${day(piece.created)}, ${piece.strokes === 1 ? "1 stroke" : `${piece.strokes} strokes`}`}, {piece.width} × {piece.height}{piece.style === "plotter" && ", plotter"}</small>
      </div>
      <div class="line">
        <button type="button" onClick={back}>Back to the wall</button>
        <button type="button" disabled={newer === null} onClick={() => { newer?.(); }}>Newer</button>
        <button type="button" disabled={older === null} onClick={() => { older?.(); }}>Older</button>
        <button type="button" aria-pressed={playing} onClick={() => { setPlaying(!playing); }}>{playing ? "Picture" : "Replay"}</button>
        <button type="button" onClick={() => { save().catch(store.fail); }}>Save</button>
        {own && !piece.live && <Careful key={store.state.value.piece} kind="" label={busy ? "Going on with it…" : "Go on with this"} sure="For everybody here?" title="A new piece begins for everybody, with all that is seen here. This one, and what is on the easel now, stay in the gallery" off={busy} act={again} />}
        {own && !piece.live && <button type="button" onClick={remove}>Delete</button>}
      </div>
    </div>
  );
}

export function Gallery({ token, close }: { token: string; close: () => void }) {
  const [pieces, setPieces] = useState<api.Piece[]>([]);
  const [more, setMore] = useState(true);
  const [open, setOpen] = useState<number | null>(null);
  const [deleted, setDeleted] = useState<api.Piece | null>(null);
  const [fault, setFault] = useState("");
  const failed = (e: unknown): void => { setFault(e instanceof Error ? e.message : String(e)); }; // here: a toast would lie under the dialog
  const end = useRef<HTMLLIElement>(null);
  const own = store.state.value.role === "owner";
  const live = store.state.value.piece;
  const read = (before?: number): void => {
    api.listPieces(token, before).then((got) => {
      setPieces((had) => (before === undefined ? got.pieces : [...had, ...got.pieces]));
      setMore(got.more);
    }, failed);
  };
  useEffect(() => { read(); }, [token, live]);
  const last = pieces.at(-1)?.number;
  useEffect(() => {
    if (!more || last === undefined || end.current === null) return undefined;
    const seen = new IntersectionObserver((list) => { if (list.some((e) => e.isIntersecting)) read(last); });
    seen.observe(end.current);
    return () => { seen.disconnect(); };
  }, [more, last]);
  const at = pieces.findIndex((p) => p.number === open);
  const piece = pieces[at];
  const go = (i: number): (() => void) | null => {
    const p = pieces[i];
    return p === undefined ? null : () => { setOpen(p.number); };
  };
  const change = (title: string): void => { setPieces(pieces.map((p) => (p.number === open ? { ...p, title } : p))); };
  const [busy, setBusy] = useState(false);
  const again = (p: api.Piece): void => {
    setBusy(true);
    setFault("");
    api.againPiece(token, p.number).then(() => {
      store.drawn.value = true;
      close();
    }, failed).finally(() => { setBusy(false); });
  };
  const remove = (p: api.Piece): void => {
    setFault("");
    api.deletePiece(token, p.number).then(() => {
      setOpen(null);
      setDeleted(p);
      setPieces(pieces.filter((o) => o.number !== p.number));
    }, failed);
  };
  const restore = (p: api.Piece): void => {
    api.restorePiece(token, p.number).then(() => {
      setDeleted(null);
      read();
    }, failed);
  };
  return (
    <Dialog title="Gallery" close={close} wide>
      {deleted !== null && <p role="status">{nameOf(deleted)} is deleted. <button type="button" class="small" onClick={() => { restore(deleted); }}>Bring it back</button></p>}
      {fault !== "" && <p role="alert">{fault}</p>}
      <p class="unseen" role="status">{busy ? "Going on with it…" : ""}</p>
      {piece !== undefined ? (
        <Large key={piece.number} token={token} piece={piece} newer={go(at - 1)} older={go(at + 1)} own={own} busy={busy} back={() => { setOpen(null); }} change={change} again={() => { again(piece); }} remove={() => { remove(piece); }} />
      ) : (
        <ul class="wall">
          {pieces.map((p) => (
            <li key={p.number}>
              <button type="button" onClick={() => { setOpen(p.number); }}>
                <Picture token={token} piece={p} size="thumb" named />
                <strong>{nameOf(p)}</strong> <small>{p.live ? "on the easel" : day(p.created)}</small>
              </button>
            </li>
          ))}
          {more && <li ref={end} class="end" aria-hidden="true" />}
        </ul>
      )}
    </Dialog>
  );
}
