// Jobs for the worker for files: one at a time, told to the person when they take
// a while, and ended when they are called off.
import { notLoaded, type Answer, type Job, type Report } from "./job";
import * as store from "./store";

const patience = 300; // ms until a job shows itself

export interface Done { bytes: Uint8Array<ArrayBuffer>; report: Report | null }

let running: (() => void) | null = null;

/** Does a job; null if it is called off, by the person or by another job. */
export function work(what: string, job: Job): Promise<Done | null> {
  running?.();
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("./export.worker.ts", import.meta.url), { type: "module" });
    const end = (): void => {
      worker.terminate();
      clearTimeout(wait);
      if (running === callOff) running = null;
      if (store.working.value?.cancel === callOff) store.working.value = null;
    };
    const callOff = (): void => {
      end();
      done(null);
    };
    const state = { what, part: 0, cancel: callOff };
    let shown = false;
    const wait = setTimeout(() => { shown = true; store.working.value = { ...state }; }, patience);
    running = callOff;
    worker.onmessage = (e: MessageEvent<Answer>) => {
      if (e.data.kind === "some") {
        state.part = e.data.part;
        if (shown) store.working.value = { ...state };
        return;
      }
      end();
      if (e.data.kind === "done") done(e.data);
      else fail(new Error(e.data.text));
    };
    worker.onerror = () => {
      end();
      fail(new Error(notLoaded));
    };
    worker.postMessage(job);
  });
}
