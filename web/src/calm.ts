// Whether the person asks for less motion.
import type { Core } from "./core";
import type { Life } from "./life";

/** Tells the core, now and when it changes: what is performed is then seen at once. Returns whether it is so. */
export function calm(core: Core, life: Life): () => boolean {
  const query = matchMedia("(prefers-reduced-motion: reduce)");
  let on = false; // a query that is read in each frame has changed already when it would tell so, and tells nothing
  const tell = (): void => { core.still(on = query.matches); };
  tell();
  life.on(query, "change", tell);
  return () => on;
}
