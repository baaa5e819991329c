import type { Core } from "./core";
import type { Wire } from "./session";

/** A core as its socket sees it: while it is not sure who it is, nothing of it goes out. Its fault is told when it has one. */
export const wireOf = (core: Core, sure: () => boolean, fault: (text: string) => void = () => undefined): Wire => ({
  opened: (now) => { core.x.opened(now); },
  receive: (frame, now) => {
    const result = core.receive(frame, now);
    if (result === 2) fault(core.panicked() || "a frame could not be read");
    return result;
  },
  closed: (code, now) => core.x.closed(code, now),
  frame: () => (sure() ? core.frame() : null),
});
