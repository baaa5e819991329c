// A dialog over the studio: the browser keeps the focus in it, and Esc closes it.
import type { ComponentChildren } from "preact";

export function Dialog({ title, close, wide, children }: { title: string; close: () => void; wide?: boolean; children: ComponentChildren }) {
  return (
    <dialog class={wide === true ? "dialog broad" : "dialog"} aria-label={title} ref={(d) => { if (d !== null && !d.open) d.showModal(); }} onClose={close} onCancel={(e) => {
      // The next key may come before the browser tells that it is closed.
      e.currentTarget.close();
      close();
    }} onClick={(e) => { if (e.target === e.currentTarget) e.currentTarget.close(); }}>
      <div>
        <header><h2>{title}</h2><form method="dialog"><button class="small">Close</button></form></header>
        {children}
      </div>
    </dialog>
  );
}
