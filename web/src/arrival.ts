// What is seen until there is a sheet: paper with words on it, which index.html
// brings, so that it is there before anything that this is made of.
import { room } from "./room";
import { fit } from "./view";

/** Nothing has come for so many ms: that is said. */
const patience = 20_000;

let silence: ReturnType<typeof setTimeout> | undefined;

const part = <E extends Element>(what: string): E | null => document.querySelector<E>(`#arrival ${what}`);

/** Whether a file of the page has not come, and index.html says so. */
export const incomplete = (): boolean => document.getElementById("arrival")?.dataset["lost"] !== undefined;

/** Whether there is no sheet yet. */
export const arriving = (): boolean => document.getElementById("arrival") !== null;

/** Says how it stands, and lets one try again if there is a way to. */
export function say(text: string, retry?: () => void): void {
  clearTimeout(silence);
  const [words, again] = [part("p"), part<HTMLButtonElement>("button")];
  if (words === null || again === null) return;
  words.ariaBusy = String(text.endsWith("%")); // nobody wants to hear a hundred numbers
  if (words.textContent !== text) words.textContent = text;
  again.hidden = retry === undefined;
  again.onclick = () => {
    say("Trying again…"); // what was said is no longer so, and a second click would begin twice
    retry?.();
  };
}

/** So much of what one draws with has come, from 0 to 1. */
export function loaded(share: number): void {
  say(share === 1 ? "Connecting…" : `Laying out paper and brushes: ${Math.floor(100 * share)} %`);
  silence = setTimeout(() => { say("Nothing has come from the server for a while. The line may be very slow, or broken.", () => { location.reload(); }); }, patience);
}

/** Shows the piece as the server has it, where the sheet will lie. */
export function picture(image: ImageBitmap, width: number, height: number): void {
  const [paper, canvas, all] = [part<HTMLElement>("div"), part<HTMLCanvasElement>("canvas"), document.getElementById("arrival")];
  if (paper === null || canvas === null || all === null) return;
  const v = fit(innerWidth, innerHeight, { width, height }, room());
  all.style.inset = "0";
  Object.assign(paper.style, { position: "absolute", left: `${v.x}px`, top: `${v.y}px`, width: `${width * v.zoom}px`, aspectRatio: `${width} / ${height}` });
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  canvas.hidden = false;
}

/** There is a sheet, or a card that says why there is none. */
export function arrived(): void {
  clearTimeout(silence);
  document.getElementById("arrival")?.remove();
}
