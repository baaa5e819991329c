// The id of this tab's replica: kept over reloads, never shared by two tabs. A
// duplicated tab has a copy of the storage, so a lock decides who keeps the id,
// or a lease where there are no locks.
import { change } from "./lease";
import { Life } from "./life";
import { goneTabs, renewMs, sayGone, Tenure } from "./tenure";

export interface Replica {
  readonly id: bigint;
  /** Whether it is this tab's for certain. While it is not, nothing is sent or kept for it. */
  sure(): boolean;
}

const key = "easel-replica";
export const locks = (): boolean => "locks" in navigator;
const always = (): boolean => true;

function fresh(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 1n;
}

/** What this tab was before a reload, or 0. */
function before(): bigint {
  try { return BigInt(sessionStorage.getItem(key) ?? 0); } catch { return 0n; } // storage may be forbidden
}

function remember(id: bigint): void {
  try { sessionStorage.setItem(key, id.toString()); } catch { /* then a reload is a new replica */ }
}

let givenBack: Promise<unknown> = Promise.resolve(); // the locks of whoever had one in this tab before

async function locked(id: bigint, signal: AbortSignal): Promise<boolean> {
  return new Promise((answer) => {
    const request = navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      if (lock === null || signal.aborted) return undefined;
      return new Promise<void>((done) => { signal.addEventListener("abort", () => { done(); }); }); // or until the tab is gone
    });
    signal.addEventListener("abort", () => { givenBack = Promise.all([givenBack, request]).then(() => undefined); });
  });
}

/** Has a lease for as long as the life lasts. Null if another has it, or nobody can say. */
async function leased(id: bigint, life: Life, lost: () => void): Promise<Tenure | null> {
  const tenure = new Tenure(fresh().toString(), (next) => change(`${key}-${id}`, next), () => Date.now(), lost);
  if (!(await tenure.take(goneTabs()).catch(() => false))) return null;
  life.every(renewMs, () => { void tenure.renew(); });
  life.on(document, "visibilitychange", () => { if (!document.hidden) void tenure.renew(); });
  life.on(window, "pagehide", () => { sayGone(tenure.who); });
  life.on(window, "pageshow", (e) => { if (e.persisted) tenure.lose(); }); // it has said that it goes
  life.last(() => { givenBack = givenBack.then(() => tenure.give()); }); // after all that is kept at the end
  return tenure;
}

/** The replica, if nobody else is it, until the life is over; when it is lost the page begins again as another one. */
async function held(id: bigint, life: Life): Promise<Replica | null> {
  await givenBack;
  if (life.over) return null;
  if (locks()) return (await locked(id, life.signal)) ? { id, sure: always } : null;
  const tenure = await leased(id, life, () => {
    life.end();
    location.reload();
  });
  return tenure === null ? null : { id, sure: () => tenure.sure() };
}

/** Does something as a replica that nobody else is meanwhile, or leaves it. */
export async function claim(id: bigint, work: (sure: () => boolean, life: Life) => Promise<void>): Promise<void> {
  const life = new Life();
  try {
    if (locks()) {
      await navigator.locks.request(`${key}-${id}`, { ifAvailable: true }, (lock) => (lock === null ? undefined : work(always, life)));
      return;
    }
    const tenure = await leased(id, life, () => { life.end(); });
    if (tenure !== null) await work(() => tenure.sure(), life);
  } finally {
    life.end();
  }
}

/** The tab's own replica, until the life is over; a new tab takes one of those left behind, if nobody has it. */
export async function ownReplica(left: readonly bigint[], life: Life): Promise<Replica> {
  const own = before();
  for (const candidate of own === 0n ? left : [own, ...left]) {
    const replica = await held(candidate, life);
    if (replica === null) continue;
    remember(candidate);
    return replica;
  }
  return newReplica(life);
}

/** Another replica for this tab, which nobody has been. */
export async function newReplica(life: Life): Promise<Replica> {
  const id = fresh();
  const replica = await held(id, life);
  if (replica !== null) remember(id);
  return replica ?? { id, sure: always };
}
