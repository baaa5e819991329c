// The life of a view: whoever begins a listener, a timer or a frame loop begins it
// here, and all of it ends with the view. What is begun after the end never runs.
export class Life {
  private readonly abort = new AbortController();

  /** Is aborted at the end: for requests, locks and whatever else takes a signal. */
  get signal(): AbortSignal { return this.abort.signal; }
  get over(): boolean { return this.abort.signal.aborted; }

  on<K extends keyof WindowEventMap>(target: Window, type: K, f: (e: WindowEventMap[K]) => void, options?: AddEventListenerOptions): void;
  on<K extends keyof DocumentEventMap>(target: Document, type: K, f: (e: DocumentEventMap[K]) => void, options?: AddEventListenerOptions): void;
  on<K extends keyof HTMLElementEventMap>(target: HTMLElement, type: K, f: (e: HTMLElementEventMap[K]) => void, options?: AddEventListenerOptions): void;
  on(target: VisualViewport, type: "resize" | "scroll", f: (e: Event) => void): void;
  on(target: MediaQueryList, type: "change", f: (e: MediaQueryListEvent) => void): void;
  on(target: EventTarget, type: string, f: (e: never) => void, options: AddEventListenerOptions = {}): void {
    target.addEventListener(type, f as EventListener, { ...options, signal: this.signal });
  }

  every(ms: number, f: () => void): void {
    if (this.over) return;
    const timer = setInterval(f, ms);
    this.last(() => { clearInterval(timer); });
  }

  /** Calls f once, unless the view has ended by then. */
  after(ms: number, f: () => void): void {
    if (this.over) return;
    const timer = setTimeout(() => {
      this.signal.removeEventListener("abort", stop);
      f();
    }, ms);
    const stop = (): void => { clearTimeout(timer); };
    this.last(stop);
  }

  /** Calls f in each frame. */
  frames(f: () => void): void {
    if (this.over) return;
    let next = 0;
    const turn = (): void => {
      next = requestAnimationFrame(turn);
      f();
    };
    next = requestAnimationFrame(turn);
    this.last(() => { cancelAnimationFrame(next); });
  }

  /** Calls f at the end; at once, if that has come. */
  last(f: () => void): void {
    if (this.over) f();
    else this.signal.addEventListener("abort", f, { once: true });
  }

  end(): void { this.abort.abort(); }
}
