// A job that takes a while: how far it is, and a way to call it off.
import * as store from "./store";

export function Working() {
  const job = store.working.value;
  if (job === null) return null;
  return (
    <section class="working" aria-label={job.what}>
      <span role="status">{job.what}</span>
      <progress {...(job.part > 0 ? { value: job.part } : {})} aria-label={job.what} />
      <button type="button" class="small" onClick={job.cancel}>Cancel</button>
    </section>
  );
}
