declare module "*/wasm_exec.js";

declare module "*/size.js" {
  /** The length of the module, bytes. */
  export const moduleBytes: number;
}

/** Go's own glue for wasm modules (wasm_exec.js). */
declare class Go {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}
