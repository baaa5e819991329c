// Ink that is not on the server yet, kept in the browser's storage by replica and
// link, so that a reload, a crash or a closed tab loses nothing.
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(i: number): string | null;
  readonly length: number;
}

/** The browser's storage; where it is forbidden, one that keeps nothing. */
export function storage(): Shelf {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => { throw new Error("the storage is forbidden"); }, removeItem: () => undefined, key: () => null, length: 0 };
  }
}

const prefix = "easel.kept";

const keyOf = (replica: bigint, token: string): string => `${prefix} ${replica} ${token}`;

/** The replicas that have left ink behind for a link, whoever had them. */
export function leftBehind(shelf: Shelf, token: string): bigint[] {
  const list: bigint[] = [];
  for (let i = 0; i < shelf.length; i++) {
    const parts = (shelf.key(i) ?? "").split(" ");
    if (parts.length === 3 && parts[0] === prefix && parts[2] === token && /^[0-9]{1,20}$/.test(parts[1] ?? "")) list.push(BigInt(parts[1] ?? 0));
  }
  return list;
}

export class Keeper {
  private written = "";

  constructor(private readonly shelf: Shelf, private readonly replica: bigint, private readonly token: string) {
    try { this.written = shelf.getItem(keyOf(replica, token)) ?? ""; } catch { /* then there is nothing */ }
  }

  /** What was kept, or null. */
  read(): Uint8Array | null {
    if (this.written === "") return null;
    try {
      return Uint8Array.from(atob(this.written), (c) => c.charCodeAt(0));
    } catch {
      return null;
    }
  }

  /** Puts what cannot be taken up out of the way of what comes. */
  aside(): void {
    const key = keyOf(this.replica, this.token);
    try {
      this.shelf.setItem(`unread.${key}`, this.written);
      this.shelf.removeItem(key);
      this.written = "";
    } catch { /* then it stays until something else is kept */ }
  }

  /** Keeps the bytes, none for nothing to keep, and reports whether they are kept. */
  write(bytes: Uint8Array): boolean {
    let text = "";
    for (let i = 0; i < bytes.length; i += 1 << 14) text += String.fromCharCode(...bytes.subarray(i, i + (1 << 14)));
    text = btoa(text);
    if (text === this.written) return true;
    const key = keyOf(this.replica, this.token);
    try {
      if (text === "") this.shelf.removeItem(key);
      else this.shelf.setItem(key, text);
      this.written = text;
      return true;
    } catch {
      return false; // forbidden, or full
    }
  }
}
