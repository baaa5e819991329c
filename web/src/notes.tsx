// The artist's notebook: a panel beside the sheet that folds to a tab; on a phone a
// bottom sheet, and a strip that says what the artist does while it is shut.
import { useRef, useState } from "preact/hooks";
import { artistMember, mood, pausable, resumable } from "./artist";
import * as book from "./book";
import { Budget } from "./budget";
import { grip } from "./grip";
import { Icon } from "./icons";
import { Log } from "./log";
import { NudgeBox } from "./nudge";
import { Button, type Actions } from "./panels";
import * as store from "./store";
import * as words from "./words";

export const nameOfArtist = (): string => store.state.value.members.find((m) => m.id === artistMember)?.name ?? "Artist";

/** What it does now, as far as this page knows. */
function moodNow(): ReturnType<typeof mood> {
  const s = store.state.value;
  return mood(s.artist, s.role === "owner", store.live.value, s.phase === "refused");
}

/** The one button that stops the artist, or lets it go on. */
function Hold({ act, bare }: { act: Actions["act"]; bare?: boolean }) {
  const a = store.state.value.artist;
  const on = resumable(a);
  if (!store.canDraw() || (!on && !pausable(a))) return null;
  const label = on ? "Resume" : "Pause";
  if (bare === true) return <Button icon={on ? "play" : "pause"} label={`${label} the artist`} hint="P" off={!store.live.value} act={() => { act("pause"); }} />;
  return (
    <button type="button" class={on ? "hold main" : "hold"} title={`${label} the artist (P)`} disabled={words.holding.value || !store.live.value} onClick={() => { act("pause"); }}>
      <Icon name={on ? "play" : "pause"} />{label}
    </button>
  );
}

/** What it does now, in words, with a mark that moves while it works. */
function Now({ live }: { live?: boolean }) {
  const m = moodNow();
  return (
    <span class="now">
      <i class={`spark is-${m.mood}`} aria-hidden="true" />
      <span>{m.words}</span>
      {live === true && <span class="unseen" role="status">{m.mood === "working" ? "The artist is working." : `${m.words}. ${m.hint}`}</span>}
    </span>
  );
}

function Head({ token, act, shut }: Actions & { shut: () => void }) {
  const s = store.state.value;
  const own = s.role === "owner";
  const m = moodNow();
  return (
    <header class="bookhead">
      <div class="who">
        <h2>{nameOfArtist()}</h2>
        {s.artist.provider !== "" && <small title="Who paints">{s.artist.provider}</small>}
        <Button icon={book.phone.value ? "close" : "fold"} label={book.phone.value ? "Close the notebook" : "Fold the notebook"} act={shut} />
      </div>
      <div class="doing"><Now live /><Hold act={act} /></div>
      {m.hint !== "" && <p class={m.mood === "stopped" ? "hint bad" : "hint"}>{m.hint}</p>}
      {s.artist.prompt !== "" && <p class="prompt" title={s.artist.prompt}>{s.artist.prompt}</p>}
      <Budget token={token} own={own} a={s.artist} />
    </header>
  );
}

function Body(props: Actions & { shut: () => void }) {
  return (
    <>
      <Head {...props} />
      <Log notes={book.notes.value} />
      <div class="unseen" aria-live="polite">{book.heard.value.map((h) => <p key={h.id}>{h.text}</p>)}</div>
      {store.canDraw() ? <NudgeBox token={props.token} /> : <p class="hint onlooker">You are watching. Whoever may draw here may also talk to the artist.</p>}
    </>
  );
}

/** A bottom sheet that is dragged by its upper edge. */
function BottomSheet(actions: Actions) {
  const sheet = useRef<HTMLElement>(null);
  const shut = (): void => { book.open(false); };
  const [handle] = useState(() => grip(sheet, shut)); // the one that a drag began with
  return (
    <aside class={book.tall.value ? "panel book low tall" : "panel book low"} aria-label="The artist's notebook" ref={sheet}>
      <button type="button" class="grip" aria-label={book.tall.value ? "Make the notebook smaller" : "Make the notebook larger"} {...handle} />
      <Body {...actions} shut={shut} />
    </aside>
  );
}

/** On a phone, above its bar. */
function Strip({ act }: Actions) {
  const does = moodNow().words;
  return (
    <div class="panel strip">
      <button type="button" class="plain" aria-label={`${does}. Open the artist's notebook`} onClick={() => { book.open(true); }}><Now />{book.unread.value && <i class="unread" aria-hidden="true" />}</button>
      <Hold act={act} bare />
    </div>
  );
}

/** What is left of the notebook when it is folded. */
function Tab({ act }: Actions) {
  const m = moodNow();
  return (
    <div class="panel tab" role="group" aria-label="The artist">
      <button type="button" class="tool" aria-label={`Open the artist's notebook. ${m.words}.${book.unread.value ? " There is something new." : ""}`} title={`The artist's notebook: ${m.words.toLocaleLowerCase()}`} onClick={() => { book.fold(false); }}>
        <Icon name="note" />
        {(book.unread.value || m.mood === "working") && <i class={m.mood === "working" ? "spark is-working" : "unread"} aria-hidden="true" />}
      </button>
      <Hold act={act} bare />
    </div>
  );
}

export function Notebook(actions: Actions) {
  if (!book.there.value) return null;
  if (book.phone.value) return book.opened.value ? <BottomSheet {...actions} /> : book.striped.value ? <Strip {...actions} /> : null;
  if (book.folded.value) return <Tab {...actions} />;
  return <aside class="panel book" aria-label="The artist's notebook"><Body {...actions} shut={() => { book.fold(true); }} /></aside>;
}
