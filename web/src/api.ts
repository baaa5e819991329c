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
export interface Person { no: number; name: string; color: string; role: Role; seen: number; removed: number; gone: number; own: boolean }
export interface Space { no: number; token: string; name: string; piece: number; title: string; width: number; height: number; role: Role; seen: number; alone: boolean }
export interface Spaces { workspaces: Space[]; here: number; make: boolean }

/** Asks the server as the holder of a link. What it refuses is thrown, in its words. */
async function send(token: string, method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { "X-Easel-Token": token };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let res: Response;
  try {
    res = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null });
  } catch {
    throw new Error("The server cannot be reached right now.");
  }
  if (!res.ok) throw new Error((await res.text()).trim());
  return res;
}

async function ask(token: string, method: string, path: string, body?: object): Promise<unknown> {
  return (await send(token, method, path, body)).json();
}

export async function makeLink(token: string, role: Role, name: string): Promise<string> {
  return ((await ask(token, "POST", "/api/links", { role, name })) as { link: string }).link;
}

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
/** A small picture of a live piece that takes long to draw, with the piece's size in px; null if there is none. */
export async function preview(token: string, signal: AbortSignal): Promise<{ picture: Blob; width: number; height: number } | null> {
  const res = await send(token, "GET", "/api/preview.jpg", undefined, signal);
  if (res.status === 204) return null;
  const [width = 0, height = 0] = (res.headers.get("X-Easel-Size") ?? "").split("x").map(Number);
  return { picture: await res.blob(), width, height };
}

export const film = (token: string, number: number, signal: AbortSignal): Promise<Response> => send(token, "GET", `/api/pieces/${number}/replay`, undefined, signal);

export const newPiece = (token: string, width: number, height: number, style: string): Promise<unknown> => ask(token, "POST", "/api/pieces", { width, height, style });
export const titlePiece = (token: string, number: number, title: string): Promise<unknown> => ask(token, "POST", `/api/pieces/${number}/title`, { title });
export const deletePiece = (token: string, number: number): Promise<unknown> => ask(token, "DELETE", `/api/pieces/${number}`);
export const restorePiece = (token: string, number: number): Promise<unknown> => ask(token, "POST", `/api/pieces/${number}/restore`);
