// What the browser keeps for the next visit, as far as it lets us.

/** What is kept under a key. */
export function stored(key: string): string | null {
  try { return localStorage.getItem(key); } catch { return null; } // storage may be forbidden
}

/** Keeps a value for the next visit. */
export function keep(key: string, value: unknown): void {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* then not */ }
}

/** Reads a list of colours, as they are written here, without what is none. */
export function readColors(text: string | null, most: number): string[] {
  try {
    const list: unknown = JSON.parse(text ?? "");
    return Array.isArray(list) ? list.filter((c): c is string => typeof c === "string" && /^#[0-9a-f]{6}$/.test(c)).slice(0, most) : [];
  } catch {
    return [];
  }
}
