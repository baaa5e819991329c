// The wasm core as the page calls it. Rules are in there; this file only moves
// numbers and bytes over the border. A view on the core's memory is made anew for
// each use, because the memory moves when it grows.
import "./gen/wasm_exec.js";
import { fetchModule } from "./module";

interface Exports {
  mem: WebAssembly.Memory;
  init(lo: number, hi: number): void;
  input(n: number): number;
  output(): number;
  token(n: number): void;
  keep(now: number): number;
  restore(n: number): number;
  freeze(): number;
  thaw(n: number, now: number): number;
  view(): number;
  part(): number;
  place(n: number, now: number): number;
  opened(now: number): void;
  receive(n: number, now: number): number;
  closed(code: number, now: number): number;
  tick(now: number): number;
  frame(): number;
  brush(kind: number, color: number, width: number, opacity: number): void;
  guides(shape: number, folds: number, mirror: number, even: number, smoothing: number): void;
  presets(): number;
  swatch(kind: number, color: number, width: number, opacity: number, w: number, h: number): number;
  down(pointer: number, now: number): number;
  samples(n: number, now: number): void;
  up(now: number): void;
  cancel(now: number): void;
  undo(now: number): number;
  redo(now: number): number;
  place_strays(now: number): number;
  drop_strays(): void;
  erase(x0: number, y0: number, x1: number, y1: number, reach: number, fresh: number, now: number): number;
  fill(x: number, y: number, now: number): number;
  select(n: number, reach: number, keep: number): number;
  selection(): number;
  shift(a: number, b: number, c: number, d: number, x: number, y: number, wider: number, keep: number, now: number): number;
  recolor(color: number, now: number): number;
  duplicate(dx: number, dy: number, now: number): number;
  remove(now: number): number;
  deselect(): void;
  cursor(x: number, y: number, down: number): void;
  name(n: number, color: number): void;
  dirty(): number;
  tile(i: number, halved: number): number;
  color_at(x: number, y: number): number;
  enlarge(x0: number, y0: number, x1: number, y1: number, scale: number): number;
  enlarged_tile(i: number): number;
  width(): number;
  height(): number;
  tiles_wide(): number;
  state(): number;
  presence(): number;
  notes(): number;
  still(on: number): void;
  waiting(): number;
  hash(): number;
  panicked(): number;
  play(n: number): number;
  seek(ms: number): void;
}

/** What tick returns: a set of things to do. */
export const Todo = { send: 1, draw: 2, state: 4, presence: 8, reopen: 16, notes: 32 } as const;

export const tileSize = 64;

/** What became of strokes that were placed: how many were drawn, how many of them wait, how many were not drawn, and the refusal that says why. */
export interface Placing { drawn: number; waiting: number; left: number; why: number }

/** A brush as it lies ready: size in px, opacity in %. */
export interface Preset { kind: number; name: string; size: number; opacity: number }

/** A brush as the core has it: 0xRRGGBB, 1/16 px, 0…255. */
export interface Brush { kind: number; color: number; width: number; opacity: number }

export interface Box { x0: number; y0: number; x1: number; y1: number }

const encoder = new TextEncoder();
const decoder = new TextDecoder();

let compiled: Promise<WebAssembly.Module> | undefined; // once, however many cores there are

/** The module, fetched again if that has failed. */
const compile = (told: (part: number) => void): Promise<WebAssembly.Module> =>
  compiled ??= fetchModule(told).catch((e: unknown) => { compiled = undefined; throw e; });

export class Core {
  private calm = false;

  private constructor(readonly x: Exports) {}

  /** A core; told hears how much of what it is made of has come, from 0 to 1. */
  static async load(replica: bigint, told: (part: number) => void = () => undefined): Promise<Core> {
    const go = new Go();
    const instance = await WebAssembly.instantiate(await compile(told), go.importObject);
    void go.run(instance); // never ends
    const core = new Core(instance.exports as unknown as Exports);
    core.begin(replica);
    return core;
  }

  /** Starts over as a replica. */
  begin(replica: bigint): void {
    this.x.init(Number(replica & 0xffffffffn) | 0, Number(replica >> 32n) | 0);
    this.x.still(this.calm ? 1 : 0);
  }

  /** Whether the artist's strokes are seen at once. */
  still(on: boolean): void {
    this.calm = on;
    this.x.still(on ? 1 : 0);
  }

  /** Copies bytes into the core's input. */
  private give(bytes: Uint8Array): number {
    const at = this.x.input(bytes.length) >>> 0;
    new Uint8Array(this.x.mem.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  }

  /** Copies n bytes out of the core's output. */
  private take(n: number): Uint8Array<ArrayBuffer> {
    if (n === 0) return new Uint8Array();
    const at = this.x.output() >>> 0;
    return new Uint8Array(this.x.mem.buffer, at, n).slice();
  }

  /** Copies n bytes out of the core that it gives in parts. */
  private gather(n: number): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(n);
    for (let at = 0; at < n;) {
      const k = this.x.part();
      if (k === 0) throw new Error("A part of the piece is missing.");
      all.set(new Uint8Array(this.x.mem.buffer, this.x.output() >>> 0, k), at);
      at += k;
    }
    this.x.part(); // none: the core lets go of the last
    return all;
  }

  private json<T>(n: number): T {
    return JSON.parse(decoder.decode(this.take(n))) as T;
  }

  /** The brushes that lie ready. */
  presets(): Preset[] { return this.json(this.x.presets()); }

  /** A stroke of a brush over paper, for people to choose by. */
  swatch(b: Brush, w: number, h: number): ImageData {
    return new ImageData(new Uint8ClampedArray(this.take(this.x.swatch(b.kind, b.color, b.width, b.opacity, w, h)).buffer), w, h);
  }

  /** What the next stroke is drawn with. */
  brush(b: Brush): void { this.x.brush(b.kind, b.color, b.width, b.opacity); }

  token(token: string): void { this.x.token(this.give(encoder.encode(token))); }
  name(name: string, color: number): void { this.x.name(this.give(encoder.encode(name)), color); }

  /** What to store of the ink that is not on the server yet; empty if there is none. */
  keep(now: number): Uint8Array<ArrayBuffer> { return this.take(this.x.keep(now)); }

  /** Takes up what an earlier page stored, before the first socket. */
  restore(kept: Uint8Array): boolean { return this.x.restore(this.give(kept)) !== 0; }

  /** What to store so that the page can open without the server; empty if there is nothing. */
  freeze(): Uint8Array<ArrayBuffer> { return this.gather(this.x.freeze()); }

  /** Takes up what an earlier page has frozen, before the first socket. */
  thaw(frozen: Uint8Array, now: number): boolean { return this.x.thaw(this.give(frozen), now) !== 0; }

  /** The piece as it is seen, for the module that makes files. */
  view(): Uint8Array<ArrayBuffer> { return this.gather(this.x.view()); }

  /** Draws the strokes of a file. */
  place(packed: Uint8Array, now: number): Placing {
    const [drawn, waiting, left, why] = new Uint32Array(this.take(this.x.place(this.give(packed), now)).buffer);
    if (drawn === undefined || waiting === undefined || left === undefined || why === undefined) throw new Error("The drawing could not be taken up.");
    return { drawn, waiting, left, why };
  }

  /** Takes a frame; the result is 0 if all is well, otherwise the socket must be opened anew. */
  receive(frame: Uint8Array, now: number): number { return this.x.receive(this.give(frame), now); }

  frame(): Uint8Array<ArrayBuffer> | null {
    const n = this.x.frame();
    return n === 0 ? null : this.take(n);
  }

  /** Samples are four 32-bit numbers each: x and y in 1/256 px, pressure, time in 8 µs. */
  samples(packed: Int32Array, now: number): void {
    this.give(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength));
    this.x.samples(packed.length / 4, now);
  }

  dirty(): Uint32Array {
    const n = this.x.dirty();
    return new Uint32Array(this.take(4 * n).buffer);
  }

  /** The pixels of a tile, halved so many times. They are the core's: use them before the next call. */
  tile(i: number, halved = 0): Uint8ClampedArray<ArrayBuffer> {
    const at = this.x.tile(i, halved) >>> 0;
    return new Uint8ClampedArray(this.x.mem.buffer as ArrayBuffer, at, (tileSize >> halved) ** 2 * 4);
  }

  /** Selects what lies in a closed path, in px of the piece, or of one point within reach of it. Reports whether there was more than may be. */
  select(path: { x: number; y: number }[], reach: number, keep: boolean): boolean {
    const grid = (v: number): number => Math.round(v * 32);
    this.give(new Uint8Array(Int32Array.from(path.flatMap((p) => [grid(p.x), grid(p.y)])).buffer));
    return this.x.select(path.length, grid(reach), keep ? 1 : 0) !== 0;
  }

  /** How many strokes are selected, and the box around their points, in 1/32 px. */
  selection(): Int32Array { return new Int32Array(this.take(this.x.selection()).buffer); }

  /** Begins to draw a part of the piece larger, and returns the part that it will be. */
  enlarge(b: Box, scale: number): Box {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = new Int32Array(this.take(this.x.enlarge(b.x0, b.y0, b.x1, b.y1, scale)).buffer);
    return { x0, y0, x1, y1 };
  }

  /** The pixels of a tile of that, on the terms of tile. */
  enlargedTile(i: number): Uint8ClampedArray<ArrayBuffer> {
    const at = this.x.enlarged_tile(i) >>> 0;
    return new Uint8ClampedArray(this.x.mem.buffer as ArrayBuffer, at, tileSize * tileSize * 4);
  }

  waiting(): Box[] {
    const v = new Int32Array(this.take(this.x.waiting()).buffer);
    const list: Box[] = [];
    for (let i = 0; i + 3 < v.length; i += 4) list.push({ x0: v[i] ?? 0, y0: v[i + 1] ?? 0, x1: v[i + 2] ?? 0, y1: v[i + 3] ?? 0 });
    return list;
  }

  state<T>(): T { return this.json<T>(this.x.state()); }
  presence<T>(): T { return this.json<T>(this.x.presence()); }
  /** What is new in the artist's notebook since the last call. */
  notes<T>(): T { return this.json<T>(this.x.notes()); }
  hash<T>(): T { return this.json<T>(this.x.hash()); }
  panicked(): string { return decoder.decode(this.take(this.x.panicked())); }
  /** Takes up a replay in place of a piece, and returns how many ms it takes. */
  play(film: Uint8Array): number {
    const ms = this.x.play(this.give(film));
    if (ms < 0) throw new Error(`This piece cannot be replayed: ${this.panicked()}.`);
    return ms;
  }
  memory(): number { return this.x.mem.buffer.byteLength; }
}
