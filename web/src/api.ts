// The few requests beside the socket. The link's token is in the fragment, which
// browsers send to nobody, and goes into a header.
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("w") ?? "";
}

/** Becomes a guest, if one is not already: the cookie says who one is. */
export async function beGuest(): Promise<void> {
  const res = await fetch("/api/guest", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
  if (!res.ok) throw new Error((await res.text()).trim());
}

/** The link of the first workspace, for the first visitor on this machine. */
export async function firstLink(): Promise<string> {
  const res = await fetch("/api/first");
  if (!res.ok) return "";
  return ((await res.json()) as { link: string }).link;
}

export async function makeLink(token: string, role: "painter" | "viewer"): Promise<string> {
  const res = await fetch("/api/links", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Easel-Token": token },
    body: JSON.stringify({ role }),
  });
  if (!res.ok) throw new Error((await res.text()).trim());
  return ((await res.json()) as { link: string }).link;
}
