// The id of this tab's replica: kept over reloads, never shared by two tabs. A
// duplicated tab has a copy of the storage, so a lock decides who keeps the id.
const key = "easel-replica";

function fresh(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 1n;
}

let givenBack: Promise<unknown> = Promise.resolve(); // the locks of whoever had one in this tab before

async function held(id: bigint, signal: AbortSignal): Promise<boolean> {
  if (!("locks" in navigator)) return true;
  await givenBack;
  if (signal.aborted) return false;
  return new Promise((answer) => {
    const request = navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      if (lock === null || signal.aborted) return undefined;
      return new Promise<void>((done) => { signal.addEventListener("abort", () => { done(); }); }); // or until the tab is gone
    });
    signal.addEventListener("abort", () => { givenBack = Promise.all([givenBack, request]).then(() => undefined); });
  });
}

/** Does something as a replica that nobody else has meanwhile, or leaves it. */
export async function claim(id: bigint, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
}

/** The tab's own replica, until the signal is aborted; a new tab takes one of those left behind, if nobody has it. */
export async function replicaId(left: readonly bigint[], signal: AbortSignal): Promise<bigint> {
  const own = BigInt(sessionStorage.getItem(key) ?? 0);
  let id = 0n;
  for (const candidate of own === 0n ? left : [own, ...left]) {
    if (await held(candidate, signal)) {
      id = candidate;
      break;
    }
  }
  if (id === 0n) return newReplica(signal);
  sessionStorage.setItem(key, id.toString());
  return id;
}

/** Another id for this tab, which no replica has had. */
export async function newReplica(signal: AbortSignal): Promise<bigint> {
  const id = fresh();
  if (await held(id, signal)) sessionStorage.setItem(key, id.toString());
  return id;
}
