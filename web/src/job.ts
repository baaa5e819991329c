// What the page and the worker for files say to each other.
export interface Saved { kind: "png" | "svg" | "gif"; view: Uint8Array<ArrayBuffer>; scale: number; bare: boolean; whole: boolean }
export interface Opened { kind: "read"; data: Uint8Array<ArrayBuffer>; width: number; height: number }
export type Job = Saved | Opened;

/** What a file held: how many strokes, how many of them were taken, and what was left out. */
export interface Report { strokes: number; packed: number; smaller: boolean; left: { what: string; count: number }[] | null }

/** What to say when the module cannot be had. */
export const notLoaded = "What is needed for files could not be loaded. Are you offline? It is kept once it was loaded.";

export type Answer =
  | { kind: "done"; bytes: Uint8Array<ArrayBuffer>; report: Report | null }
  | { kind: "some"; part: number } // of 1
  | { kind: "fault"; text: string };
