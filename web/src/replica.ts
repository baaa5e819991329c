// The id of this tab's replica: kept over reloads, never shared by two tabs. A
// duplicated tab has a copy of the storage, so a lock decides who keeps the id.
const key = "easel-replica";

function fresh(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 1n;
}

async function held(id: bigint): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  return new Promise((answer) => {
    void navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => undefined); // until the tab is gone
    });
  });
}

export async function replicaId(): Promise<bigint> {
  let id = BigInt(sessionStorage.getItem(key) ?? 0);
  if (id === 0n || !(await held(id))) {
    id = fresh();
    await held(id);
  }
  sessionStorage.setItem(key, id.toString());
  return id;
}
