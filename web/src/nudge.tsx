// The field for words to the artist, with some that might be said.
import { useLayoutEffect, useRef } from "preact/hooks";
import { begun, suggest } from "./artist";
import { notes, wanted } from "./book";
import { Icon } from "./icons";
import * as store from "./store";
import * as words from "./words";

const nearly = 100; // characters that are left, from which on they are counted

/** The field. Enter sends, with Shift it begins a line; while a script is composed it does neither. */
export function Field({ token, label, placeholder, sent }: { token: string; label: string; placeholder: string; sent?: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = words.draft.value;
  const focus = wanted.value;
  useLayoutEffect(() => {
    if (!focus) return;
    wanted.value = false;
    field.current?.focus();
  }, [focus]);
  const send = (): void => { void words.say(token, text).then((ok) => { if (ok) sent?.(); }); };
  const left = words.wordsMax - text.length;
  return (
    <form class="field" onSubmit={(e) => { e.preventDefault(); send(); }}>
      <textarea ref={field} rows={1} maxLength={words.wordsMax} value={text} aria-label={label} placeholder={placeholder} aria-describedby="artist-trouble" enterkeyhint="send"
        onInput={(e) => { words.draft.value = e.currentTarget.value; words.trouble.value = ""; }}
        onKeyDown={(e) => {
          if (e.key === "Escape") e.currentTarget.blur();
          if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
          e.preventDefault();
          if (text.trim() !== "") send();
        }} />
      {left < nearly && <small class="left">{left}</small>}
      <button type="submit" class="send" aria-label="Send" title="Send (Enter)" disabled={text.trim() === "" || words.sending.value}><Icon name="up" /></button>
    </form>
  );
}

/** What went wrong with the words that are still in the field. */
export function Trouble() {
  return <p class="trouble" id="artist-trouble" role="alert">{words.trouble.value}</p>;
}

/** Words that are said by one click. */
export function Chips({ token, n }: { token: string; n: number }) {
  const s = store.state.value;
  const said = notes.value.filter((m) => m.kind === "nudge").map((m) => m.text.trim().toLowerCase());
  return (
    <div class="chips" role="group" aria-label="Suggestions">
      {suggest(s.artist, s.style, said, n).map((text) => <button key={text} type="button" disabled={words.sending.value} onClick={() => { void words.say(token, text); }}>{text}</button>)}
      {!begun(s.artist) && <button type="button" class="surprise" disabled={words.sending.value} onClick={() => { void words.say(token, ""); }}><Icon name="sparkles" />surprise me</button>}
    </div>
  );
}

export function NudgeBox({ token }: { token: string }) {
  const { artist: a, phase } = store.state.value;
  const ready = !begun(a);
  return (
    <div class="nudgebox">
      <Chips token={token} n={ready ? 3 : 4} />
      <Field token={token} label={ready ? "What the artist shall paint" : "Words to the artist"} placeholder={ready ? "Tell the artist what to paint" : "Say something to the artist"} />
      <Trouble />
      {phase !== "live" && phase !== "refused" && words.trouble.value === "" && <p class="hint">Out of reach of the server: words stay here until you are back.</p>}
      {a.nudges > 0 && phase === "live" && <p class="hint" role="status">{a.nudges === 1 ? "Your words wait" : `${a.nudges} messages wait`} until the artist looks up.</p>}
    </div>
  );
}
