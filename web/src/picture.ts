// The picture as it is shown at 1:1, over paper, and what files are called.
import * as store from "./store";

function png(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) => {
    canvas.toBlob((b) => { if (b === null) fail(new Error("The browser could not make the picture.")); else done(b); }, "image/png");
  });
}

/** A file's name from the piece's title, without what systems do not take, and from how large it is, if it is larger. */
export function fileName(title: string, kind = "png", scale = 1): string {
  // eslint-disable-next-line no-control-regex -- these are what must go
  const plain = title.replace(/[\u0000-\u001f<>:"/\\|?*\s]+/g, " ").replace(/^[. ]+|[. ]+$/g, "").slice(0, 80);
  return `${plain === "" ? "easel" : plain}${scale === 1 ? "" : ` ${scale}x`}.${kind}`;
}

/** Saves a file where the browser saves files. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const a = document.createElement("a");
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}

export async function copyPicture(canvas: HTMLCanvasElement): Promise<void> {
  try {
    if (!("ClipboardItem" in window)) throw new Error("This browser cannot copy pictures. Save it instead.");
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png(canvas) })]);
    store.toast("The picture is copied.");
  } catch (e) {
    store.fail(e);
  }
}
