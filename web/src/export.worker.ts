// The worker for files: the second wasm module in a thread of its own, so that the
// page draws on meanwhile. It does one job; whoever has no more interest ends it.
import "./gen/wasm_exec.js";
import wasmUrl from "./gen/export.wasm?url";
import { notLoaded, type Answer, type Job, type Report, type Saved } from "./job";

interface Exports {
  mem: WebAssembly.Memory;
  input(n: number): number;
  output(): number;
  open(n: number): number;
  png(scale: number, bare: number, whole: number): number;
  svg(bare: number): number;
  gif(): number;
  step(): number;
  size(): number;
  read(n: number, width: number, height: number): number;
  tell(): number;
  failed(): number;
}

const say = (a: Answer): void => { postMessage(a); };

class Files {
  constructor(private readonly x: Exports) {}

  private give(bytes: Uint8Array): number {
    const at = this.x.input(bytes.length) >>> 0;
    new Uint8Array(this.x.mem.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  }

  private take(n: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.x.mem.buffer, this.x.output() >>> 0, n).slice();
  }

  private text(n: number): string { return new TextDecoder().decode(this.take(n)); }

  private sure(ok: boolean): void {
    if (!ok) throw new Error(this.text(this.x.failed()));
  }

  private begin(job: Saved): number {
    if (job.kind === "gif") return this.x.gif();
    return job.kind === "png" ? this.x.png(job.scale, job.bare ? 1 : 0, job.whole ? 1 : 0) : this.x.svg(job.bare ? 1 : 0);
  }

  run(job: Job): Answer {
    if (job.kind === "read") {
      this.sure(this.x.read(this.give(job.data), job.width, job.height) !== 0);
      const bytes = this.take(this.x.size());
      return { kind: "done", bytes, report: JSON.parse(this.text(this.x.tell())) as Report };
    }
    this.sure(this.x.open(this.give(job.view)) !== 0);
    this.sure(this.begin(job) !== 0);
    for (let part = 0; part < 1000;) {
      part = this.x.step();
      this.sure(part >= 0);
      say({ kind: "some", part: part / 1000 });
    }
    return { kind: "done", bytes: this.take(this.x.size()), report: null };
  }
}

addEventListener("message", (e: MessageEvent<Job>) => {
  const start = async (): Promise<void> => {
    const go = new Go();
    const { instance } = await WebAssembly.instantiateStreaming(fetch(wasmUrl), go.importObject).catch((cause: unknown) => { throw new Error(notLoaded, { cause }); });
    void go.run(instance); // never ends
    say(new Files(instance.exports as unknown as Exports).run(e.data));
  };
  start().catch((f: unknown) => { say({ kind: "fault", text: f instanceof Error ? f.message : String(f) }); });
});
