// One tab at a time. Browsers have locks for that, but not for pages that came
// without TLS, as they do in many a home. There the browser's database holds a
// lease: it lets one tab at a time look and write, whichever process it is in.
export interface Desk {
  /** Takes the lease until then, if it is free or has run out by now, and reports whether it did. */
  take(me: string, now: number, until: number): Promise<boolean>;
  give(me: string): Promise<void>;
}

export const leaseMs = 15_000; // longer than a request takes; a tab that died holds nobody up for longer
const lookMs = 150;

export interface Clock { now(): number; sleep(ms: number): Promise<void>; random(): number }

/** Runs f by a lease. Where there is no database there is nobody to wait for. */
export async function leased<T>(desk: Desk, c: Clock, f: () => Promise<T>): Promise<T> {
  const me = `${c.random()}`;
  try {
    while (!(await desk.take(me, c.now(), c.now() + leaseMs))) await c.sleep(lookMs * (1 + c.random()));
  } catch {
    return f();
  }
  try {
    return await f();
  } finally {
    await desk.give(me).catch(() => undefined); // it runs out by itself
  }
}

/** Whether a lease of so many ms can be taken: it is free, it has run out, or it is from another time. */
export const free = (row: { until: number } | undefined, now: number, term = leaseMs): boolean => row === undefined || row.until <= now || row.until > now + term;

export interface Row { who: string; until: number }

function database(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const r = indexedDB.open("easel-lease", 1);
    r.onupgradeneeded = () => { r.result.createObjectStore("lease"); };
    r.onsuccess = () => { done(r.result); };
    r.onerror = () => { fail(r.error ?? new Error("no database")); };
  });
}

const day = 24 * 3_600_000;

/** Looks at a lease and writes what comes of that, with nobody between. One until 0 is forgotten, and so are those that have long run out. */
export async function change(name: string, next: (row: Row | undefined) => Row | null): Promise<boolean> {
  const db = await database();
  try {
    return await new Promise<boolean>((done, fail) => {
      const t = db.transaction("lease", "readwrite");
      const s = t.objectStore("lease");
      const r = s.get(name) as IDBRequest<Row | undefined>;
      let changed = false;
      r.onsuccess = () => {
        const row = next(r.result);
        changed = row !== null;
        if (row?.until === 0) s.delete(name);
        else if (row !== null) s.put(row, name);
      };
      const all = s.openCursor();
      all.onsuccess = () => {
        if (all.result === null) return;
        if ((all.result.value as Row).until < Date.now() - day) all.result.delete();
        all.result.continue();
      };
      t.oncomplete = () => { done(changed); };
      t.onabort = () => { fail(t.error ?? new Error("not stored")); };
    });
  } finally {
    db.close();
  }
}

const desk: Desk = {
  take: (who, now, until) => change("guest", (row) => (free(row, now) ? { who, until } : null)),
  give: async (who) => { await change("guest", (row) => (row?.who === who ? { who, until: 0 } : null)); },
};

/** Runs f while no other tab does. */
export function alone<T>(c: Clock, f: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("easel.guest", f) : leased(desk, c, f);
}
