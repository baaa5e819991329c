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

/** Does something as a replica that nobody else has meanwhile, or leaves it. */
export async function claim(id: bigint, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
}

/** The tab's own replica; a new tab takes one of those left behind, if nobody has it. */
export async function replicaId(left: readonly bigint[] = []): Promise<bigint> {
  const own = BigInt(sessionStorage.getItem(key) ?? 0);
  let id = 0n;
  for (const candidate of own === 0n ? left : [own, ...left]) {
    if (await held(candidate)) {
      id = candidate;
      break;
    }
  }
  if (id === 0n) return newReplica();
  sessionStorage.setItem(key, id.toString());
  return id;
}

/** Another id for this tab, which no replica has had. */
export async function newReplica(): Promise<bigint> {
  const id = fresh();
  await held(id);
  sessionStorage.setItem(key, id.toString());
  return id;
}
