// Ink that is not on the server yet, kept in the browser's storage by replica and
// workspace, so that a reload, a crash or a closed tab loses nothing.
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

/** The replicas that have left ink behind for a workspace, by any of its names, whoever had them. */
export function leftBehind(shelf: Shelf, names: readonly string[]): bigint[] {
  const list = new Set<bigint>();
  for (let i = 0; i < shelf.length; i++) {
    const parts = (shelf.key(i) ?? "").split(" ");
    if (parts.length === 3 && parts[0] === prefix && names.includes(parts[2] ?? "") && /^[0-9]{1,20}$/.test(parts[1] ?? "")) list.add(BigInt(parts[1] ?? 0));
  }
  return [...list];
}

export class Keeper {
  private written = "";
  private readonly key: string;
  private from: string; // the key that has what was written

  /** What is kept under any of the workspace's names moves to the first when it changes. */
  constructor(private readonly shelf: Shelf, replica: bigint, names: readonly [string, ...string[]]) {
    this.key = this.from = keyOf(replica, names[0]);
    try {
      this.from = names.map((n) => keyOf(replica, n)).find((k) => shelf.getItem(k) !== null) ?? this.key;
      this.written = shelf.getItem(this.from) ?? "";
    } catch { /* then there is nothing */ }
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
    try {
      this.shelf.setItem(`unread.${this.from}`, this.written);
      this.shelf.removeItem(this.from);
      this.written = "";
      this.from = this.key;
    } catch { /* then it stays until something else is kept */ }
  }

  /** Keeps the bytes, none for nothing to keep, and reports whether they are kept. */
  write(bytes: Uint8Array): boolean {
    let text = "";
    for (let i = 0; i < bytes.length; i += 1 << 14) text += String.fromCharCode(...bytes.subarray(i, i + (1 << 14)));
    text = btoa(text);
    if (text === this.written) return true;
    try {
      if (text === "") this.shelf.removeItem(this.key);
      else this.shelf.setItem(this.key, text);
      if (this.from !== this.key) this.shelf.removeItem(this.from);
      this.from = this.key;
      this.written = text;
      return true;
    } catch {
      return false; // forbidden, or full
    }
  }
}
