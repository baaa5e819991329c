// The few requests beside the socket. The link's token is in the fragment, which
// browsers send to nobody, and goes into a header.
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("w") ?? "";
}

/** Waits, at most until the signal is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", over);
      done();
    };
    const timer = setTimeout(over, ms);
    signal?.addEventListener("abort", over);
    if (signal?.aborted === true) over();
  });
}

/** The token of the first workspace, for the first visitor on this machine; null if the server does not know us. */
export async function firstToken(): Promise<string | null> {
  const res = await fetch("/api/first");
  if (res.status === 401) return null;
  if (!res.ok) return "";
  const { link } = (await res.json()) as { link: string };
  return tokenOf(link.slice(link.indexOf("#")));
}

export type Role = "owner" | "painter" | "viewer";
export interface Link { no: number; role: Role; name: string; created: number; own: boolean }
export interface Person { no: number; name: string; color: string; role: Role; seen: number; removed: number; gone: number; shut?: boolean; agent?: boolean; own: boolean }
export interface Space { no: number; token: string; name: string; piece: number; title: string; width: number; height: number; role: Role; seen: number; alone: boolean }
export interface Spaces { workspaces: Space[]; here: number; make: boolean }

export const unreachable = "The server cannot be reached right now.";

/** Asks the server as the holder of a link. What it refuses is thrown, in its words. */
async function send(token: string, method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { "X-Easel-Token": token };
  const file = body instanceof Blob;
  if (body !== undefined && !file) headers["Content-Type"] = "application/json";
  let res: Response;
  try {
    res = await fetch(path, { method, headers, body: body === undefined ? null : file ? body : JSON.stringify(body), signal: signal ?? null });
  } catch {
    throw new Error(unreachable);
  }
  if (!res.ok) throw new Error((await res.text()).trim());
  return res;
}

async function ask(token: string, method: string, path: string, body?: object): Promise<unknown> {
  return (await send(token, method, path, body)).json();
}

export const makeLink = async (token: string, role: Role, name: string): Promise<{ link: string; no: number }> => (await ask(token, "POST", "/api/links", { role, name })) as { link: string; no: number };

export const listLinks = async (token: string): Promise<Link[]> => (await ask(token, "GET", "/api/links")) as Link[];
export const revokeLink = (token: string, no: number): Promise<unknown> => ask(token, "DELETE", `/api/links/${no}`);
export const listPeople = async (token: string): Promise<Person[]> => (await ask(token, "GET", "/api/members")) as Person[];
export const removePerson = (token: string, no: number): Promise<unknown> => ask(token, "DELETE", `/api/members/${no}`);
export const readmitPerson = (token: string, no: number): Promise<unknown> => ask(token, "POST", `/api/members/${no}`);

/** The workspaces that one is a member of, and which of them the token leads to. */
export const listSpaces = async (token: string): Promise<Spaces> => (await ask(token, "GET", "/api/workspaces")) as Spaces;
export async function makeSpace(name: string): Promise<string> {
  return ((await ask("", "POST", "/api/workspaces", { name })) as { link: string }).link;
}
export const nameSpace = (no: number, name: string): Promise<unknown> => ask("", "POST", `/api/workspaces/${no}/name`, { name });
export const leaveSpace = (no: number): Promise<unknown> => ask("", "POST", `/api/workspaces/${no}/leave`);
export const returnToSpace = (no: number): Promise<unknown> => ask("", "POST", `/api/workspaces/${no}/return`);

export interface Piece { number: number; title: string; width: number; height: number; style: string; created: number; strokes: number; live: boolean }

/** The gallery from a piece on back, the newest first. */
export async function listPieces(token: string, before?: number): Promise<{ pieces: Piece[]; more: boolean }> {
  return (await ask(token, "GET", before === undefined ? "/api/pieces" : `/api/pieces?before=${before}`)) as { pieces: Piece[]; more: boolean };
}

/** A piece as a picture, small or in its size. */
export async function look(token: string, number: number, size: "thumb" | "picture"): Promise<Blob> {
  return (await send(token, "GET", `/api/pieces/${number}/${size}.png`)).blob();
}

/** All strokes of a piece, for a core to play. */
/** A small picture of a live piece that takes long to draw, or early of any that has ink, with the piece's size in px; null if there is none. */
export async function preview(token: string, early: boolean, signal: AbortSignal): Promise<{ picture: Blob; width: number; height: number } | null> {
  const res = await send(token, "GET", early ? "/api/preview.jpg?early" : "/api/preview.jpg", undefined, signal);
  if (res.status === 204) return null;
  const [width = 0, height = 0] = (res.headers.get("X-Easel-Size") ?? "").split("x").map(Number);
  return { picture: await res.blob(), width, height };
}

export const film = (token: string, number: number, signal: AbortSignal): Promise<Response> => send(token, "GET", `/api/pieces/${number}/replay`, undefined, signal);

/** Begins a new piece; with the artist on it, if there is a prompt, be it empty: then it paints what it likes. */
export const newPiece = (token: string, width: number, height: number, style: string, prompt?: string): Promise<unknown> =>
  ask(token, "POST", "/api/pieces", { width, height, style, ...(prompt === undefined ? {} : { prompt, artist: true }) });
/** Begins a new piece with all that an Easel file holds. */
export const openPiece = (token: string, file: Blob, title: string, signal: AbortSignal): Promise<unknown> =>
  send(token, "POST", `/api/pieces/file?title=${encodeURIComponent(title)}`, file, signal);
/** Begins a new piece with all that is seen of one in the gallery. */
export const againPiece = (token: string, number: number): Promise<unknown> => ask(token, "POST", `/api/pieces/${number}/again`);
export const titlePiece = (token: string, number: number, title: string): Promise<unknown> => ask(token, "POST", `/api/pieces/${number}/title`, { title });
export const deletePiece = (token: string, number: number): Promise<unknown> => ask(token, "DELETE", `/api/pieces/${number}`);
export const restorePiece = (token: string, number: number): Promise<unknown> => ask(token, "POST", `/api/pieces/${number}/restore`);

// The artist.

/** Lets the artist begin on the live piece; without a prompt it paints what it likes. */
export const startArtist = (token: string, prompt: string): Promise<unknown> => send(token, "POST", "/api/artist/start", { prompt });
/** Says something to the artist. However often it is sent under one id, it counts once. */
export const nudgeArtist = (token: string, text: string, id: string): Promise<unknown> => send(token, "POST", "/api/artist/nudge", { text, id });
export const pauseArtist = (token: string): Promise<unknown> => send(token, "POST", "/api/artist/pause", {});
export const resumeArtist = (token: string): Promise<unknown> => send(token, "POST", "/api/artist/resume", {});
/** Sets what the artist may use, turns and strokes on a piece and tokens in a day; 0 is no bound. */
export const budgetArtist = (token: string, most: { turns: number; strokes: number; dayTokens: number }): Promise<unknown> => send(token, "POST", "/api/artist/budget", most);
