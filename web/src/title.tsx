import { useState } from "preact/hooks";
import * as api from "./api";
import * as store from "./store";

/** A title that its owner edits in place. */
export function Title({ token, piece, own, changed }: { token: string; piece: { title: string; number: number }; own: boolean; changed?: (title: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null); // while it is being written
  if (!own) return <span class="title">{piece.title === "" ? "Untitled" : piece.title}</span>;
  const save = async (): Promise<void> => {
    const title = (draft ?? piece.title).trim();
    if (title !== piece.title) {
      await api.titlePiece(token, piece.number, title);
      changed?.(title);
    }
  };
  const shown = draft ?? piece.title;
  return (
    <input class="title" aria-label="Title of the piece" placeholder="Untitled" maxLength={100} value={shown} size={Math.max(shown.length, 8)}
      onInput={(e) => { setDraft(e.currentTarget.value); }}
      onBlur={() => { save().catch(store.fail).finally(() => { setDraft(null); }); }}
      onKeyDown={(e) => {
        const field = e.currentTarget;
        if (e.key === "Escape") setDraft(null);
        if (e.key === "Enter" || e.key === "Escape") setTimeout(() => { field.blur(); });
        e.stopPropagation();
      }} />
  );
}
