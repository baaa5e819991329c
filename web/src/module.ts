// The wasm module on its way here: it is nearly all of what a first visit loads.
import wasmUrl from "./gen/easel.wasm?url";
import { moduleBytes } from "./gen/size.js";
import { stale } from "./store";

const lost = "The line broke before all of Easel was here. Nothing of yours is lost.";
const forbidden = "This browser lets Easel run no WebAssembly, which it draws with. Allow it for this page, or take another browser.";

/** Fetches and compiles the module; told hears how much of it has come, from 0 to 1. It fails in words for people. */
export async function fetchModule(told: (part: number) => void): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") throw new Error(forbidden);
  if (!worker()) told(0);
  const res = await fetch(wasmUrl).catch(() => { throw new Error(lost); });
  if (!res.ok) throw new Error(res.status === 404 ? stale : lost);
  if (!worker()) void count(res.clone(), told);
  return WebAssembly.compileStreaming(res).catch((e: unknown) => { throw new Error(e instanceof WebAssembly.CompileError ? forbidden : lost); });
}

/** Whether the page's own worker gives it its files: they are here already. */
const worker = (): boolean => "serviceWorker" in navigator && navigator.serviceWorker.controller !== null;

async function count(res: Response, told: (part: number) => void): Promise<void> {
  const reader = res.body?.getReader();
  try {
    for (let n = 0; ;) {
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      n += part.value.length;
      told(Math.min(n / moduleBytes, 1));
    }
  } catch { /* who compiles it says so */ }
}
