// The page. It starts the studio once the canvases are there, and hangs on
// window.easel what tests read: state, hash, stats and the pixels that are shown,
// and how they leave the page and enter it again.
import { render } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { arrived, arriving, incomplete, say } from "./arrival";
import { begin } from "./begin";
import { coming } from "./coming";
import { Debug } from "./debug";
import { dropStrays, easelOf, perform, placeStrays } from "./deeds";
import { action } from "./keys";
import * as guides from "./guides";
import { Life } from "./life";
import { Corner, PhoneBar, Rail, Settings, TopBar, type Actions } from "./panels";
import { Invite } from "./invite";
import { Notebook } from "./notes";
import { takeDrops } from "./open";
import { Strays } from "./strays";
import * as store from "./store";
import { Studio } from "./studio";
import "./style.css";
import "./artist.css";
import { Toasts } from "./toasts";

/** Refusals: of who has no right to be here, and of a piece that is damaged. */
const notMember = 3;
const unreadable = 13;

/** Listens to keys, but leaves those alone that are meant for a field. */
function listen(studio: Studio, life: Life): void {
  const typing = (e: KeyboardEvent): boolean => e.target instanceof HTMLSelectElement || e.target instanceof HTMLTextAreaElement || (e.target instanceof HTMLInputElement && e.target.type !== "range" && e.target.type !== "color");
  // Tab hides the panels from who draws with a pointer; for all others it goes
  // from one to the next.
  let drawing = false;
  life.on(window, "pointerdown", (e) => {
    drawing = e.target instanceof Element && e.target.closest(".ground") !== null;
    // The browser leaves the focus where it is: in a title, keys would be letters.
    if (drawing && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, { capture: true });
  life.on(window, "keydown", (e) => {
    // A list has letters of its own, but knows no way out.
    if (e.key === "Escape" && e.target instanceof HTMLSelectElement && e.target.closest("dialog") === null) e.target.blur();
    if (typing(e)) return;
    if (e.code === "Space" && !(e.target instanceof HTMLButtonElement)) {
      studio.pointers.space = true;
      e.preventDefault();
    } else if (store.dialogs.some((d) => d.value) || (e.key === "Tab" && store.panels.value && !drawing)) {
      return; // the browser's own: someone walks through the panels by keyboard
    } else if (perform(studio, action(e))) {
      e.preventDefault();
    }
  });
  // With Shift held lines are straight in another sense, also while one draws.
  const evenly = (on: boolean): void => {
    if (guides.even.value === on) return;
    guides.even.value = on;
    studio.guide();
  };
  life.on(window, "keydown", (e) => { if (e.key === "Shift") evenly(true); });
  life.on(window, "keyup", (e) => { if (e.key === "Shift") evenly(false); });
  life.on(window, "keyup", (e) => { if (e.code === "Space") studio.pointers.space = false; });
  life.on(window, "blur", () => { studio.pointers.space = false; evenly(false); });
}

/** Lets a worker keep the page's files, so that it opens without network. */
function keepFiles(): void {
  if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => undefined); // where it may not, nothing is kept
}

/** Says what went wrong, where it is seen. */
function failed(why: string): void {
  if (arriving()) say(why, why === store.stale ? () => { location.reload(); } : again);
  else store.fault.value = why;
}

/** Begins again, with what has come. */
function again(): void {
  outside.leave();
  outside.enter();
}

/** The way to one's other workspaces, where there is none into this one. */
function Others({ main }: { main?: boolean }) {
  return <><br /><button type="button" class={main === true ? "" : "plain"} onClick={() => { store.spaces.value = true; }}>Your workspaces</button></>;
}

function App() {
  const ground = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const [studio, setStudio] = useState<Studio | null>(null);
  const [Dialogs, setDialogs] = useState<typeof import("./dialogs").default | null>(null);
  const asked = store.dialogs.some((d) => d.value) || store.working.value !== null;
  useEffect(() => {
    if (asked && Dialogs === null) import("./dialogs").then((m) => { setDialogs(() => m.default); }, () => { store.toast(store.stale); });
  }, [asked]);
  useEffect(() => {
    if (ground.current === null || sheet.current === null || overlay.current === null) return undefined;
    const life = new Life();
    Studio.start(ground.current, sheet.current, overlay.current, life).then((s) => {
      if (s === null) return;
      listen(s, life);
      takeDrops(easelOf(s), life);
      expose(s);
      setStudio(s);
      keepFiles();
    }, (e: unknown) => { if (!life.over) failed(e instanceof Error ? e.message : String(e)); });
    return () => { life.end(); };
  }, []);
  const actions: Actions = {
    token: studio?.token ?? "",
    act: (name) => { if (studio !== null) perform(studio, name); },
    swatch: useCallback((b, w, h) => studio?.core.swatch(b, w, h) ?? null, [studio]),
    rename: (name, color) => { studio?.core.name(name, color); },
  };
  const s = store.state.value;
  const nowhere = s.phase === "refused" && s.refusal === notMember && s.seq === 0;
  const carded = store.linkless.value || store.fault.value !== "" || s.phase === "refused" || s.refusal === unreadable;
  useEffect(() => { if (carded) arrived(); }, [carded]);
  return (
    <>
      <div class={store.tool.value === "hand" || store.watches.value ? "ground hand" : "ground"} ref={ground} role="application" aria-label="Canvas">
        <canvas class="sheet" ref={sheet} hidden />
        <canvas class="overlay" ref={overlay} aria-hidden="true" />
      </div>
      {store.panels.value && !store.linkless.value && !nowhere && <><TopBar {...actions} /><Rail {...actions} /><Settings {...actions} /><Corner {...actions} /><PhoneBar {...actions} /><Notebook {...actions} /></>}
      <Invite {...actions} />
      {store.linkless.value && <p class="card" role="alert"><strong>This studio opens with a link.</strong><br />Ask whoever invited you for one. If the server is yours: it prints its owner link when it starts, and again when you run it with owner-link.<Others /></p>}
      {nowhere && <p class="card" role="alert"><strong>This link does not open anything here.</strong><br />It may have been withdrawn, or cut short on its way to you. Ask for a new one.<Others /></p>}
      {s.phase === "refused" && !nowhere && <p class="card" role="alert"><strong>The connection has ended.</strong><br />{store.ended.value}{s.refusal === notMember && <Others main />}<br /><button type="button" class={s.refusal === notMember ? "plain" : ""} onClick={() => { location.reload(); }}>Open again</button>{s.refusal !== notMember && <Others />}</p>}
      {s.phase !== "live" && s.refusal === unreadable && <p class="card" role="alert"><strong>This piece cannot be read any more.</strong><br />The server found its storage damaged. Its log says more. An owner can begin a new piece; what can be read of this one stays in the gallery.<br /><button type="button" onClick={() => { if (studio !== null) void begin(studio.token, 1600, 1200, "paint").then((ok) => { if (ok) location.reload(); }); }}>Begin a new piece</button><Others /></p>}
      {store.fault.value !== "" && <p class="card" role="alert"><strong>Something went wrong.</strong><br />{store.fault.value}<br /><button type="button" onClick={() => { location.reload(); }}>Open again</button></p>}
      {Dialogs !== null && studio !== null && <Dialogs {...actions} piece={easelOf(studio)} />}
      {studio !== null && <Strays place={() => { placeStrays(studio); }} drop={() => { dropStrays(studio); }} />}
      <p class="coming" role="status">{coming.value !== null && s.bytes > 0 && <>The picture is still coming<span aria-hidden="true">{coming.value > 0 ? `: ${coming.value} %` : "…"}</span></>}</p>
      {store.dropping.value && <p class="drop">{store.canDraw() ? "Drop the drawing to open it here" : "This link lets you watch, not draw"}</p>}
      {store.debug.value && studio !== null && <Debug studio={studio} />}
      {(Dialogs === null || studio === null || !store.dialogs.some((d) => d.value)) && <Toasts />}
    </>
  );
}

/** What tests read of a studio. Nothing here changes anything. */
function expose(studio: Studio): void {
  const pixels = async (): Promise<string> => {
    const c = studio.sheet.layers.whole();
    const data = c.getContext("2d")?.getImageData(0, 0, c.width, c.height).data ?? new Uint8ClampedArray();
    const sum = await crypto.subtle.digest("SHA-256", data);
    return [...new Uint8Array(sum)].map((b) => b.toString(16).padStart(2, "0")).join("");
  };
  const stats = () => ({
    frameP50: studio.frames.percentile(50), frameP99: studio.frames.percentile(99), frames: studio.frames.count,
    latencyP50: studio.latency.percentile(50), latencyP99: studio.latency.percentile(99), events: studio.latency.count, memory: studio.core.memory(), behind: studio.sheet.layers.left, sharp: studio.sheet.sharp.scale, refining: studio.sheet.sharp.busy,
  });
  Object.assign(window, { easel: { ...outside, hash: () => studio.core.hash(), view: () => studio.sheet.view, selection: () => studio.tools.selection.frame, pixels, stats, token: () => studio.token } });
}

const root = document.getElementById("app") ?? document.body;

const outside = {
  state: () => store.state.value,
  enter: () => {
    Object.assign(window, { easel: outside });
    render(<App />, root);
  },
  leave: () => {
    render(null, root);
    Object.assign(window, { easel: outside });
  },
};

if (!incomplete()) outside.enter();
