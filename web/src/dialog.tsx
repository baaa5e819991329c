// A dialog over the studio: the browser keeps the focus in it, and Esc closes it.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Toasts } from "./toasts";

export function Dialog({ title, close, wide, children }: { title: string; close: () => void; wide?: boolean; children: ComponentChildren }) {
  const shown = useRef<HTMLDialogElement | null>(null);
  const show = (d: HTMLDialogElement | null): void => {
    if (d === null || d.open) return;
    shown.current = d;
    d.showModal();
  };
  // The browser tells that a dialog is closed after the keys that wait, which may have opened the
  // next one: what closes it says so at once, and only once.
  const end = (): void => {
    const d = shown.current;
    if (d === null) return;
    shown.current = null;
    d.close();
    close();
  };
  return (
    <dialog class={wide === true ? "dialog broad" : "dialog"} aria-label={title} ref={show} onClose={end} onCancel={end} onClick={(e) => { if (e.target === e.currentTarget) end(); }}>
      <div>
        <header><h2>{title}</h2><button class="small" onClick={end}>Close</button></header>
        {children}
      </div>
      <Toasts />
    </dialog>
  );
}
