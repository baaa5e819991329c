// One note, by its kind: the artist's words, what it uses, words of people, notices.
import { nameOf } from "./book";
import { Icon, type IconName } from "./icons";
import type { Note } from "./notebook";
import * as store from "./store";

const marks: Record<"begun" | "ended" | "failed", { icon: IconName; said: string }> = {
  begun: { icon: "loader", said: "under way" },
  ended: { icon: "check", said: "done" },
  failed: { icon: "alert", said: "did not work" },
};

/** The paragraphs of a text. */
export const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).map((p) => p.trim()).filter((p) => p !== "");

export function Entry({ note, last }: { note: Note; last: boolean }) {
  switch (note.kind) {
    case "thought": {
      const writes = last && store.live.value && store.state.value.artist.active;
      const parts = paragraphs(note.text);
      return <div class="note thought" data-id={note.id}>{parts.map((p, i) => <p key={i} class={writes && i === parts.length - 1 ? "writing" : ""}>{p}</p>)}</div>;
    }
    case "nudge":
      return <div class={note.member === store.state.value.member ? "note nudge mine" : "note nudge"} data-id={note.id}><strong>{nameOf(note.member)}</strong><p>{note.text}</p></div>;
    case "notice":
      return <p class="note notice" data-id={note.id}>{note.text}</p>;
    default: {
      // What was under way when the artist stopped will not end.
      const { icon, said } = marks[note.kind];
      const open = note.kind === "begun" && store.state.value.artist.active;
      const runs = open && store.live.value;
      return <p class={`note use ${note.kind}${runs ? " runs" : ""}`} data-id={note.id}><Icon name={icon} /><span>{note.text}</span><span class="unseen">{note.kind === "begun" && !open ? "stopped" : said}</span></p>;
    }
  }
}
