// Pieces as they were seen last, in the browser's database, so that the page opens
// without the server. It is a convenience: whatever goes wrong here, it is as if
// there were none.
const name = "easel";
const table = "frozen";
const most = 8; // workspaces

interface Row { token: string; at: number; bytes: Uint8Array<ArrayBuffer> }

function database(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const r = indexedDB.open(name, 1);
    r.onupgradeneeded = () => { r.result.createObjectStore(table, { keyPath: "token" }); };
    r.onsuccess = () => { done(r.result); };
    r.onerror = () => { fail(r.error ?? new Error("no database")); };
    r.onblocked = () => { fail(new Error("the database is blocked")); };
  });
}

async function within<T>(mode: IDBTransactionMode, f: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database();
  try {
    return await new Promise<T>((done, fail) => {
      const t = db.transaction(table, mode);
      const r = f(t.objectStore(table));
      t.oncomplete = () => { done(r.result); };
      t.onabort = () => { fail(t.error ?? new Error("not stored")); };
    });
  } finally {
    db.close();
  }
}

/** The piece of a workspace as it was seen last, by the newest of its names that has one, or null. */
export async function readFrozen(names: readonly string[]): Promise<Uint8Array | null> {
  try {
    for (const name of names) {
      const row = await within<Row | undefined>("readonly", (s) => s.get(name) as IDBRequest<Row | undefined>);
      if (row !== undefined) return row.bytes;
    }
  } catch { /* then there is none */ }
  return null;
}

/** Stores a piece, and lets the oldest go when there are too many. */
export async function writeFrozen(token: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await within("readwrite", (s) => s.put({ token, at: Date.now(), bytes } satisfies Row));
    const rows = await within("readonly", (s) => s.getAll() as IDBRequest<Row[]>);
    const old = rows.sort((a, b) => b.at - a.at).slice(most);
    for (const row of old) await within("readwrite", (s) => s.delete(row.token));
  } catch { /* then not */ }
}
