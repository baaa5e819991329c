// The socket of the core: frames in, frames out, and coming back after it broke.
// Each socket has a generation, so that a late event of an old one does nothing.
import { Backoff } from "./backoff";

export interface Wire {
  opened(now: number): void;
  receive(frame: Uint8Array, now: number): number;
  closed(code: number, now: number): number;
  frame(): Uint8Array<ArrayBuffer> | null;
}

export interface Socket {
  binaryType: string;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: ((e: Event) => void) | null;
  onmessage: ((e: MessageEvent) => void) | null;
  onclose: ((e: CloseEvent) => void) | null;
}

/** The close code that says: come back at once, to the next piece. */
const nextPiece = 4012;

/** Past so many bytes in the socket, frames stay in the core. */
const bufferedMax = 256 << 10;

/** A socket to the server that the page is from. */
export const dial = (): WebSocket => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, "easel.1");

export class Session {
  private socket: Socket | null = null;
  private generation = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly wire: Wire,
    private readonly dial: () => Socket | null, // null: not now
    private readonly backoff = new Backoff(),
    private readonly now: () => number = () => performance.now(),
    private readonly shut: () => void = () => undefined, // a socket closed that had never opened
  ) {}

  open(): void {
    if (this.ended || this.socket !== null) return;
    clearTimeout(this.timer);
    const generation = ++this.generation;
    const socket = this.dial();
    if (socket === null) {
      this.timer = setTimeout(() => { this.open(); }, this.backoff.next());
      return;
    }
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    let opened = false;
    socket.onopen = () => {
      if (generation !== this.generation) return;
      opened = true;
      this.wire.opened(this.now());
      this.flush();
    };
    socket.onmessage = (e) => {
      if (generation !== this.generation || !(e.data instanceof ArrayBuffer)) return;
      this.backoff.reset();
      if (this.wire.receive(new Uint8Array(e.data), this.now()) !== 0) this.reopen();
      else this.flush();
    };
    socket.onclose = (e) => {
      if (generation !== this.generation) return;
      if (!opened) this.shut();
      this.lost(e.code);
    };
  }

  /** Sends what the core has ready. */
  flush(): void {
    const s = this.socket;
    if (s === null) return;
    while (s.bufferedAmount < bufferedMax) {
      const frame = this.wire.frame();
      if (frame === null) return;
      s.send(frame);
    }
  }

  /** Gives up the socket and opens another. */
  reopen(): void {
    const s = this.socket;
    this.lost(0);
    s?.close();
  }

  /** Tries at once: the network is back, or the page is seen again. */
  hurry(): void {
    if (this.socket === null) this.open();
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.generation++;
    this.socket?.close();
    this.socket = null;
  }

  private lost(code: number): void {
    this.generation++;
    this.socket = null;
    if (this.wire.closed(code, this.now()) !== 0) {
      this.ended = true; // final: to come back would meet the same answer
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.open(); }, code === nextPiece ? 0 : this.backoff.next());
  }
}
