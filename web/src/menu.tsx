// The list of all that can be done, and of the keys.
import * as book from "./book";
import { Dialog } from "./dialog";
import { keyHelp } from "./keys";
import * as store from "./store";

/** What has no button of its own everywhere, with its keys. */
export function Menu({ act, close }: { act: (name: string) => void; close: () => void }) {
  const items: [string, string, string][] = [
    ...(store.state.value.role === "owner" ? [["new", "New piece", "N"], ["clear", "Clear the sheet…", ""]] as [string, string, string][] : []),
    ["gallery", "Gallery", ""], ["save", "Save or share…", "Ctrl S"], ["copy", "Copy the picture", "Ctrl C"], ...(store.watches.value ? [] : [["open", "Open a drawing…", "Ctrl O"] as [string, string, string]]),
    ...(book.there.value && book.phone.value && !store.watches.value ? [["redo", "Redo", ""] as [string, string, string]] : []),
    ...(store.watches.value ? [] : [["bucket", "Fill what looks alike", "G"], ["select", "Select strokes", "V"], ["picker", "Pick a colour from the sheet", "I"], ["hand", "Move the sheet", "H"]] as [string, string, string][]),
    ["fit", "Show the whole sheet", "0"], ["turn", "Turn the sheet", "R"], ["flip", "See the sheet mirrored", "F"],
    ...(store.state.value.role === "owner" ? [["share", "Share", ""] as [string, string, string]] : []),
    ["people", "People here", ""], ["me", "Your name and colour", ""], ["spaces", "Workspaces", ""],
    ["help", "Keys", "?"], ["debug", "Figures for the curious", "`"],
  ];
  return (
    <Dialog title="More" close={close}>
      <ul class="menu">
        {items.map(([name, label, key]) => (
          <li key={name}><button type="button" onClick={() => { close(); act(name); }}><span>{label}</span><kbd>{key}</kbd></button></li>
        ))}
      </ul>
    </Dialog>
  );
}

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title="Keys" close={close}>
      <dl>{keyHelp.map(([key, what]) => <div key={key}><dt>{key}</dt><dd>{what}</dd></div>)}</dl>
      <p>On a touch screen two fingers move, zoom and turn the sheet; a tap of two fingers undoes, of three redoes. Once a pen was seen, fingers only move the sheet.</p>
    </Dialog>
  );
}
