// Groups of radio buttons: arrow keys go from one to the next, round and round.

const steps = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]);

/** Returns which of n is next when a key is pressed at one of them; -1 if the key leads nowhere. */
export function nextOf(key: string, at: number, n: number): number {
  const step = steps.get(key);
  return step === undefined || n === 0 ? -1 : (Math.max(at, 0) + step + n) % n;
}

/** Goes to the next radio button of the group, and takes it. */
export function walk(e: KeyboardEvent, at: number, n: number, take: (i: number) => void): void {
  const next = nextOf(e.key, at, n);
  if (next < 0 || !(e.currentTarget instanceof HTMLElement)) return;
  take(next);
  e.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")[next]?.focus();
  e.preventDefault();
  e.stopPropagation();
}
